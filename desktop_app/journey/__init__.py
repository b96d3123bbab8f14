"""The program playing itself: the sample application through the real window, keys and drops only."""
