"""Mirrors hotline/kinds/."""
