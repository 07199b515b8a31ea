"""`hotline courier`: envelopes carried by hand, where no wire is left."""
