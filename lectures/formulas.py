r"""What a formula of a lecture may hold, told before it is typeset.

Typesetting doubles its work with every level of braces: `\frac{1}{\frac{1}{…}}`, twelve deep, takes a quarter of a
minute. So the work is estimated from the text alone, and what would take too long isn't begun. Only commands whose
arguments are known are let through: LaTeX can define further ones, and one line of them can fill any memory.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lectures.problems import shown
from simulator.errors import Phrase, name_list

LONGEST_FORMULA = 400
DEEPEST = 6
MOST_WORK = 250
"""Of one formula, in characters outside of all braces: each takes about half a millisecond. The largest of the course
has 70."""

_ONE = (
    "acute bar breve check dot ddot dddot ddddot grave hat mathring tilde vec widehat widetilde widecheck "
    "overline underline underbar overbrace underbrace overbracket underbracket overparen underparen "
    "overleftarrow overrightarrow overleftrightarrow underleftarrow underrightarrow underleftrightarrow "
    "boxed cancel bcancel xcancel sout phantom hphantom vphantom sqrt not pmod pod mod operatorname "
    "mathbf mathrm mathit mathbb mathcal mathfrak mathscr mathsf mathsfit mathtt mathnormal Bbb bm bold "
    "boldsymbol pmb mit scr oldstyle mathbin mathrel mathop mathord mathopen mathclose mathpunct "
    "mathinner bra ket braket text textbf textit textrm textsf textmd textup texttt textnormal mbox hbox "
    "emph xleftarrow xrightarrow xleftrightarrow xmapsto xlongequal xLeftarrow xRightarrow "
    "xLeftrightarrow xhookleftarrow xhookrightarrow xleftharpoondown xleftharpoonup xrightharpoondown "
    "xrightharpoonup xrightleftharpoons xleftrightharpoons xtofrom xtwoheadleftarrow xtwoheadrightarrow")
_TWO = "frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel textcolor"
ARITY = {f"\\{name}": 1 for name in _ONE.split()} | {f"\\{name}": 2 for name in _TWO.split()}
"""Commands with arguments, and how many."""
_REFUSED = (
    "newcommand renewcommand providecommand def let newenvironment renewenvironment DeclareMathOperator "
    "over above atop choose brack brace abovewithdelims atopwithdelims overwithdelims color colorbox "
    "fcolorbox fbox href style class verb rule raise lower moveleft moveright kern mkern hskip mskip "
    "hspace mspace genfrac sideset skew mathchoice leftroot uproot root smash unicode tag matrix pmatrix "
    "bmatrix Bmatrix vmatrix Vmatrix smallmatrix array substack cases displaylines eqalign eqalignno "
    "split align shoveleft shoveright mathclap mathllap mathrlap llap rlap clap vcenter rm bf it sf tt "
    "cal frak Huge huge LARGE Large large footnotesize normalsize scriptsize small tiny Tiny middle "
    "mathstrut require includegraphics input")
REFUSED = frozenset(f"\\{name}" for name in _REFUSED.split())
"""Commands that do more than typeset, or that the typesetter gives another extent than its arguments have."""
_ENVIRONMENTS = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "cases",
                           "array", "split", "align", "align*"))
_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^{}]{0,20}\}|\\[A-Za-z]+|\\.|[^\\]|\\$", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_COLOR = re.compile(r"\\textcolor(?!\s*\{(?:[A-Za-z]{1,30}|#[0-9A-Fa-f]{6})\})")
_NO_TOKENS = frozenset((r"\begin", r"\end", "\\", "%"))
_CLOSING = {"}": "{", r"\right": r"\left"}


def work_of(latex: str) -> int:
    """An estimate of how long it takes to typeset a formula; `MOST_WORK` is much."""
    return _Measure(latex).work


@lru_cache(maxsize=4096)
def problem_of(latex: str) -> Phrase | None:
    """Why a formula can't be typeset; None if it can."""
    if len(latex) > LONGEST_FORMULA:
        return Phrase("it has {count} characters, at most {most} can be typeset; make several formulas of it",
                      count=len(latex), most=LONGEST_FORMULA)
    measure = _Measure(latex)
    if measure.problem is not None:
        return measure.problem
    if measure.depth > DEEPEST:
        return Phrase("it is nested {depth} deep, at most {most} can be typeset; give a part of it a name",
                      depth=measure.depth, most=DEEPEST)
    if measure.work > MOST_WORK:
        return Phrase("it is too large to be typeset; make several formulas of it")
    if _COLOR.search(latex):
        return Phrase(r"\textcolor needs a colour such as {example}", example="{red}")
    return _syntax_problem(latex)


