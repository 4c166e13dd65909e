"""What a numerical check of a derivative has found, in words and as a table."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.graph.view_words import derivative_word, output_word, shown, word_of
from gui.number_text import MINUS, count, number
from gui.theme import Theme
from simulator.graph.checking import Check
from simulator.graph.graph import Graph

translate = QCoreApplication.translate
AGREES, DIFFERS = "✓", "✗"
_FEWEST_DIGITS = 5
_DIGITS = 3
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def check_sentence(graph: Graph, one: Check) -> str:
    """The line for one node."""
    node, output = word_of(graph, one.node), output_word(graph)
    if not math.isfinite(one.numeric):
        text = translate("CheckWords", "check: {output} is not defined on both sides of {node}, so that nothing can "
                                       "be said")
        return text.format(output=output, node=node)
    if one.kink is not None:
        text = translate("CheckWords", "check: {output} has a kink here: its slope is {left} on one side and {right} "
                                       "on the other, and the chain rule takes {analytic} by convention")
        return text.format(output=output, left=shown(one.left), right=shown(one.right), analytic=shown(one.analytic))
    if one.numeric == one.analytic == 0.0:
        text = translate("CheckWords", "check: nudging {node} by ±{step} does not change {output}")
        return text.format(node=node, step=step_text(one.step), output=output)
    values = {"node": node, "step": step_text(one.step), "output": output, "rate": number(one.numeric, _DIGITS),
              "digits": count(one.digits_agreeing)}
    if one.agrees and one.digits_agreeing >= _FEWEST_DIGITS:
        return translate("CheckWords", "check: nudging {node} by ±{step} changes {output} at the rate {rate}: agrees "
                                       "to {digits} digits").format(**values)
    if one.agrees:
        return translate("CheckWords", "check: nudging {node} by ±{step} changes {output} by less than rounding "
                                       "does, so that no difference is seen").format(**values)
    return translate("CheckWords", "check: nudging {node} by ±{step} changes {output} at the rate {rate}: this is "
                                   "another number!").format(**values)


def summary(graph: Graph, checks: Sequence[Check]) -> str:
    """All checks in one sentence."""
    wrong = sum(not one.agrees for one in checks)
    if wrong:
        text = translate("CheckWords", "{wrong} of {count} derivatives differ from what nudging each node gives")
        return text.format(wrong=count(wrong), count=count(len(checks)))
    text = translate("CheckWords", "all {count} derivatives agree with what nudging each node gives")
    return text.format(count=count(len(checks)))


def table(graph: Graph, checks: Sequence[Check], theme: Theme) -> str:
    """Variables first, then all other nodes, as rich text: chain rule, nudging, digits, and a mark."""
    ordered = sorted(checks, key=lambda one: (not graph.nodes[one.node].is_variable, graph.variables.index(one.node)
                                              if graph.nodes[one.node].is_variable else -one.node))
    dim = theme.text_dim.name()
    heads = ("", translate("CheckWords", "chain rule"), translate("CheckWords", "nudging"),
             translate("CheckWords", "digits"), "")
    side = theme.px(14)
    rows = [_row([f'<span style="color:{dim}">{head}</span>' for head in heads], side)]
    rows += [_row([html.escape(derivative_word(graph, one.node)), shown(one.analytic), _numeric(one), _digits(one),
                   _mark(one, theme)], side) for one in ordered]
    return f'<table cellspacing="0" cellpadding="0">{"".join(rows)}</table>'


def table_text(graph: Graph, checks: Sequence[Check]) -> list[str]:
    """The lines of the table in plain words, for screen readers."""
    return [f"{derivative_word(graph, one.node)}: {shown(one.analytic)}, {_numeric(one)}, "
            f"{AGREES if one.agrees else DIFFERS}" for one in checks]


def step_text(step: float) -> str:
    """A power of ten: 10⁻⁵."""
    exponent = round(math.log10(step)) if step > 0.0 else 0
    if math.isclose(step, 10.0 ** exponent, rel_tol=1e-6):
        return "10" + str(exponent).translate(_SUPERSCRIPTS)
    return number(step, 2)


def _numeric(one: Check) -> str:
    if one.kink is not None:
        return translate("CheckWords", "{left} | {right}").format(left=shown(one.left), right=shown(one.right))
    return number(one.numeric, _DIGITS) if math.isfinite(one.numeric) else MINUS


def _digits(one: Check) -> str:
    if one.kink is not None:
        return translate("CheckWords", "kink")
    return count(one.digits_agreeing) if one.digits_agreeing or not one.agrees else "≈"


def _mark(one: Check, theme: Theme) -> str:
    color, mark = (theme.good, AGREES) if one.agrees else (theme.error, DIFFERS)
    return f'<span style="color:{color.name()}">{mark}</span>'


def _row(cells: Sequence[str], side: int) -> str:
    sides = ("right" if place else "left" for place in range(len(cells)))
    return "<tr>" + "".join(f'<td align="{align}" style="padding:{side // 7}px {side}px {side // 7}px 0">{cell}</td>'
                            for align, cell in zip(sides, cells, strict=True)) + "</tr>"
