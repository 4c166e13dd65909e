"""The equation panel: the formula of the phase in view, the same with its numbers, and the numerical check."""
