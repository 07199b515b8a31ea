"""Mirrors hotline/identity/."""
