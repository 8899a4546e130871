"""Words and formats for the screen and the files, from the model and the charts."""
