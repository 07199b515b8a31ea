"""Transcript files: writing them, and finding what is wrong with them."""
