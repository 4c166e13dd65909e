"""The Graph workspace: an expression as a computational graph, and the chain rule travelling back through it."""
