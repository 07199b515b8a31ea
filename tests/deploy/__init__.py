"""How a relay is run for real: the unit, the front, the monitoring and the operator's manual."""
