"""Mirrors hotline/procedures/."""
