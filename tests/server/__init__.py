"""The relay, tested as its packages are laid out."""
