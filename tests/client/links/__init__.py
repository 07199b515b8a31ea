"""Links against a real relay on loopback, and courier files."""
