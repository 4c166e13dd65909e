"""Lectures made to do harm: prose, formulas, conditions, numbers and names of files where a lecture may have them.

Each function writes a file into a folder and gives it; what they are built of is in `assets/lectures`, whose scenes
are taken apart.
"""

from __future__ import annotations

import json
import os
import random
import struct
import tomllib
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from lectures.library import builtin_folder
from tests.prove.mutations import places


def hostile_lecture(source: random.Random, folder: Path, project: Path) -> Path:
    """A lecture of a few beats whose every text may do harm."""
    def text(most: int) -> str:
        if source.random() < 0.6:
            return '"a word and $x$"'
        # in JSON's form, which TOML shares; a lone half of a pair can't be written in it
        return json.dumps(hostile_prose(source, most), ensure_ascii=False).replace("\x7f", "")

    lines = [f"title.en = {text(80)}" if source.random() < 0.2 else 'title.en = "t"']
    for _ in range(source.choice((1, 1, 2, 5))):
        lines += ["[[beat]]", f"title.en = {text(80)}" if source.random() < 0.1 else 'title.en = "b"',
                  f"text.en = {text(7000)}", 'scene = { experiment = "xor" }']
        if source.random() < 0.5:
            lines.append(f"notes.en = {text(3000)}")
        if source.random() < 0.5:
            choices = ", ".join(text(120) for _ in range(source.choice((2, 3, 4))))
            lines += ["[beat.question]", f"text.en = {text(600)}", f"choices.en = [{choices}]", "answer = 1",
                      f"then.en = {text(1500)}"]
    path = folder / "lecture.toml"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    if source.random() < 0.3:
        _pictures_beside(source, folder)
    return path


def _pictures_beside(source: random.Random, folder: Path) -> None:
    """Pictures, of which nearly every one is none: cut off, far too large once unpacked, pipes, folders, links."""
    def png(width: int, height: int, pixels: bytes) -> bytes:
        head = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 1)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part)) for
            kind, part in parts)

    good = png(8, 8, bytes(72))
    contents = {"x.png": good, "x.PNG": good, "a b.png": good, "bomb.png": png(2000, 2000, bytes(3 * 10**7)),
                "wide.png": png(10_000, 400, bytes(10**6)),
                "cut.jpg": b"\xff\xd8\xff\xc0\0\x11\x08\x07\xd0\x07\xd0" + bytes(40),
                "x.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///dev/zero'/></svg>"}
    for name, content in contents.items():
        changed = content[:source.randrange(len(content))] if source.random() < 0.2 else content
        (folder / name).write_bytes(changed)
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    (folder / "link.png").symlink_to("pipe.png")


_WORDS = ("a", "learning", "w" * 300, "한글은", "שלום", "مرحبا", "\u0301" * 60, "👩👩👧👦", "\u200b" * 50,
          "&lt;&#0;&#x110000;", "\u202ex", "<b>b", "</p></div>", "<img src='file:///dev/zero'>",
          "<table><tr><td>" * 20, "<script>x</script>", "<style>*{font-size:9999px}</style>", "<!--",
          "https://example.org/" + "x" * 200, "\\", "$", "`", "---", "===")


def hostile_prose(source: random.Random, most: int) -> str:
    """Markdown in which everything is nested too deeply, repeated too often, or of the wrong kind."""
    parts = [source.choice(_PROSE)(source) for _ in range(source.choice((1, 1, 2, 4)))]
    return source.choice(("\n\n", " ", "\n")).join(parts)[:most]


def _times(source: random.Random) -> int:
    return source.choice((1, 2, 3, 4, 5, 6, 7, 20, 60, 200, 1500))


