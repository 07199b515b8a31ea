"""Mirrors hotline/envelopes/."""
