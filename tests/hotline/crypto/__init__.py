"""Mirrors hotline/crypto/."""
