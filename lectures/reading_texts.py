"""Reads texts in several languages, and looks whether all that is in them can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lectures.formulas import MOST_WORK, problem_of, work_of
from lectures.pictures import picture_content
from lectures.problems import Given, shown
from lectures.texts import LANGUAGES, NO_TEXT, Text
from simulator.errors import Explained, Phrase, name_list

_EATEN = {"\t": "t", "\b": "b", "\f": "f", "\r": "r", "\x1b": "e"}
"""What a single backslash before a letter turns into between double quotes: the θ of a formula becomes a tab."""
_EATEN_LINE = re.compile(r"\n(abla|eq|ot|eg)\b")
LONGEST_TEXT, MOST_FORMULAS, MOST_FORMULA_WORK, MOST_PICTURES, MOST_BARS = 8_000, 60, 600, 4, 400
"""Of one text: characters, formulas, `lectures.formulas.work_of` all of them, pictures, bars between cells of tables.
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
