"""A run as the window has it: what is in view, what is edited and undone, training, comparing, messages."""
