"""The output of the network over the inputs that can be drawn: its map or curve, with the samples on it."""