def hostile_formula(source: random.Random) -> str:
    """A formula: nested, long, with pieces of any kind, whole or broken."""
    atoms = ("a", "x_1", r"\alpha", "2", r"\text{a b}", r"\mathrm{x}", "한", r"\quux", r"\left(b\right)", "")
    opens = (r"\frac{1}{", r"\sqrt{", "{", "a^{", "a_{", r"\hat{", r"\left(", r"\frac1{", r"\sqrt[3]{",
             r"\overset{a}{", r"\begin{matrix}", r"\text{", r"\mathbf{", r"\underbrace{", r"\binom{n}{",
             r"\left\{", r"\textcolor{red}{")
    closes = {r"\left(": r"\right)", r"\left\{": r"\right.", r"\begin{matrix}": r"\end{matrix}"}
    content = source.choice(atoms)
    for _ in range(source.choice((0, 1, 2, 3, 4, 5, 6, 7, 12, 60))):
        command = source.choice(opens)
        content = f"{command}{content}{closes.get(command, '}')}"
    signs = ("+", "-", "^", "_", " ", "&", r"\\", "'", r"\,", "=", r"\cdot ")
    signs = source.choice((signs, ("+", "=", " ", r"\cdot ")))
    for _ in range(source.choice((0, 0, 1, 5, 30, 80))):
        content += source.choice(signs) + source.choice(atoms)
    kind = source.randrange(12)
    if kind == 0:  # long scripts
        content = "".join(f"{source.choice('_^')}{{{source.choice(atoms)}" for _ in range(source.choice((3, 9, 60))))
        content = "x" + content + "}" * content.count("{") if source.random() < 0.8 else "x" + content
    elif kind == 1:  # very many tokens
        content = source.choice(("a+", "1", r"\alpha ", "a_1^2 ", r"\frac12", r"\quad", "{}", "'", r"\!",
                                 "x,")) * source.choice(
            (30, 200, 2000))
    elif kind == 2:  # commands that there aren't, or that do more than draw
        content = source.choice((r"\def\a{\a\a}\a", r"\input{/etc/hostname}", r"\newcommand{\x}{\x}\x",
                                 r"\write18{x}",
                                 r"\include", r"\href{x}{y}", r"\color{red}", r"\rule{9999em}{9999em}",
                                 r"\hspace{1e9em}",
                                 r"\phantom{", r"\char999999999", r"\unicode{x110000}",
                                 r"\begin{array}{" + "c" * 300 + "}",
                                 r"\end{matrix}", r"\left", r"\right)", r"\sqrt[", r"\frac", r"\verb|x|", "#1", "%",
                                 "~"))
    if source.random() < 0.03:
        content = content[:source.randrange(len(content) + 1)]
    around = source.choice(("$", "$", "$$"))
    return f"{around}{content}{around}"


_PICTURES = ("file:///dev/zero", "/dev/zero", "x.png", "../x.png", "data:image/png;base64,AA",
             "http://127.0.0.1:9/x.png",
             "https://example.org/x.png", "qrc:/x.png", ":/x.png", "//host/x.png", "\\\\host\\x.png", "x.svg",
             "x.png?y",
             "data:text/html,<b>", "javascript:x", "~/x.png", "a b.png", "x.PNG", "%2e%2e/x.png", "bomb.png",
             "cut.jpg",
             "pipe.png", "folder.png", "link.png", "wide.png", "<x.png>", "x.png 'a'", "x" * 300 + ".png", "")
_BESIDE = ("x.png", "x.PNG", "bomb.png", "wide.png", "cut.jpg", "pipe.png", "folder.png", "link.png")
_TARGETS = (*_PICTURES, "#a", "mailto:a@b", "ftp://x", "deltaflow:open", "file:///",
            "https://x.org/" + "y" * 3000, "x\0y",
            "https://[::1", "https://\u202egro.x", "data:text/html;base64," + "A" * 3000)
