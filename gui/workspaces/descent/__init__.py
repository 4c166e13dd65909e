"""The Descent workspace: a cost over two parameters, and gradient descent moving on it."""
