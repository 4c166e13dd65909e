"""The stage: the network as nodes and edges, with the signal that travels along them."""