_HTML = ("<img src='file:///dev/zero' width=99999999>", "<table width=1e9><tr><td colspan=99999999 rowspan=999999>",
         "<ol start=99999999999999999999><li>", "<font size=9999999>a</font>", "<hr width=1e30>", "<pre>",
         "<svg onload=x>",
         "<link rel=stylesheet href=file:///dev/zero>", "<iframe src=x>", "<object data=x>",
         "<base href='file:///dev/'>",
         "<meta http-equiv=refresh content='0'>", "<p style='margin:99999999px;font-size:1e9pt;line-height:0'>a",
         "<br>" * 99,
         "<ul><li>" * 99, "<blockquote>" * 99, "<![CDATA[", "<?php", "<!DOCTYPE html [<!ENTITY a 'b'>]>",
         "</body></html>x",
         "<a name='" + "x" * 900 + "'>", "<div dir=rtl>", "<sup><sub>" * 99, "<tt><big>" * 99, "<qt>",
         "<body bgcolor=red>")
_DEFINITIONS = ("[a]: file:///dev/zero\n", "[a]: <> 'x'\n", "[a]: b\n[b]: a\n", "![a]\n", "![a][a] ", "[a][b][a] ",
                "[a]: \n",
                "[" + "x" * 1200 + "]: y\n", "[a]:\n", "![![![a][a]][a]][a]", "[\\]]: x 'y\nz'\n", "[한]: x\n[한]\n")
