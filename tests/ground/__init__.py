"""What all else stands on: the direction of imports, the locked dependencies, the list that explains them,
and a point beside each place where a crash would hurt."""
