"""What a relay decides, as pure functions of frames and state: quotas, order, sessions."""
