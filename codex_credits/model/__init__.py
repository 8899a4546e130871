"""Numbers of a report: no words, no shapes, no clock. Imports nothing but itself."""
