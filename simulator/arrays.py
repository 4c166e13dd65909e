"""The three kinds of arrays that the simulator hands around.

The shapes stand in the docstrings; a matrix has one row for each sample.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Array", "Bytes", "Indices"]

Array = npt.NDArray[np.float64]
"""Numbers to calculate with: weights, activations, errors, inputs."""

Bytes = npt.NDArray[np.uint8]
"""Grey values from 0 to 255, as files and pictures hold them."""

Indices = npt.NDArray[np.int64]
"""Positions of samples in a data set, or the numbers of classes."""
