"""Mirrors hotline/."""
