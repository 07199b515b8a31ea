"""What a person reads: the text of others, made harmless, and our own sentences."""
