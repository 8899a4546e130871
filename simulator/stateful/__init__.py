"""Random sessions in a real browser, and what must hold in each."""