def _syntax_problem(latex: str) -> Phrase | None:
    """What the parser of the typesetter finds."""
    from latex2mathml.converter import convert  # noqa: PLC0415 - it takes a while to be loaded

    for command in re.findall(r"\\[A-Za-z]{2,}", latex):
        if command not in _known_commands():
            return Phrase("there is no command {command}; take another one, or write it as \\text{{…}}",
                          command=shown(command))
    try:
        convert(latex)
    except Exception as error:  # noqa: BLE001 - it raises whatever comes to it for a wrong text
        return Phrase("it can't be typeset ({problem}); check its braces and commands",
                      problem=type(error).__name__.removesuffix("Error"))
    return None


@cache
def _known_commands() -> frozenset[str]:
    """What the typesetter has a sign or a rule for; it would show the others' names."""
    from latex2mathml import commands  # noqa: PLC0415
    from latex2mathml.symbols_parser import SYMBOLS  # noqa: PLC0415

    values = [value for name, value in vars(commands).items() if not name.startswith("_")]
    names = {value for value in values if isinstance(value, str)}
    names = names.union(*(map(str, value) for value in values if isinstance(value, tuple | list | set | dict)))
    return frozenset({*names, *SYMBOLS, *ARITY})


class _Measure:
    """Depth and work of a formula, from its tokens.

    Attributes
    ----------
    depth, work
        Levels of arguments and brackets; tokens, each twice as much for every level around it.
    problem
        A command that isn't known, or something that isn't closed.
    """

    def __init__(self, latex: str) -> None:
        self.depth = self.work = 0
        self.problem: Phrase | None = None
        # what is open: a bracket, or a number of arguments that are still to come; and the level inside of it
        self._open: list[tuple[str | int, int]] = []
        for token in _TOKEN.findall(latex):
            if not token.isspace():
                self._take(token)
        left = [what for what, _ in self._open]
        if any(isinstance(what, int) for what in left):
            self._refuse(Phrase("an argument is missing at its end; write it in braces"))
        elif left:
            self._refuse(Phrase("{sign} is never closed; close it", sign=left[-1]))

    def _take(self, token: str) -> None:
        level = self._open[-1][1] if self._open else 0
        self.depth = max(self.depth, level)
        self.work += 2 ** min(level, 40)
        environment = _ENVIRONMENT.fullmatch(token)
        if environment is not None and environment[2] not in _ENVIRONMENTS:
            self._refuse(Phrase("there is no environment {name}; choose one of {known}", name=shown(environment[2]),
                                known=name_list(sorted(_ENVIRONMENTS))))
        elif environment is not None and environment[1] == "end":
            self._close(f"\\begin{{{environment[2]}}}", token)
        elif environment is not None:
            self._begin(f"\\begin{{{environment[2]}}}", level)
        elif token in ("{", r"\left"):
            self._begin(token, level)
        elif token in _CLOSING:
            self._close(_CLOSING[token], token)
        elif token in _NO_TOKENS or token in REFUSED or (token.startswith(r"\math") and token not in ARITY):
            self._refuse(Phrase("{command} can't be used in a formula; write the formula without it",
                                command=shown(token)))
        elif token in ARITY or token in ("^", "_"):
            self._open.append((ARITY.get(token, 1), level + 1))
        else:
            self._complete()

    def _begin(self, sign: str, level: int) -> None:
        """A brace is the argument that is awaited, and no further level."""
        is_argument = bool(self._open) and isinstance(self._open[-1][0], int)
        self._open.append((sign, level if is_argument and sign == "{" else level + 1))

    def _close(self, sign: str, token: str) -> None:
        if not self._open or self._open[-1][0] != sign:
            is_missing = bool(self._open) and isinstance(self._open[-1][0], int)
            self._refuse(Phrase("an argument is missing before {sign}; write it in braces", sign=token) if is_missing
                         else Phrase("{sign} closes nothing that is open; check the braces", sign=token))
            return
        self._open.pop()
        self._complete()

    def _complete(self) -> None:
        """What stands here is whole; it may be the last argument of what is before it."""
        while self._open and isinstance(self._open[-1][0], int):
            missing, level = self._open.pop()
            if int(missing) > 1:
                self._open.append((int(missing) - 1, level))
                return

    def _refuse(self, phrase: Phrase) -> None:
        self.problem = self.problem or phrase
