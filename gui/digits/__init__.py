"""The digit card: draw, choose or look up a sample of one's own, and see what the network says to it."""
