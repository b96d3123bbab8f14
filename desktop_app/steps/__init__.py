"""What the office does, one file per step in the order of the work; no Qt."""
