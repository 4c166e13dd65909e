"""The computational graph of a scalar: values forward, the chain rule backward, one edge at a time."""
