"""Shapes of the charts, from the model's numbers. Imports model only."""
