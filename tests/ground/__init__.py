"""What all else stands on: the direction of imports, the locked dependencies, the list that explains them."""
