"""The texts of a lecture, in several languages: Markdown with $formulas$ and pictures, and what may stand in them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from lectures.problems import Given, shown
from simulator.errors import Explained, Phrase, name_list
from simulator.regular_files import read_regular

LANGUAGES = ("en", "ko")
"""Of the lectures that ship with the program; one's own may have either."""


@dataclass(frozen=True)
class Text:
    """Markdown with $formulas$, by language; a language that is missing is stood in for by another one."""

    by_language: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def in_language(self, language: str) -> str:
        """The text in this language, or in the first one that there is; "" if there is none."""
        return self.by_language.get(language) or next(filter(None, self.by_language.values()), "")


NO_TEXT = Text()


# Reads texts in several languages, and looks whether all that is in them can be shown

_EATEN = {"\t": "t", "\b": "b", "\f": "f", "\r": "r", "\x1b": "e"}
"""What a single backslash before a letter turns into between double quotes: the θ of a formula becomes a tab."""
_EATEN_LINE = re.compile(r"\n(abla|eq|ot|eg)\b")
LONGEST_TEXT, MOST_FORMULAS, MOST_FORMULA_WORK, MOST_PICTURES, MOST_BARS = 8_000, 60, 600, 4, 400
"""Of one text: characters, formulas, `lectures.texts.work_of` all of them, pictures, bars between cells of tables.
The time that Qt takes grows with them."""
LONGEST_BEAT, MOST_BEAT_WORK = 16_000, 1_000
"""Of all texts of a beat in one language."""
MOST_FORMULA_CHARACTERS = 40_000
"""Of all different formulas of a lecture."""
_UNSHOWABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\uf8ff\ufff9-\uffff]")
"""Signs that control, turn the direction of the text around, or have no meaning of their own."""
_MEANT = re.compile(r"[\\$]|\n\n")
"""What begins, ends or breaks off a formula, or takes its meaning from the sign behind it."""
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\(\s*<?([^\s<>()]*)")
_LINK = re.compile(r"\]\(\s*<?([^\s<>()]*)|^ {0,3}\[[^\]\n]{1,300}\]:\s*<?([^\s<>]*)|"
                   r"<([A-Za-z][\w+.-]{1,31}:[^\s<>]*)>", re.MULTILINE)
_NO_LINKS = re.compile(r"`[^`]{1,500}`|\$(?:[^$\\]|\\.){1,500}\$|\\.", re.DOTALL)
"""Brackets in code and in formulas are what they are."""
_WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def text_of(given: Given, folder: str | None = None) -> Text:
    """A text by language.

    Parameters
    ----------
    folder
        Where its pictures lie; None where there can't be any.
    """
    found = {}
    for language, words in given.table(LANGUAGES, 'en = "…"').items():
        word = words.word()
        if word is not None:
            _check_text(words, word, folder)
            found[language] = word
    return Text(MappingProxyType(found)) if found else NO_TEXT


def required_text(table: Mapping[str, Given], key: str, owner: Given, folder: str | None = None) -> Text:
    """A text that has to be there and to say something."""
    if key not in table:
        owner.refuse(Phrase('{owner} has no {key}; write {example}', owner=owner.key, key=key,
                            example=f'{key}.en = "…"'))
        return NO_TEXT
    text = text_of(table[key], folder)
    if text.by_language and not any(words.strip() for words in text.by_language.values()):
        table[key].refuse(Phrase("{key} is empty; write a text between the quotes", key=table[key].key))
    elif not text.by_language and table[key].value == {}:
        table[key].refuse(Phrase("{key} is in no language; write {example}", key=table[key].key,
                                 example=f'{key}.en = "…"'))
    return text


def choices_of(given: Given) -> tuple[Text, ...]:
    """What can be chosen: as many texts in each language."""
    lists: dict[str, list[str]] = {}
    example = '["larger", "smaller"]'
    for language, words in given.table(LANGUAGES, f"en = {example}").items():
        texts = [(item, item.word()) for item in words.items(example)]
        for item, text in texts:
            if text is not None:
                _check_text(item, text, None)
                if not text.strip():
                    item.refuse(Phrase("{key} is empty; write what can be chosen", key=item.key))
        if isinstance(words.value, list):
            lists[language] = [text or "" for _, text in texts]
    counts = {language: len(texts) for language, texts in lists.items()}
    if len(set(counts.values())) > 1:
        given.refuse(Phrase("{key} has different numbers of choices: {counts}; write as many in each language",
                            key=given.key, counts=name_list(f"{key} {count}" for key, count in counts.items())))
        return ()
    count = next(iter(counts.values()), 0)
    if not 2 <= count <= 9:
        given.refuse(Phrase("{key} must have 2 to 9 choices, got {count}; write them as in {example}", key=given.key,
                            count=count, example=f"en = {example}"))
        return ()
    return tuple(Text(MappingProxyType({language: texts[number] for language, texts in lists.items()}))
                 for number in range(count))


def check_beat(given: Given, texts: Iterable[Text]) -> None:
    """Notes a problem if the texts of a beat are too much together."""
    for language in LANGUAGES:
        written = [text.by_language[language] for text in texts if language in text.by_language]
        if sum(map(len, written)) > LONGEST_BEAT:
            given.refuse(Phrase("its texts have more than {most} characters together; make two beats of it",
                                most=f"{LONGEST_BEAT:,}"))
        elif sum(_work(formulas_of(text)[1]) for text in written) > MOST_BEAT_WORK:
            given.refuse(Phrase("its formulas are too many to be typeset together; make two beats of it"))


def _check_text(given: Given, text: str, folder: str | None) -> None:
    if len(text) > LONGEST_TEXT:
        given.refuse(Phrase("{key} has {count} characters, at most {most} are shown; make two beats of it",
                            key=given.key, count=f"{len(text):,}", most=f"{LONGEST_TEXT:,}"))
        return
    if text.count("|") > MOST_BARS:
        given.refuse(Phrase("{key} has {count} bars between cells, at most {most} are shown; make the table smaller",
                            key=given.key, count=text.count("|"), most=MOST_BARS))
    _check_links(given, text, folder)
    _check_formulas(given, text)


def _check_links(given: Given, text: str, folder: str | None) -> None:
    """Nothing but pictures beside the lecture is loaded, and nothing but pages of the web is linked to."""
    text = _NO_LINKS.sub(" ", text)
    pictures = {match.start(1): match[1] for match in _PICTURE.finditer(text)}
    if len(pictures) > MOST_PICTURES or (pictures and folder is None):
        given.refuse(Phrase("{key} has {count} pictures, at most {most} are shown; take some of them out",
                            key=given.key, count=len(pictures), most=MOST_PICTURES if folder is not None else 0))
        return
    for match in _LINK.finditer(text):
        place = match.lastindex or 1
        target = match[place]
        if match.start(place) in pictures:
            try:
                picture_content(folder or "", target)
            except Explained as error:
                given.refuse_for(error)
        elif not _WEB.fullmatch(target):
            given.refuse(Phrase("{key}: the link to {target} isn't shown; a link begins with http:// or https://",
                                key=given.key, target=shown(target)))


def _check_formulas(given: Given, text: str) -> None:
    if not _has_signs_that_can_be_shown(given, text):
        return
    opened, formulas = formulas_of(text)
    for eaten in filter(None, map(_EATEN_LINE.search, formulas)):
        given.refuse(Phrase(
            "{key}: in a formula a backslash with n became the end of a line before {rest}; between double quotes "
            "write every backslash twice, or put the text between three single quotes", key=given.key,
            rest=shown(eaten.group(1))))
    if opened is not None:
        given.refuse(Phrase(
            "{key}: the formula that begins at {begin} never ends; close it with {sign}, or write \\$ for a dollar",
            key=given.key, begin=shown(text[opened[0]:opened[0] + 25]), sign=opened[1]))
    if len(formulas) > MOST_FORMULAS or _work(formulas) > MOST_FORMULA_WORK:
        given.refuse(Phrase("{key} has {count} formulas, more than can be typeset together; make two beats of it",
                            key=given.key, count=len(formulas)))
        return
    for formula in formulas:
        _check_formula(given, formula)


def _work(formulas: Iterable[str]) -> int:
    """That of those that aren't refused one by one."""
    return sum(work for work in map(work_of, formulas) if work <= MOST_WORK)


def _check_formula(given: Given, formula: str) -> None:
    if given.report.takes_formula(formula, MOST_FORMULA_CHARACTERS):
        problem = problem_of(" ".join(formula.split()))
        if problem is not None:
            given.refuse(Phrase("{key}: the formula {formula}: {reason}", key=given.key, formula=shown(formula),
                                reason=problem))
    elif formula not in given.report.formulas:
        given.refuse(Phrase("the formulas of the lecture have more than {most} characters together; make two "
                            "lectures of it", most=f"{MOST_FORMULA_CHARACTERS:,}"))


def _has_signs_that_can_be_shown(given: Given, text: str) -> bool:
    for sign, letter in _EATEN.items():
        if sign in text:
            before = text[max(text.index(sign) - 10, 0):text.index(sign)]
            given.refuse(Phrase(
                "{key}: behind {before} a backslash with {letter} became a control character; between double quotes "
                "write every backslash twice, or put the text between three single quotes", key=given.key,
                before=shown(before), letter=letter))
            return False
    if _UNSHOWABLE.search(text):
        given.refuse(Phrase("{key} has characters that can't be shown; delete them", key=given.key))
        return False
    return True


def formulas_of(text: str) -> tuple[tuple[int, str] | None, list[str]]:
    """Place and sign of a formula that is not closed, None if all are; and the formulas before it.

    A formula inside a line can't go on behind an empty line: then a sign before it is missing.
    """
    place, begin, sign = 0, 0, ""
    found: list[str] = []
    while (match := _MEANT.search(text, place)) is not None:
        place, meant = match.start(), match.group()
        if meant == "\n\n":
            if sign == "$":
                return (begin, sign), found
            place += 1
        elif meant == "\\":
            place += 2
        else:
            here = "$$" if sign != "$" and text.startswith("$$", place) else "$"
            if sign and here != sign:
                return (begin, sign), found
            if sign:
                found.append(text[begin + len(sign):place])
            begin, sign = place, "" if sign else here
            place += len(here)
    return ((begin, sign) if sign else None), found


# What a formula of a lecture may hold, told before it is typeset

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


# Pictures that a lecture shows: PNG and JPEG files beside it, of a size that is known before they are unpacked

LARGEST_FILE = 4_000_000
MOST_PIXELS = 4_000_000
"""As 2000 × 2000: more than a projector shows."""
_NAME = re.compile(r"[^\\/:\0<>\"|?*\s.][^\\/:\0<>\"|?*]{0,99}\.(?:png|jpe?g)", re.IGNORECASE)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SHOWN_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""What is seen of a PNG; other chunks may be packed texts and profiles of any size."""
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Segments of a JPEG that tell its size."""


def is_picture_name(target: str) -> bool:
    """Whether this is the plain name of a file that can be shown."""
    return _NAME.fullmatch(target) is not None


def picture_content(folder: str, name: str) -> bytes:
    """The file of a picture beside a lecture, as far as it is seen.

    Raises
    ------
    Explained
        If it is no picture that can be shown.
    """
    if not is_picture_name(name):
        raise Explained(Phrase("a picture is a PNG or JPEG file beside the lecture, got {target}; put the file there "
                               "and write its name, such as {example}", target=shown(name),
                               example="![a hill](hill.png)"))
    if not folder:
        raise Explained(Phrase("{file} is to lie beside the lecture, which is in no folder yet; save it first",
                               file=shown(name)))
    path = Path(folder) / name
    try:
        if path.is_symlink():  # it may lead to any file of the disk
            raise Explained(Phrase("{file} is a link to another file; put a copy of that beside the lecture",
                                   file=shown(name)))
        content = read_regular(path, LARGEST_FILE)
    except OSError as error:
        raise Explained(Phrase("{file} can't be read ({problem}); put a PNG or JPEG file of at most {most} MB beside "
                               "the lecture", file=shown(name), problem=error.strerror or error,
                               most=LARGEST_FILE // 10**6)) from error
    size = _size(content)
    if size is None:
        raise Explained(Phrase("{file} is no PNG or JPEG picture; save it as one", file=shown(name)))
    if not 0 < size[0] * size[1] <= MOST_PIXELS or max(size) > 10_000:
        raise Explained(Phrase("{file} has {width} × {height} pixels, at most {most} million in all can be shown; "
                               "make it smaller", file=shown(name), width=size[0], height=size[1],
                               most=MOST_PIXELS // 10**6))
    seen = _seen_chunks(content) if content.startswith(_SIGNATURE) else content if _is_whole_jpeg(content) else b""
    if not seen:
        raise Explained(Phrase("{file} is damaged or cut off; save the picture anew", file=shown(name)))
    return seen


def _seen_chunks(content: bytes) -> bytes:
    """A PNG with nothing but what is seen of it; nothing if a chunk is damaged or the end is missing."""
    place, parts = len(_SIGNATURE), [_SIGNATURE]
    has_pixels = False
    while place + 12 <= len(content):
        length, kind = int.from_bytes(content[place:place + 4], "big"), content[place + 4:place + 8]
        end = place + 12 + length
        if content[end - 4:end] != zlib.crc32(content[place + 4:end - 4]).to_bytes(4, "big"):
            return b""
        if kind in _SHOWN_CHUNKS:
            parts.append(content[place:end])
        has_pixels |= kind == b"IDAT"
        if kind == b"IEND":
            return b"".join(parts) if has_pixels else b""
        place = end
    return b""


def _is_whole_jpeg(content: bytes) -> bool:
    """Whether there are pixels, and the mark of the end behind them."""
    return 0 < content.find(b"\xff\xda") < content.rfind(b"\xff\xd9")


def _size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, from the file's head; None if it is neither PNG nor JPEG."""
    if content.startswith(_SIGNATURE) and content[12:16] == b"IHDR" and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        if kind == 0xFF:  # filling
            place += 1
        elif kind in _FRAMES:
            height, width = (int.from_bytes(content[place + at:place + at + 2], "big") for at in (5, 7))
            return width, height
        elif kind == 0xDA:
            return None
        else:
            place += 2 + int.from_bytes(content[place + 2:place + 4], "big")
    return None
