"""What a lecture's texts state: every number, count word, ordinal, share and word of quantity, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lectures.library import Library, builtin_folder
from lectures.model import Beat, Lecture, Text
from lectures.texts import LANGUAGES

# numbers in digits

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SIGNED = re.compile(rf"(?<![\w.])(?:(?<![\d)\]}}] )(?<![\d)}}])[−+-])?{_DIGITS}(?!\.?\d)")
_STRUCTURE = (
    re.compile(r"\\text\{[^}]*\}|\\left|\\right|\\quad|\\[;,]"),
    re.compile(r"[_^]\{[A-Za-z−+\-\s0-9]*\}(?<!\^\{23860\})(?<!\^\{80\})"),  # indices; exponents that are facts stay
    re.compile(r"[_^]\d+"),
    re.compile(r"[A-Za-zα-ωΑ-Ω]+[₀-₉]+|\b(?:BP)\d(?!\d)"),
    re.compile(r"\b\w+ (?:minutes|minute)\b|약 \d+분|\d+분 정도", re.IGNORECASE),
    re.compile(r"\b[Ll]ectures? \d+|(?<!\d)\d+강(?![가-힣])|(?<!\d)\d+강(?=에|의|을|으|이|은|까|처)"),
)
"""What holds digits and states no number: indices, powers, names of equations, minutes of the speaker, lectures."""

# numbers in words

_ENGLISH = {
    "zero": "0", "zeros": "0", "one": "1", "single": "1", "once": "1", "two": "2", "both": "2", "twice": "2",
    "pair": "2", "three": "3", "four": "4", "five": "5", "fives": "5", "six": "6", "sixes": "6",
    "seven": "7", "eight": "8", "eights": "8", "threes": "3", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "tenth": "#10", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
    "hundredfold": "100", "tenfold": "10", "thousand": "1000", "million": "1000000", "half": "1/2",
    "halfway": "1/2", "quarter": "1/4", "twelfth": "1/12", "twentieth": "1/20", "first": "#1", "second": "#2",
    "third": "#3", "fourth": "#4", "fifth": "#5", "sixth": "#6", "ninth": "#9", "eleventh": "#11", "double": "2",
    "doubling": "2",
}
_KOREAN = {
    "하나": "1", "한": "1", "둘": "2", "두": "2", "셋": "3", "세": "3", "넷": "4", "네": "4", "다섯": "5",
    "여섯": "6", "일곱": "7", "여덟": "8", "아홉": "9", "열두": "12", "열": "10", "서른": "30", "백": "100",
    "이백": "200", "천": "1000", "절반": "1/2", "반쯤": "1/2", "반": "1/2", "첫": "#1", "첫째": "#1",
    "둘째": "#2", "셋째": "#3", "처음": "#1",
    "이십분의 일": "1/20", "천분의 일": "1/1000", "두 배": "2", "여섯제곱": "6",
}
_ORDINAL = {"한": "#1", "두": "#2", "세": "#3", "네": "#4", "아홉": "#9", "열한": "#11"}
_ENGLISH_WORD = re.compile(rf"\b({'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b", re.IGNORECASE)
_COUNTERS = r"개|번|배|가지|줄|장"
_KOREAN_WORD = re.compile(
    r"(?<![가-힣])(?:"
    r"(?P<ordinal>열한|한|두|세|네|아홉) ?번째"
    r"|(?P<fraction>\d+)분의 (?P<over>\d+)"
    r"|(?P<word>이십분의 일|천분의 일|여섯제곱|첫째|둘째|셋째|처음|하나|다섯|여섯|일곱|여덟|아홉|열두|서른|절반|"
    r"반쯤|이백)"
    rf"|(?P<ten>열)(?= ?(?:{_COUNTERS})(?![가-힣]?습))"
    r"|(?P<noun>둘|셋|넷)(?=[ 이은을의만다로까,.:)]|$)"
    r"|(?P<adjective>한|두|세|네|첫|백|천)(?= ))")
_NAMES = re.compile(r"¼|½|\d*¼")

# numbers that take several words: two hundred, 17 million, 1,700만, a fifth of, 열에 하나

_UNITS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "만": 10_000}
_SHARES = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10, "twelfth": 12, "twentieth": 20}
_SEVERAL = {
    "en": re.compile(
        rf"\b(?P<count>{_DIGITS}|{'|'.join(word for word, value in _ENGLISH.items() if value.isdigit())}) "
        r"(?P<unit>hundred|thousand|million)\b"
        rf"|\b(?:an?|one) (?:(?P<share>{'|'.join(_SHARES)})|(?P<over>\d+)th)"
        r"(?= (?:of|as|to|within|correctly)\b|[.,:;]|$)"
        r"|\b(?P<half>one half)\b|(?<![\d/.^])1/(?P<under>\d+)(?!\.?\d)"
        r"|\b(?P<tenth>one in ten)\b", re.IGNORECASE),
    "ko": re.compile(
        r"(?P<count>\d{1,3}(?:,\d{3})+)(?P<unit>만)|(?P<tenth>열에 하나)|(?P<over>\d+)분의 1(?!\d)"
        r"|(?<![\d/.^])1/(?P<under>\d+)(?!\.?\d)"),
}

# words of quantity: what they say of a scene has to be looked up there

_ENGLISH_CLAIMS = re.compile(
    r"\b(never|always|all|every|each|none|nothing|only|most|mostly|nearly|almost|hardly|exactly|tends?|usually|"
    r"largest|smallest|lowest|highest|steepest|longest|best|worst|more|less|fewer|larger|smaller|lower|higher|"
    r"longer|shorter|deeper|faster|slower|enough|at least|at most|still|practically|entirely|largely|about|around|"
    r"close|near|any|no|not one)\b", re.IGNORECASE)
_KOREAN_CLAIMS = re.compile(
    r"모든|모두|전부|언제나|항상|늘(?= )|절대|결코|뿐|만(?= )|가장|거의|대부분|대체로|정확히|쉽습니다|쉽다|더(?= )|"
    r"덜(?= )|적어도|충분|여전히|아직|사실상|약(?= )|쯤|어느|어떤|전혀|훨씬|조금|아무|마다|이상|넘|까지")

RECORDS = Path(__file__).resolve().parents[1] / "lectures" / "stated"


def texts_of(beat: Beat) -> Mapping[str, tuple[Text, ...]]:
    """The texts of a beat by the name of their field."""
    texts = {"title": (beat.title,), "text": (beat.text,), "notes": (beat.notes,)}
    if beat.question is not None:
        texts |= {"question": (beat.question.text,), "choices": beat.question.choices, "then": (beat.question.then,)}
    if beat.task is not None:
        texts |= {"task": (beat.task.text,), "done": (beat.task.done,)}
    return texts


def numbers_in(text: str, language: str) -> Iterator[str]:
    """Every number that a text states, as digits, a fraction (1/12) or an ordinal (#2), in the order of the text."""
    text = text.replace("{,}", ",").replace("{-", "{−").replace("−", "-").replace("·", " · ")
    for structure in _STRUCTURE:
        text = structure.sub(" ", text)
    found = [(match.start(), _of_several_words(match)) for match in _SEVERAL[language].finditer(text)]
    text = _SEVERAL[language].sub(lambda match: " " * len(match[0]), text)
    found += [(match.start(), written_number(match.group())) for match in _SIGNED.finditer(text)]
    if language == "ko":
        fractions = [match for match in _KOREAN_WORD.finditer(text) if match["fraction"]]
        found = [one for one in found if not any(match.start() <= one[0] < match.end() for match in fractions)]
        found += [(match.start(), _korean(match)) for match in _KOREAN_WORD.finditer(text)]
    else:
        found += [(match.start(), _ENGLISH[match[0].lower()]) for match in _ENGLISH_WORD.finditer(text)]
    found += [(match.start(), {"¼": "1/4", "½": "1/2"}[match[0]]) for match in _NAMES.finditer(text)]
    yield from (number for _, number in sorted(found))


def _of_several_words(match: re.Match[str]) -> str:
    named = {name: text.lower() for name, text in match.groupdict().items() if text}
    if "unit" in named:
        count = _ENGLISH.get(named["count"]) or written_number(named["count"])
        return f"{float(count) * _UNITS[named['unit']]:.15g}"
    if "half" in named:
        return "1/2"
    return f"1/{named.get('over') or named.get('under') or _SHARES.get(named.get('share', ''), 10)}"


def _korean(match: re.Match[str]) -> str:
    if match["ordinal"]:
        return _ORDINAL[match["ordinal"]]
    if match["fraction"]:
        return f"{match['over']}/{match['fraction']}"
    return _KOREAN[match["word"] or match["ten"] or match["noun"] or match["adjective"]]


def written_number(written: str) -> str:
    """Digits without separators and without a plus: 10,000 and +0.12 as 10000 and 0.12."""
    return written.replace(",", "").replace("−", "-").lstrip("+")


def claims_in(text: str, language: str) -> Iterator[str]:
    """Words of quantity in a text: never, all, largest, 모든, 언제나."""
    pattern = _KOREAN_CLAIMS if language == "ko" else _ENGLISH_CLAIMS
    yield from (match[0].lower() for match in pattern.finditer(text))


def statements(lecture: Lecture) -> Mapping[str, str]:
    """What each text states, by beat, field and language: its numbers, then its words of quantity."""
    texts = {"0 summary": (lecture.summary,)}
    for number, beat in enumerate(lecture.beats, start=1):
        texts |= {f"{number} {field}": those for field, those in texts_of(beat).items()}
    found = {}
    for where, those in texts.items():
        for language in LANGUAGES:
            text = "\n".join(one.in_language(language) for one in those)
            words = [word.replace(" ", "_") for word in claims_in(text, language)]
            found[f"{where} {language}"] = " ".join([*numbers_in(text, language), *words])
    return {where: line for where, line in found.items() if line}


def record_of(lecture: Lecture) -> Path:
    """The file that holds what was looked up for a lecture."""
    return RECORDS / f"{lecture.name}.txt"


if __name__ == "__main__":
    for entry in Library(((builtin_folder(), False),)).entries():
        if entry.lecture is not None:
            lines = statements(entry.lecture)
            record_of(entry.lecture).write_text(
                "".join(f"{where}: {line}\n" for where, line in lines.items()), encoding="utf-8")
