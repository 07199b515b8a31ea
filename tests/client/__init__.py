"""Mirrors client/."""
