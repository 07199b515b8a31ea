"""Mirrors hotline/statements/."""
