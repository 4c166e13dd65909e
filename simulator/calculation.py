"""Calculations as a person writes them down, so that a window can put numbers in the place of the symbols."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Calculation:
    """How a value comes from named quantities, step by step as with a pocket calculator.

    The words of a text are parted by spaces. A word is the name of a quantity, a number, one of the signs
    + − · / ( ) , or one of the functions ln, tanh, sgn and max( , ). Without a space inside are powers such as e^−z
    and t^k, squares such as g² or )², and roots such as √s. [ z > 0 ] is 1 where the condition holds, otherwise 0.

    Attributes
    ----------
    text
        The whole calculation. Σ in it stands for the sum of `summand` over all neurons of the layer.
    summand
        One summand of Σ, in terms of the quantities of its neuron.
    shorter
        Pairs of a target y and what is left of the summand for exactly this y; "" where nothing is left.

    Examples
    --------
    >>> sigmoid = Calculation("1 / ( 1 + e^−z )")
    >>> softmax = Calculation("e^z / ( Σ )", summand="e^z")
    """

    text: str
    summand: str = ""
    shorter: tuple[tuple[float, str], ...] = ()

    def summand_for(self, y: float) -> str:
        """The summand of a neuron with this target."""
        return dict(self.shorter).get(y, self.summand)
