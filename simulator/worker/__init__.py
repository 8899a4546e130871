"""The worker's pure modules, called from Python."""
