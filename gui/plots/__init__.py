"""Charts of a run, and the picture of what a neuron looks for."""
