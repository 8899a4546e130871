"""The worker's modules and the popup's Python in one process, with a simulated browser and ChatGPT."""
