"""What the texts of a lecture from others may cost and load is bounded, and the rest is refused with its place."""

from __future__ import annotations

import os
import struct
import time
import zlib
from pathlib import Path

import latex2mathml.commands
import pytest

from lectures.reading import Reading, read_lecture
from lectures.texts import ARITY, MOST_WORK, REFUSED, picture_content, problem_of, work_of


def read(text: str, folder: str = "", notes: str = "") -> Reading:
    return read_lecture(f"""
title.en = "t"
[[beat]]
title.en = "b"
scene = {{ experiment = "xor" }}
text.en = '''
{text}
'''
notes.en = '''{notes}'''
""", "own", folder)


def refusal(text: str, folder: str = "") -> str:
    problems = read(text, folder).problems
    assert problems, "it is read"
    assert problems[0].beat == 1
    assert problems[0].line == 6
    return str(problems[0])


def png(width: int, height: int) -> bytes:
    """A grey picture; only its head tells how large it is."""
    head = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(min(width, 100))) * min(height, 100))
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts)


@pytest.mark.parametrize("command", [r"\frac{1}{", r"\sqrt{", "{", "a^{", r"\hat{", r"\left(", r"\frac1",
                                     r"\sqrt[3]{", r"\sqrt ", r"\begin{matrix}"])
def test_a_formula_that_is_nested_too_deeply_is_refused(command: str) -> None:
    closing = {r"\left(": r"\right)", r"\begin{matrix}": r"\end{matrix}"}.get(command, "}" if "{" in command else "")
    assert "nested 12 deep, at most 6" in refusal(f"So ${command * 12}a{closing * 12}$.")


def test_the_work_of_a_formula_is_bounded() -> None:
    assert "too large to be typeset" in refusal(f"${'a+' * 150}a$")
    assert "401 characters" in refusal(f"${'a' * 401}$")
    assert "more than can be typeset together" in refusal(" ".join(f"$a_{number}$" for number in range(61)))
    assert "too many to be typeset together" in str(read(f"${'a' * 200}$ ${'b' * 200}$ ${'c' * 190}$", notes=(
        f"${'d' * 200}$ ${'e' * 200}$ ${'f' * 190}$")).problems[0])


def test_work_grows_with_depth_as_the_typesetter_does() -> None:
    flat, deep = work_of("a"), work_of(r"\sqrt{\sqrt{\sqrt{\sqrt{\sqrt{a}}}}}")
    assert flat == 1
    assert 2**5 < deep < MOST_WORK


def test_texts_and_tables_are_bounded() -> None:
    assert "8,001 characters" in refusal("w" * 8000)
    row = "|" + "a|" * 20 + "\n"
    assert "441 bars" in refusal(row + "|" + "-|" * 20 + "\n" + row * 19)
    assert "more than 16,000 characters together" in refusal_of_beat()


def refusal_of_beat() -> str:
    choices = ", ".join(f"'{'w ' * 1900}'" for _ in range(9))
    return str(read_lecture(f"""
title.en = "t"
[[beat]]
title.en = "b"
scene = {{ experiment = "xor" }}
text.en = "t"
[beat.question]
text.en = "q"
answer = 1
choices.en = [{choices}]
""", "own").problems[0])


@pytest.mark.parametrize("formula", [r"\def\a{b}", r"\newcommand{\a}{\a\a}", r"\href{file:///etc/passwd}{a}",
                                     r"\rule{9999cm}{9cm}", r"\hspace{99999cm}", r"\textcolor{url(x)}{a}", r"a^b^c",
                                     r"\left( a", r"{a", "a}", r"\frac{a}", "x_", r"\quux", r"\mathfoo{a}", "50%",
                                     r"\begin{quux}a\end{quux}"])
def test_a_formula_that_cannot_be_typeset_is_refused(formula: str) -> None:
    assert "text.en: the formula" in refusal(f"So ${formula}$ it is.")


def test_every_command_of_the_typesetter_has_known_arguments() -> None:
    """What takes arguments and isn't known would cost more than is estimated."""
    commands = latex2mathml.commands
    assert set(commands.COMMANDS_WITH_ONE_PARAMETER) <= set(ARITY) | REFUSED
    assert set(commands.COMMANDS_WITH_TWO_PARAMETERS) <= set(ARITY) | REFUSED
    assert set(commands.EXTENSIBLE_ARROWS) | set(commands.LOCAL_FONTS) <= set(ARITY) | REFUSED
    assert all(problem_of(command) for command in (commands.NEWCOMMAND, commands.DEF, commands.MATHCHOICE,
                                                   commands.SIDESET, commands.OVER, commands.UNICODE))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "FILE:/x", "javascript:1", "data:text/html,x", "../x",
                                    "x.txt", "smb://host/share"])
