"""The window, its top bar, the line for messages, and how it ends."""
