"""Mathematical expressions that a person types: read safely, evaluated at many points at once, derived exactly.

`parse` turns a text into an `Expression`, or raises an `ExpressionError` with the place in the text.

- tokens.py: the words of a text
- parser.py: from words to a tree; refusals.py says why not
- tree.py: what an expression is made of, `Number`, `Variable` and `Operation`
- operations.py: the table of everything that can be computed, with derivatives; a new function is one entry
- program.py: the same without repetitions, in the order in which it is computed
"""

from __future__ import annotations

from simulator.expressions.expression import Expression, Jet, parse
from simulator.expressions.operations import OPERATIONS, OperationKind, operation_named
from simulator.expressions.parser import ExpressionError, Node, Number, Operation, Variable, walk

__all__ = ["OPERATIONS", "Expression", "ExpressionError", "Jet", "Node", "Number", "Operation", "OperationKind",
           "Variable", "operation_named", "parse", "walk"]
