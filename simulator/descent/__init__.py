"""Optimizers moving on a surface: their ways recorded step by step, and what has become of them in facts."""
