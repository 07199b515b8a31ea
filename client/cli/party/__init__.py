"""`hotline party`: what the keeper of a party's root does, on the root's own vault and off line."""
