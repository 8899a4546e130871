"""What may touch the browser."""
