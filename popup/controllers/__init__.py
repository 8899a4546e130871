"""Events of the page into calls of the app."""
