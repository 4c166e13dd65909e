"""Texts that are no expressions: what is said, and at which place."""

from __future__ import annotations

import copy
import pickle
import random

import pytest

from simulator.errors import Explained
from simulator.expressions import ExpressionError, parse

STRANGE = '"{}" can\'t be read here; delete it, or write it with numbers, names and the signs + − · / ^ ( )'
TWO_WAYS = 'a product without a sign behind "{}" can be read in two ways; write "·" or brackets'
COMMA = "a comma parts the values of a function, such as max(…, …); here it has no meaning, delete it"


def refused(text: str, names: tuple[str, ...] = ("a", "b")) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(text, names)
    return caught.value


@pytest.mark.parametrize(
    ("text", "place", "blamed", "message"),
    [
        ("", 0, "", "there is no expression yet; write one, such as a² + b²"),
        ("  \n", 0, "", "there is no expression yet; write one, such as a² + b²"),
        ("a + ", 3, "", 'something is missing behind "+"; write a number, a name or a bracket'),
        ("a + * b", 4, "*", 'something is missing before "*"; write a number, a name or a bracket'),
        ("()", 1, ")", 'something is missing behind "("; write a number, a name or a bracket'),
        ("^2", 0, "^", 'something is missing before "^"; write a number, a name or a bracket'),
        ("²", 0, "²", 'something is missing before "²"; write a number, a name or a bracket'),
        (", 5", 0, ",", 'something is missing before ","; write a number, a name or a bracket'),
        ("2·(a + b", 2, "(", 'this bracket is never closed; add ")" where it ends'),
        ("sin(a", 3, "(", 'this bracket is never closed; add ")" where it ends'),
        ("(a + b))", 7, ")", 'this ")" closes no bracket; delete it, or open one before it with "("'),
        ("[a]", 0, "[", '"[" can\'t be read here; all brackets are round: write ( and )'),
        ("2|a|", 1, "|", '"|" can\'t be read here; write abs(u) for |u|'),
        ("f(a) = a²", 5, "=", 'an expression has no "="; write only what stands to the right of it'),
        ("a % b", 2, "%", STRANGE.format("%")),
        ("a\x00", 1, "\x00", STRANGE.format("U+0000")),
        ("a b", 0, "a b", 'there is no sign between "a" and "b"; write a·b for a product'),
        ("a(b + 1)", 0, "a(", 'there is no sign between "a" and "("; write a·(…) for a product'),
        ("ab", 0, "ab", "there is no ab; for a product write a·b"),
        ("2pia", 1, "pia", "there is no pia; for a product write pi·a"),
        ("2 3", 2, "3", 'a sign is missing before 3; write one, such as "·" for a product'),
        ("(a)3", 3, "3", 'a sign is missing before 3; write one, such as "·" for a product'),
        ("1/2a", 1, "/2a", TWO_WAYS.format("/")),
        ("1÷2(a)", 1, "÷2(", TWO_WAYS.format("÷")),
        ("e^2a", 1, "^2a", TWO_WAYS.format("^")),
        ("1/−2a", 1, "/−2a", TWO_WAYS.format("/")),
        ("1/2^(a)b", 1, "/2^(a)b", TWO_WAYS.format("/")),
        ("1/2²a", 1, "/2²a", TWO_WAYS.format("/")),
        ("a²^3", 1, "²^", "a power behind a raised digit can be read in two ways; write brackets, such as (a²)^3"),
        ("a² ³", 1, "² ³", "a power behind a raised digit can be read in two ways; write brackets, such as (a²)^3"),
        ("1,5a", 0, "1,5", "numbers have a decimal point here; write 1.5 instead of 1,5"),
        ("sin(0,25)", 4, "0,25", "numbers have a decimal point here; write 0.25 instead of 0,25"),
        ("(a, b)", 2, ",", COMMA),
        ("1e999", 0, "1e999", "1e999 is beyond all numbers that can be computed with; write a smaller one"),
        ("sin a", 0, "sin", "sin needs brackets right behind it; write sin(a)"),
        ("sin²(a)", 0, "sin", "sin needs brackets right behind it; write sin(a)²"),
        ("max", 0, "max", "max needs brackets right behind it; write max(a, b)"),
        ("1 + sin(a, b)", 4, "sin(a, b)", "sin takes one value, got 2; write sin(a)"),
        ("sin()", 0, "sin()", "sin takes one value, got 0; write sin(a)"),
        ("max(a)", 0, "max(a)", "max takes 2 values or more, got 1; write max(a, b)"),
    ],
)
def test_a_refusal_names_the_reason_and_the_remedy_and_points_at_the_place(
        text: str, place: int, blamed: str, message: str) -> None:
    error = refused(text)
    assert str(error) == message
    assert error.place == place
    assert text[error.place:error.place + error.length] == blamed


