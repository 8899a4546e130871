"""What runs before the first paint."""
