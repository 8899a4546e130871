# What tools/packing.py uses of it.