FUNCTIONS = "exp, ln, sqrt, sin, cos, tan, tanh, sigmoid, relu, abs, max, min"


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [("sinus(a)", "sinus", "sin"), ("SIN(a)", "SIN", "sin"), ("A + b", "A", "a"), ("2 Pi", "Pi", "pi"),
     ("sigmiod(a)", "sigmiod", "sigmoid"), ("tnah(a)", "tnah", "tanh"), ("root(a)", "root", ""), ("x", "x", "")],
)
def test_of_an_unknown_name_the_known_ones_are_told_and_the_nearest_of_them(
        text: str, name: str, nearest: str) -> None:
    error = refused(text)
    names = f"names are a, b, π, pi, e, the functions {FUNCTIONS}"
    meant = f"perhaps you mean {nearest}? The {names}" if nearest else f"the {names}"
    assert str(error) == f"there is no {name}; {meant}"
    assert text[error.place:error.place + error.length] == name


def test_without_variables_examples_are_made_of_numbers() -> None:
    assert str(refused("", ())).endswith("such as 2 + 3")
    assert str(refused("max(1)", ())).endswith("write max(2, 3)")


@pytest.mark.parametrize("text", ["(" * 3000, "−" * 3000 + "a", "2^" * 2000 + "2", "sin(" * 1200,
                                  "((" * 1000 + "a"])
def test_thousands_of_brackets_signs_and_powers_are_refused_in_a_sentence(text: str) -> None:
    error = refused(text)
    assert "nested more than 100 levels deep" in str(error)
    assert text[error.place:error.place + error.length] in {"(", "−", "2", "sin"}


def test_a_text_that_is_too_long_is_refused_where_it_goes_on_too_long() -> None:
    error = refused("a+" * 5000 + "a")
    assert str(error) == "an expression has at most 5000 characters, got 10001; shorten it"
    assert (error.place, error.length) == (5000, 5001)


def test_a_long_name_is_not_repeated_in_full() -> None:
    assert str(refused("x" * 4000)).startswith("there is no " + "x" * 20 + "…; ")


def test_an_error_is_explained_and_its_copies_know_the_place() -> None:
    error = refused("1 + 2x")
    assert isinstance(error, Explained)
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert (str(twin), twin.place, twin.length) == (str(error), error.place, error.length) == (str(error), 5, 1)


@pytest.mark.parametrize("text", ["__import__('os')", "a.real", "a[0]", "lambda: a", "a if b else a", "a; b",
                                  "a == b", "exec(a)", "a:=1", "0x10", "1_000", "1j", "'a'", "a<b", "a and b", "~a",
                                  "a@b", "#a"])
def test_what_means_something_to_python_only_is_refused(text: str) -> None:
    refused(text)


def read_or_refused(text: str) -> tuple[int, int]:
    """The characters that were read, or that are to blame."""
    try:
        root = parse(text, ("a", "b")).root
    except ExpressionError as error:
        return error.place, error.length
    return root.place, root.length


@pytest.mark.parametrize("seed", range(100))
def test_any_row_of_words_is_read_or_refused_at_a_place_in_it(seed: int) -> None:
    rng = random.Random(seed)
    words = ["a", "b", "2", "1.5", "pi", "e", "+", "−", "·", "/", "^", "²", "³", "(", ")", "(", ")", ",", "sin",
             "max", "sin(", "max(", "=", " ", "x", "|", "⁻¹"]
    for _ in range(50):
        text = "".join(rng.choices(words, k=rng.randint(0, 12)))
        place, length = read_or_refused(text)
        assert 0 <= place <= place + length <= len(text)
