"""Numbers of a report: no formatter, no shapes, no clock. Imports nothing but itself."""
