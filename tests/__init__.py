"""Mirrors hotline/, client/ and server/; ground/ tests what all stand on, fuzz/ what strangers send."""