def test_only_pages_of_the_web_are_linked_to(target: str) -> None:
    assert "a link begins with http:// or https://" in refusal(f"See [this]({target}).")
    assert "a link begins with http:// or https://" in refusal(f"See [this][1].\n\n[1]: {target}")
    assert not read("See [this](https://example.org) and $w[1](x)$ and `a[0](x)`.").problems


@pytest.mark.parametrize("target", ["file:///dev/zero", "/dev/zero", "https://example.org/x.png", "../x.png", "x.svg",
                                    ".x.png", "a/b.png", "~/x.png"])
def test_a_picture_lies_beside_the_lecture(target: str, tmp_path: Path) -> None:
    assert "a picture is a PNG or JPEG file beside the lecture" in refusal(f"![x]({target})", str(tmp_path))


def test_a_picture_is_a_regular_file_of_a_decent_size(tmp_path: Path) -> None:
    folder = str(tmp_path)
    (tmp_path / "good.png").write_bytes(png(80, 60))
    (tmp_path / "bomb.png").write_bytes(png(30_000, 30_000))
    (tmp_path / "long.png").write_bytes(png(20_000, 10))
    (tmp_path / "text.png").write_bytes(b"no picture")
    (tmp_path / "large.png").write_bytes(png(8, 8) + bytes(4_000_000))
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "link.png").symlink_to(tmp_path / "good.png")
    os.mkfifo(tmp_path / "pipe.png")
    assert not read("![a good one](good.png)", folder).problems
    for name, reason in (("bomb", "30000 × 30000 pixels"), ("long", "20000 × 10"), ("text", "no PNG or JPEG"),
                         ("large", "more than 4,000,000 bytes"), ("folder", "it is a folder"),
                         ("pipe", "it is a pipe"), ("link", "a link to another file"), ("gone", "No such file")):
        assert reason in refusal(f"![x]({name}.png)", folder), name
    assert "5 pictures, at most 4" in refusal("![a](good.png) " * 5, folder)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\ue000", "\ufffc"])
def test_signs_that_turn_a_text_around_are_refused(sign: str) -> None:
    assert "characters that can't be shown" in refusal(f"a{sign}b")


def test_a_lecture_full_of_formulas_is_told_in_a_second() -> None:
    beat = "\n[[beat]]\ntitle.en = 'b'\ntext.en = '{}'"
    texts = (" ".join(rf"$\frac{{a_{{{number}}}}}{{b}} + {place}$" for place in range(14)) for number in range(190))
    lecture = "title.en = 't'\n" + "".join(map(beat.format, texts))
    began = time.process_time()
    problems = read_lecture(lecture, "own").problems
    assert any("the formulas of the lecture have more than 40,000 characters" in str(problem) for problem in problems)
    assert time.process_time() - began < 1.0


def test_a_damaged_picture_is_told_and_nothing_but_its_pixels_is_unpacked(tmp_path: Path) -> None:
    good, folder = png(80, 60), str(tmp_path)
    flipped = bytearray(good)
    flipped[-20] ^= 1
    jpeg = b"\xff\xd8\xff\xc0\0\x11\x08\0\x3c\0\x50" + bytes(10) + b"\xff\xda" + bytes(90) + b"\xff\xd9"
    for name, content in (("cut.png", good[:len(good) // 2]), ("flipped.png", bytes(flipped)),
                          ("endless.png", good[:-12]), ("cut.jpg", jpeg[:-2]), ("head.jpg", jpeg[:21])):
        (tmp_path / name).write_bytes(content)
        assert "is damaged or cut off" in refusal(f"![x]({name})", folder), name
    (tmp_path / "whole.jpg").write_bytes(jpeg)
    assert not read("![x](whole.jpg)", folder).problems
    profile = b"iCCPx\0\0" + zlib.compress(bytes(10**7))
    chunk = struct.pack(">I", len(profile) - 4) + profile + struct.pack(">I", zlib.crc32(profile))
    (tmp_path / "profile.png").write_bytes(good[:33] + chunk + good[33:])
    assert picture_content(folder, "profile.png") == good
