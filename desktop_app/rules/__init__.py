"""What the regulations say: pure functions over plain values."""
