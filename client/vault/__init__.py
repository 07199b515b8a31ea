"""The encrypted file that keeps a device's state, behind the port that the station names."""
