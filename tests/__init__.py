"""Mirrors hotline/, client/ and server/; ground/ tests what all of them stand on, fuzz/ what strangers send."""
