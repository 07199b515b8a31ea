"""Mirrors hotline/, client/ and server/; ground/ tests what all of them stand on;
points/ lets them die wherever it would hurt; fuzz/ hands them what strangers send."""
