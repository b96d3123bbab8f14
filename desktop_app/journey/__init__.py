"""The program playing itself through its real window: by keys and, for signatures, the mouse."""
