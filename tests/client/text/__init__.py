"""Mirrors client/text/."""
