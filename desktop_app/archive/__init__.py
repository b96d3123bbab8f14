"""What leaves the house sealed, and its verifier; knows nothing of reviewing."""
