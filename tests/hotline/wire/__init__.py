"""Mirrors hotline/wire/."""
