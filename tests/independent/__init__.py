"""A second verifier of transcripts, written from docs/SPEC.md alone; it shares no code with the project."""
