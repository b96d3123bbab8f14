"""Qt: one screen per step of the work, and the window that holds them."""
