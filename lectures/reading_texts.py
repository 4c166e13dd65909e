"""Reads texts in several languages, and looks whether their formulas can be told from the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from lectures.problems import Given, shown
from lectures.texts import LANGUAGES, NO_TEXT, Text
from simulator.errors import Phrase

_EATEN = {"\t": "t", "\b": "b", "\f": "f", "\r": "r", "\x1b": "e"}
"""What a single backslash before a letter turns into between double quotes: the θ of a formula becomes a tab."""
_EATEN_LINE = re.compile(r"\n(abla|eq|ot|eg)\b")


def text_of(given: Given) -> Text:
    """A text by language."""
    found = {}
    for language, words in given.table(LANGUAGES, 'en = "…"').items():
        word = words.word()
        if word is not None:
            _check_formulas(words, word)
            found[language] = word
    return Text(MappingProxyType(found)) if found else NO_TEXT


def required_text(table: Mapping[str, Given], key: str, owner: Given) -> Text:
    """A text that has to be there and to say something."""
    if key not in table:
        owner.refuse(Phrase('{owner} has no {key}; write {example}', owner=owner.key, key=key,
                            example=f'{key}.en = "…"'))
        return NO_TEXT
    text = text_of(table[key])
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
                _check_formulas(item, text)
                if not text.strip():
                    item.refuse(Phrase("{key} is empty; write what can be chosen", key=item.key))
        if isinstance(words.value, list):
            lists[language] = [text or "" for _, text in texts]
    counts = {language: len(texts) for language, texts in lists.items()}
    if len(set(counts.values())) > 1:
        given.refuse(Phrase("{key} has different numbers of choices: {counts}; write as many in each language",
                            key=given.key, counts=", ".join(f"{key} {count}" for key, count in counts.items())))
        return ()
    count = next(iter(counts.values()), 0)
    if not 2 <= count <= 9:
        given.refuse(Phrase("{key} must have 2 to 9 choices, got {count}; write them as in {example}", key=given.key,
                            count=count, example=f"en = {example}"))
        return ()
    return tuple(Text(MappingProxyType({language: texts[number] for language, texts in lists.items()}))
                 for number in range(count))


def _check_formulas(given: Given, text: str) -> None:
    for sign, letter in _EATEN.items():
        if sign in text:
            before = text[max(text.index(sign) - 10, 0):text.index(sign)]
            given.refuse(Phrase(
                "{key}: behind {before} a backslash with {letter} became a control character; between double quotes "
                "write every backslash twice, or put the text between three single quotes", key=given.key,
                before=shown(before), letter=letter))
            return
    if "\0" in text or any(0xD800 <= ord(one) < 0xE000 for one in text):
        given.refuse(Phrase("{key} has characters that can't be shown; delete them", key=given.key))
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


def formulas_of(text: str) -> tuple[tuple[int, str] | None, list[str]]:
    """Place and sign of a formula that is not closed, None if all are; and the formulas before it.

    A formula inside a line can't go on behind an empty line: then a sign before it is missing.
    """
    place, begin, sign = 0, 0, ""
    found: list[str] = []
    while place < len(text):
        if text[place] == "\\":
            place += 2
            continue
        if sign == "$" and text.startswith("\n\n", place):
            return (begin, sign), found
        if text[place] != "$":
            place += 1
            continue
        here = "$$" if sign != "$" and text.startswith("$$", place) else "$"
        if sign and here != sign:
            return (begin, sign), found
        if sign:
            found.append(text[begin + len(sign):place])
        begin, sign = place, "" if sign else here
        place += len(here)
    return ((begin, sign) if sign else None), found
