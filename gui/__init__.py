"""The window: draws the moments that the simulator makes. It imports simulator, never the other way round."""
