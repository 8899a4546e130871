"""The only way between Python and the browser."""
