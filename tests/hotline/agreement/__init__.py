"""Mirrors hotline/agreement/."""