_PROSE: tuple[Callable[[random.Random], str], ...] = (
    hostile_formula, hostile_formula, hostile_formula,
    lambda source: " ".join(hostile_formula(source) for _ in range(source.choice((5, 20, 60)))),
    lambda source: "x".join(source.choice(("*", "**", "_", "__", "***", "`", "~~")) for _ in range(_times(source))),
    lambda source: source.choice("*_`~") * _times(source) + "a" + source.choice("*_`~") * _times(source),
    lambda source: "[" * _times(source) + "a" + "](https://x.org)" * _times(source),
    lambda source: "[a](https://x.org/" + source.choice("(<[\\%") * _times(source) + ")",
    lambda source: "\n".join(f"[{n}]: https://x.org '{n}'\n\n[{n + 1}][{n}]" for n in range(_times(source) // 2)),
    lambda source: "\n".join(" " * 2 * n + source.choice(("- a", "1. b", "* c"))
                             for n in range(min(_times(source), 80))),
    lambda source: source.choice(("> ", ">", "- ", "1. ", "> - ")) * _times(source) + "a",
    lambda source: f"![a]({source.choice(_PICTURES)})" * min(_times(source), 30),
    lambda source: "\n\n".join(f"![a]({source.choice(_BESIDE)})" for _ in range(source.choice((1, 2, 4)))),
    lambda source: _table(source, min(_times(source), 60), min(_times(source), 60)),
    lambda source: "#" * source.choice((1, 3, 6, 7)) + " " + source.choice(_WORDS) * min(_times(source), 60),
    lambda source: source.choice(_WORDS) * _times(source),
    lambda source: " ".join(source.choice(_WORDS) for _ in range(_times(source))),
    lambda source: "```" * source.choice((1, 2)) + "\n" + source.choice(_WORDS) * _times(source) + "\n```",
    lambda source: "a  \n" * _times(source),
    lambda source: "\n" * _times(source) + "a",
    lambda source: source.choice(("<", "&", "<b>", "<i><u>", "<!-- ", "<a href='", "<p align=")) * _times(source),
    lambda source: source.choice(_HTML) * source.choice((1, 1, 3, 40)),
    lambda source: "".join(source.choice(("&amp;", "&#x41;", "&#9999999999;", "&#xd800;", "&#0;",
                                          "&" + "x" * 400 + ";",
                                          "&lt;img src=x&gt;")) for _ in range(_times(source))),
    lambda source: "".join(source.choice(_DEFINITIONS) for _ in range(min(_times(source), 300))),
    lambda source: f"[{'a' * min(_times(source), 900)}]({source.choice(_TARGETS)})" * min(_times(source), 60),
    lambda source: "\n".join("> " * (n % 40) + "- " * (n % 9) + "1. " * (n % 3) + "*a" for
                             n in range(_times(source) // 5)),
    lambda source: "\n".join(f"{'   ' * (n % 25)}{n}. a\n\n{'   ' * (n % 25)}   b" for
                             n in range(_times(source) // 10)),
    lambda source: "".join(source.choice("*_~`[]()<>!|\\#&$-+>.0 \n\ta") for _ in range(4 * _times(source))),
    lambda source: source.choice(("~~~", "````", "```x{y}", "    ", "\t")) + "\n" + hostile_formula(source) + "\n~~~",
    lambda source: "|a|\n|-|\n" + "|".join(hostile_formula(source) for _ in range(4)) + "\n",
    lambda source: "- [ ] a\n- [x] b\n" * min(_times(source), 200),
    lambda source: "a[^1]\n\n[^1]: " + "b[^1] " * _times(source),
    lambda source: "$" * _times(source) + "a" + "$" * source.choice((0, 1, 2)),
    lambda source: "\\" * _times(source) + source.choice("$*[`"),
    lambda source: "a" + "\u0300" * _times(source) + source.choice(("\u202e", "\u2066", "\u2028", "\x85",
                                                                    "\x0b")) * 30,
)


def _table(source: random.Random, rows: int, columns: int) -> str:
    row = "|" + "|".join(source.choice(("a", "$x$", "**b**", "\\|", "")) for _ in range(columns)) + "|\n"
    return row + "|" + "-|" * columns + "\n" + row * rows


# scenes and all else that is no prose


class Bare(str):
    """A value as it is to stand in the file, whatever TOML says to it."""


_NUMBERS = (0
            , -1, 1, 2, 3, 0.5, -0.5, 1e-320, 1e-9, 1e77, 1e100, 1e154, 1e160, 1e308, -1e308, -1.7976931348623157e308,
            float("nan"), float("inf"), -float("inf"), 2**31, 2**53 + 1, 2**63, 2**64, -(2**63),
            10**18, 10**30, 10**400,
            1000, 5000, 10**5, 10**6, -0.0, True, Bare("9" * 4000), Bare("9" * 5000), Bare("1e999"), Bare("1_0"),
            Bare("0x" + "f" * 5000), Bare("1979-05-27"), Bare("07:32:00"), Bare("0." + "0" * 5000 + "1"))
_FILES = ("mnist_30.npy", "../mnist_30.npy", "/etc/hostname", "/dev/null/x.npy", "a\0.npy", "~/x.npy",
          "x" * 300 + ".npy",
          "pipe.npy", "folder.npy", "link.npy", "objects.npy", "absurd.npy", "nan.npy", "huge.npy", "columns.npy", "",
          "C:\\x.npy", "\\\\host\\share\\x.npy", "http://example.org/x.npy", "file:///etc/hostname", "nul", "한.npy",
          "\u202eypn.x", "a/b.npy", ".", "..", "shape.npy", "cut.npy", "python.npy")
_CONDITIONS = (
    "cost < 1e999", "cost < nan", "accuracy == 1 == 1", "cost <", "< 1", "cost", "1 < 2", "cost < cost", "0/0 < cost",
    "w1_1_1 > 9^9^9^9", "cost < " + "9" * 400, "cost < " + "(" * 200 + "1" + ")" * 200, "cost < " + "-" * 480 + "1",
    "cost < 1" + "+cost" * 95, "cost < exp(exp(exp(exp(cost))))", "a99999999999999999999_1 > 0", "w1_0_0 > 0",
    "z1_-1 > 0",
    "cost < sqrt(-1)", "cost >= 1/0", "cost ≥ 1", "cost < 1 and cost > 0", "import os", "__class__ < 1",
    "x_1^x_1^x_1 > 0",
    "n0 == n1", "y_1 == y_99", "cost < 1\n", "a_1_1 < 1e308*1e308", "C_1_2 <= log(0)", "cost < 1e-320", "é < 1",
    "n" * 490)
_TEXTS = ("", " ", "\0", "\u202e", "\ud7ff", "x" * 5000, "한" * 3000, "none", "softmax", "mnist", "own", "table",
          "idx",
          "a1[0]", "a1[1", "a1[99999999999999999999]", "w1[1,1][1]", "w1[-1,1]", "b0[1]", "a" * 400 + "[1]", "end",
          "forward",
          "gradient_descent", "step", "part ", "part surface", "w9999999[1,1]", "sin(a)*b",
          "(" * 900 + "a" + ")" * 900,
          "a^" * 300 + "b", "1/0", "a*b*1e308*1e308", "<b>x</b>", "{x}", "%s", "b\nc", "neuron", "epoch",
          "perceptron_xor")


_BEGINNINGS = {"experiment", "surface", "graph"}
"""What a scene has that needs none before it."""


def hostile_scenes(source: random.Random, folder: Path, project: Path) -> Path:
    """A few beats of the lectures that ship with the program, in which values stand that nobody would write.

    Files of numbers lie beside it, one of them good.
    """
    shipped = source.choice(_shipped())
    begins = [number for number, beat in enumerate(shipped["beat"]) if _BEGINNINGS & set(beat.get("scene", ()))]
    begin = source.choice(begins)
    beats = json.loads(json.dumps(shipped["beat"][begin:begin + source.choice((1, 1, 2, 3))]))
    content: dict[str, Any] = {"title": {"en": "t"}, "beat": beats}
    for beat in beats:
        for name in ("notes", "title", "text"):  # the prose is hostile elsewhere
            beat[name] = {"en": "w"}
        beat.pop("numbers", None)
        beat.pop("plain", None)
    for _ in range(source.choice((1, 1, 1, 2, 4))):
        _change(source, content, shipped)
    if source.random() < 0.1:
        beats *= source.choice((3, 60, 300))
    path = folder / source.choice(("lecture.toml", "lecture.toml", "l" * 200 + ".toml", "한\u202ea\n<b>.toml"))
    lines = [f"title = {_toml(content['title'])}"] if "title" in content else []
    for key, value in content.items():
        if key not in ("title", "beat"):
            lines.append(f"{json.dumps(key)} = {_toml(value)}")
    for beat in content["beat"] if isinstance(content.get("beat"), list) else ():
        lines.append("[[beat]]")
        if isinstance(beat, dict):
            lines += [f"{json.dumps(key)} = {_toml(value)}" for key, value in beat.items()]
    text = "\n".join(lines)
    if "weights" in text:
        _numbers_beside(folder, project)
    path.write_text(text, encoding="utf-8", errors="replace")
    return path


@cache
def _shipped() -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(builtin_folder().glob("*.toml"))]


def _change(source: random.Random, content: dict[str, Any], whole: dict[str, Any]) -> None:
    """One value becomes another, goes, comes in again, is there very often, or has a stranger beside it."""
    found = [place for place in places(content) if place[0] is not content]
    if source.random() < 0.85:  # leave the beats and their prose what they are
        found = [(holder, key) for holder, key in found if key not in (*content, "en", "ko") and holder not in (
            content["beat"], *content["beat"])]
    if not found:
        return
    holder, key = source.choice(found)
    value = holder[key]
    kind = source.randrange(12)
    if kind < 6:
        holder[key] = _other(source, value)
    elif kind == 6:
        del holder[key]
    elif kind == 7:
        other, place = source.choice(places(whole))
        holder[key] = other[place]
    elif kind == 8 and isinstance(value, list) and value:
        holder[key] = value * source.choice((2, 50, 3000))
    elif kind == 9 and isinstance(holder, dict):
        holder[source.choice((*_TEXTS, "w1[1,1]", "settings", "b1[1]"))] = _other(source, value)
    elif kind == 10:
        for _ in range(source.choice((1, 5, 60, 900))):
            value = source.choice(([value], {"a": value}))
        holder[key] = value
    else:
        holder[key] = [_other(source, value) for _ in range(source.choice((0, 1, 2, 500)))]


def _other(source: random.Random, value: Any) -> Any:
    """Mostly of the same kind, so that it is read further."""
    if source.random() < 0.1:
        return source.choice((*_NUMBERS, *_TEXTS, [], {}, [[]], {"": 0}))
    if isinstance(value, int | float):
        near = (value + 1, value - 1, -value, 3 * value, value * 1000, 0.5)
        return source.choice(near if source.random() < 0.5 else _NUMBERS)
    if isinstance(value, str):
        return source.choice(_like(source, value))
    if isinstance(value, list):
        return value[:-1] if value and source.random() < 0.5 else []
    return {}


def _like(source: random.Random, text: str) -> tuple[str, ...]:
    """Texts that may be read in the place of one."""
    if source.random() < 0.3:
        return _shipped_texts()
    if text.endswith(".npy"):
        return _FILES
    if any(sign in text for sign in "<>="):
        return _CONDITIONS
    return (*_TEXTS, *_TEXTS, *_FILES, *_CONDITIONS, text * 50, text[:-1], text + " ")


@cache
def _shipped_texts() -> tuple[str, ...]:
    return tuple(held[key] for held, key in places(_shipped()) if isinstance(held[key], str))


def _toml(value: Any) -> str:
    """Without recursion, since it may be nested deeply."""
    written: list[str] = []
    pending: list[Any] = [(value,)]
    while pending:
        one = pending.pop()
        if isinstance(one, Bare):
            written.append(one)
            continue
        inner = one[0]
        if isinstance(inner, Bare):
            written.append(inner)
        elif isinstance(inner, bool):
            written.append("true" if inner else "false")
        elif isinstance(inner, dict):
            written.append("{")
            pending.append(Bare("}"))
            rows = [(Bare(f"{', ' if number else ''}{_text(str(key))} = "), (held,))
                    for number, (key, held) in enumerate(inner.items())]
            pending += [part for row in reversed(rows) for part in reversed(row)]
        elif isinstance(inner, list):
            written.append("[")
            pending.append(Bare("]"))
            pending += [part for held in reversed(inner) for part in (Bare(","), (held,))]
        else:
            written.append(_text(inner) if isinstance(inner, str) else repr(inner))
    return "".join(written)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _numbers_beside(folder: Path, project: Path) -> None:
    """Files of numbers, of which nearly every one is none."""
    good = (project / "assets" / "lectures" / "mnist_30.npy").read_bytes()
    start = good.index(b"\n") + 1
    size = (len(good) - start) // 8
    (folder / "mnist_30.npy").write_bytes(good)
    (folder / "cut.npy").write_bytes(good[:-9])
    (folder / "folder.npy").mkdir()
    os.mkfifo(folder / "pipe.npy")
    (folder / "link.npy").symlink_to("pipe.npy")
    for name, number in (("nan", np.nan), ("huge", 1e308), ("inf", np.inf)):
        np.save(folder / f"{name}.npy", np.full(size, number))
    np.save(folder / "columns.npy", np.asfortranarray(np.zeros((10, size // 10))))
    for name, text in (("objects", "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"),
                       ("absurd", f"{{'descr': '<f8', 'fortran_order': True, 'shape': ({2**62}, {2**62}), }}"),
                       ("shape", "{'descr': '<f8', 'fortran_order': False, 'shape': (" + "1," * 9000 + "), }"),
                       ("python", "(" * 9000)):
        length = len(text).to_bytes(2, "little")
        (folder / f"{name}.npy").write_bytes(b"\x93NUMPY\1\0" + length + text.encode() + good[start:])
