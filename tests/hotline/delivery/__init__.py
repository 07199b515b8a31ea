"""Mirrors hotline/delivery/."""
