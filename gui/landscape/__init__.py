"""The cost of the network on the stage over a plane through its weights: what is asked, worked out and said of it."""
