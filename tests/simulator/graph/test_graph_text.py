"""What a text of several lines becomes, and what is said, and where, if it is no graph."""

from __future__ import annotations

import random
import time

import pytest

from simulator.expressions import OPERATIONS, ExpressionError
from simulator.expressions.operations import operation_named
from simulator.graph.graph import Graph
from simulator.graph.text import MOST_NODES, read_graph, sum_of

NEURON = "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2"


def error(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        read_graph(text)
    return caught.value


def blamed(text: str) -> str:
    """The characters that the error points at."""
    found = error(text)
    return text[found.place:found.place + found.length]


def written(graph: Graph, number: int | None = None) -> str:
    """A graph as a formula with all brackets; a name stands for its node where it is used."""
    node = graph.nodes[graph.output if number is None else number]
    if node.kind is None:
        return node.name or f"{node.value:g}"
    inside = [written(graph, one) for one in node.arguments]
    return f"({node.kind.symbol.join(inside)})" if not node.kind.spellings and len(inside) > 1 \
        else f"{node.kind.symbol}({', '.join(inside)})"


# what is read


def test_the_neuron_of_the_lecture_has_ten_nodes_and_its_lines_give_three_of_them_their_names() -> None:
    graph = read_graph(NEURON)
    assert [node.name or (node.kind.symbol if node.kind else node.value) for node in graph.nodes] == [
        "w", "x", "·", "b", "z", "a", "y", "−", 2.0, "L"]
    assert graph.names == ("w", "x", "b", "y")
    assert graph.nodes[graph.output].name == "L"
    assert graph.text == NEURON
    assert written(graph) == "((σ(((w·x)+b))−y)^2)"


def test_every_argument_stands_before_what_is_done_with_it() -> None:
    graph = read_graph(NEURON)
    assert all(argument < number for number, node in enumerate(graph.nodes) for argument in node.arguments)


@pytest.mark.parametrize("text", [
    "a = sigmoid(z)\nz = w*x + b\nL = (a - y)^2",
    "  z = w × x + b   # weighted input\r\n\r\n# a remark = nothing\r\na = σ(z)\r\n\tL = (a − y)²  # cost\r\n\r\n",
    "z=w·x+b\na=sigmoid(z)\n(a-y)**2",
])
def test_order_blanks_remarks_and_ways_of_typing_make_no_difference(text: str) -> None:
    assert written(read_graph(text)) == written(read_graph(NEURON))
    assert len(read_graph(text).nodes) == 10


def test_variables_are_told_in_the_order_of_the_text_even_where_the_lines_are_computed_in_another() -> None:
    assert read_graph("p = q·v\nq = u + v\nL = p + t").names == ("v", "u", "t")


def test_names_may_have_several_letters_digits_lines_below_and_greek_letters() -> None:
    assert read_graph("L = w11·x_1 + a₁ − 2α").names == ("w11", "x_1", "a₁", "α")


def test_the_last_line_may_be_a_bare_expression_or_a_bare_name() -> None:
    assert read_graph("x² + 1").nodes[-1].name == ""
    graph = read_graph("z = w·x\nz")
    assert graph.nodes[graph.output].name == "z"
    assert read_graph("x").output == 0
    assert read_graph("x").edges == ()


@pytest.mark.parametrize(("text", "name"), [
    ("a*b", "L"), ("L*x", "C"), ("L = a*b\n0.5*L", "C"), ("L*C + J*f", "L1"), ("E = a*b", "E")])
def test_the_output_is_never_called_as_something_else_is(text: str, name: str) -> None:
    assert read_graph(text).output_name == name


def test_a_name_for_what_has_one_already_is_a_second_name_of_the_same_node() -> None:
    graph = read_graph("z = w·x\nv = z\nL = v + z + x")
    assert [node.name for node in graph.nodes if node.kind] == ["z", "L"]
    graph = read_graph("t = x\nL = t·x")
    assert graph.names == ("x",)
    assert graph.nodes[graph.output].arguments == (0, 0)
    graph = read_graph("z = w·x\nL = z")
    assert graph.nodes[graph.output].name == "L"  # as the last line calls it


# shared work


def test_what_is_written_the_same_twice_is_one_node_in_one_line_and_across_lines() -> None:
    graph = read_graph("z = w·x + b\nL = sin(w·x + b) + exp(z)·z + 3sin(z)")
    kinds = [node.kind.name for node in graph.nodes if node.kind]
    assert sorted(kinds) == sorted(["multiply", "add", "sin", "exp", "multiply", "multiply", "add"])
    z = next(number for number, node in enumerate(graph.nodes) if node.name == "z")
    assert len(graph.outgoing[z]) == 3


@pytest.mark.parametrize(("text", "sums"), [
    ("L = a + b + c + d", ["abcd"]), ("L = a + (b + c) + d", ["abcd"]), ("L = w·x + v·y + b", ["··b"]),
    ("L = a + a + b", ["aab"]),
    # a subtraction stays one of two; so does what it is done with
    ("L = a + b − c + d", ["ab", "−d"]), ("L = a − (b + c + d)", ["bcd"]),
    # a part that has a name, or that is used again, has a derivative that is spoken of
    ("s = a + b\nL = s + c", ["ab", "sc"]), ("L = (a + b + c)·(a + b)", ["ab", "+c"]),
    ("L = sin(a + b + c) + d + e^(a + b + c)", ["abc", "sindpower"]),
])
def test_a_sum_of_several_terms_is_one_node(text: str, sums: list[str]) -> None:
    graph = read_graph(text)

    def called(number: int) -> str:
        node = graph.nodes[number]
        return node.name or (node.kind.symbol if node.kind and node.kind.name != "power" else "power")

    found = ["".join(map(called, node.arguments)) for node in graph.nodes if node.kind and node.kind.name == "add"]
    assert found == sums
    assert all(node.kind.arity == len(node.arguments) == len(node.kind.first) for node in graph.nodes if node.kind)


def test_additions_of_as_many_terms_are_one_operation() -> None:
    graph = read_graph("L = (a + b + c)·(u + v + w)")
    first, second = (graph.nodes[number].kind for number in graph.nodes[graph.output].arguments)
    assert first is second
    assert first is sum_of(3)
    assert sum_of(2) is operation_named("add")


def test_a_product_of_a_variable_with_itself_has_two_edges_from_one_node() -> None:
    graph = read_graph("L = a·a")
    assert [(edge.source, edge.target, edge.slot) for edge in graph.edges] == [(0, 1, 0), (0, 1, 1)]


def test_every_use_of_a_number_has_its_own_node_but_equal_terms_with_numbers_are_one() -> None:
    graph = read_graph("L = 2a + 2b + sin(2a)")
    assert [node.value for node in graph.nodes if node.is_number] == [2.0, 2.0]


def test_a_number_that_a_line_names_is_one_node() -> None:
    graph = read_graph("c = 2\nL = c·a + c·b + c")
    numbers = [(node.name, node.value) for node in graph.nodes if node.is_number]
    assert numbers == [("c", 2.0)]
    assert graph.names == ("a", "b")


def test_a_sign_before_a_number_belongs_to_it_and_constants_keep_their_names() -> None:
    graph = read_graph("L = -2a + (−3)² + π·e·b − 2²·a")
    numbers = [(node.name, node.value) for node in graph.nodes if node.is_number]
    assert numbers[:3] == [("", -2.0), ("", -3.0), ("", 2.0)]
    assert [node.name for node in graph.nodes if node.is_number and node.name] == ["π", "e"]
    assert [node.kind.name for node in read_graph("−2² + −a").nodes if node.kind][1] == "negate"


def test_places_are_those_of_the_whole_text() -> None:
    graph = read_graph(NEURON)
    shown = [NEURON[node.place:node.place + node.length] for node in graph.nodes]
    assert shown == ["w", "x", "w*x", "b", "w*x + b", "sigmoid(z)", "y", "a - y", "2", "(a - y)^2"]


@pytest.mark.parametrize("name", [name for kind in OPERATIONS for name in kind.spellings])
def test_every_function_can_be_written(name: str) -> None:
    graph = read_graph(f"L = {name}(u)" if name not in {"max", "min"} else f"L = {name}(u, v, w)")
    kind = graph.nodes[graph.output].kind
    assert kind is not None
    assert name in kind.spellings


# what is refused, and where


@pytest.mark.parametrize(("text", "place", "phrase"), [
    ("z = w·x\nL = sigmod(z)", "sigmod", "there is no sigmod; perhaps you mean sigmoid?"),
    ("L = foo(x) + x", "foo", "there is no foo; the names are x, π, pi, e, the functions exp"),
    ("L = x(x + 1)", "x(", "write x·(…) for a product"),
    ("z = x\nz = x + 1\nL = z", "z", 'another line is called "z" already'),
    ("a = x + 1\nL = L·a", "L", '"L" is needed for its own value'),
    ("a = c + x\nb = a\nc = 2b\nL = c", "c", "round in a circle, so that no line can be the first: a → b → c → a"),
    ("z = a\na = z\nL = x", "a", "z → a → z"),
    ("sin = 2x\nL = sin", "sin", '"sin" is a function; give the result of this line another name'),
    ("e = 2x\nL = e", "e", '"e" is the number 2.7183…'),
    ("π = 3\nL = π·x", "π", '"π" is the number 3.1416…'),
    ("3 = x", "3", "3 is a number and can't get another value"),
    ("f(x) = x²", "f(x)", "a single name, as in z = …; got f(x)"),
    ("w·x + b = z\nL = z", "w·x + b", "a single name, as in z = …; got w·x + b"),
    ("z = w·x\na + 1\nL = z", "a + 1", "the last line may do without a name; write one before it, such as z = a + 1"),
    ("L = a = b", "=", 'a line has one "="'),
    ("L == a", "=", 'a line has one "="'),
    ("= a", "=", 'a name is missing before "="'),
    ("z = w·x\nL = ", "", 'something is missing behind "="'),
    ("z = w·x\nL = y²", "z", '"z" is never used on the way to the last line'),
    ("z = w·x\nL = (z + 1", "(", "this bracket is never closed"),
    ("z = w·x +\nL = z", "", 'something is missing behind "+"'),
    ("z = w x\nL = z", "w x", "write w·x for a product"),
    ("z = w; x\nL = z", ";", "can't be read here"),
    ("z = x\nL = max(z)", "max(z)", "max takes 2 values or more, got 1"),
    ("L = sin x", "sin", "sin needs brackets"),
    ("c = 2\nL = c + 3", "c + 3", "this depends on no variable"),
    ("", "", "there is no expression yet; write one, such as L = (w·x − y)²"),
    ("\n  \n# nothing = said\n", "", "there is no expression yet"),
])
def test_what_is_no_graph_is_refused_with_a_reason_a_remedy_and_its_place(text: str, place: str, phrase: str) -> None:
    assert phrase in str(error(text))
    assert blamed(text) == place


def test_the_place_is_that_of_the_line_and_not_of_an_earlier_one_that_looks_the_same() -> None:
    text = "z = w·x\nu = w·x + (1\nL = z + u"
    assert error(text).place == text.index("(")
    assert error("z = x\nz = x + 1\nL = z").place == 6
    assert error("z = w·x\nL = ").place == len("z = w·x\nL =")


def test_a_circle_is_told_from_its_topmost_line_in_the_direction_of_the_values_and_long_ones_are_cut() -> None:
    found = error("t = x\na = c\nb = a\nc = b + t\nL = c")
    assert "a → b → c → a" in str(found)
    assert found.place == len("t = x\na = ")
    ring = "\n".join(f"v{number} = v{(number + 1) % 9}" for number in range(9)) + "\nL = v0"
    assert "v0 → v8 → v7 → v6 → … → v0" in str(error(ring))


def test_ten_thousand_characters_are_refused_at_the_first_that_is_too_many() -> None:
    found = error("L = x" + " + x" * 2500)
    assert str(found) == "an expression has at most 5000 characters, got 10005; shorten it"
    assert (found.place, found.length) == (5000, 5005)


def test_more_nodes_than_can_be_seen_are_refused_and_as_many_as_are_allowed_are_read() -> None:
    names = ["x", *(f"v{number}" for number in range(MOST_NODES - 2))]
    text = "L = " + "+".join(names)
    graph = read_graph(text)
    assert len(graph.nodes) == MOST_NODES  # with their sum
    assert f"a graph has at most {MOST_NODES} nodes" in str(error(text + "+z"))


def test_deep_nesting_is_refused_at_its_place_and_a_long_chain_of_lines_is_not() -> None:
    assert "nested more than 100 levels deep" in str(error("a = x\nL = " + "(" * 150 + "a" + ")" * 150))
    assert error("a = x\nL = " + "(" * 150 + "a" + ")" * 150).place == len("a = x\nL = ") + 100
    chain = "\n".join(["v0 = x", *(f"v{n} = -v{n - 1}" for n in range(1, 300))])
    assert len(read_graph(chain).nodes) == 300
    backwards = "\n".join([*(f"v{n} = -v{n - 1}" for n in range(298, 0, -1)), "v0 = x", "L = v298"])
    assert len(read_graph(backwards).nodes) == 299


WORDS = ("x", "y", "z", "L", "a₁", "e", "π", "2", "1e400", ".5", "²", "⁻¹", "+", "−", "-", "*", "·", "/", "^", "(",
         ")", ",", "=", "\n", "\r\n", "\n", "#", " ", "sin", "sin(", "max(", "√(", "σ(", "foo(", "\u2028", "\x00",
         "|", "é", "𝔵", "'")


def outcome(text: str) -> Graph | ExpressionError:
    try:
        return read_graph(text)
    except ExpressionError as found:
        return found


def test_no_text_whatever_does_anything_but_become_a_graph_or_an_error_with_a_place_in_it() -> None:
    source = random.Random(5)
    readable = 0
    for _ in range(4000):
        text = "".join(source.choice(WORDS) for _ in range(source.randint(0, 25)))
        found = outcome(text)
        if isinstance(found, Graph):
            readable += 1
        else:
            assert str(found)
            assert 0 <= found.place <= found.place + found.length <= len(text), text
    assert readable > 20


def test_the_longest_texts_are_answered_in_no_time() -> None:
    for word in [*WORDS, "x\n", "x+", "x^", "(x+", "a=b\n", "x=x\n", "−(", "a(", "x,", "#\n"]:
        begin = time.thread_time()
        found = outcome((word * 5000)[:5000])
        assert time.thread_time() - begin < 0.5, word
        assert isinstance(found, Graph) or 0 <= found.place <= 5000
