"""Text and shapes into the markup of popup.html."""
