"""Mirrors hotline/obligations/."""
