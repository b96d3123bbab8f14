"""The review office's desktop program: the only import package, the only product code."""
