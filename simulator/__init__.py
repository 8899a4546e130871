"""
A ChatGPT, a browser driver and a fast simulation of the extension, for tests, demo, replay, gallery and bench.
Imports no tests.
"""
