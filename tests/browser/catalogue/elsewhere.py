"""Which test holds a case that has no row, and why a case has neither."""

ELSEWHERE = {}
REASONS = {}
