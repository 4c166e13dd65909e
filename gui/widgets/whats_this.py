"""What the parts of the window are for: what "What's this?" says of them (Shift+F1).

Every part is named here once and told about in a few sentences; what is inside of a part and has no text of its own
gets the text of the part.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from lectures.pages import PageEntry, page_keys

translate = QCoreApplication.translate


class WindowPart(Enum):
    """A part of the window."""

    STAGE = "stage"
    TRANSPORT = "transport"
    TIMELINE = "timeline"
    SAMPLE = "sample"
    SETUP = "setup"
    OUTPUT = "output"
    COST = "cost"
    ACCURACY = "accuracy"
    WEIGHTS = "weights"
    TRAINING = "training"
    MAP = "map"
    LEGEND = "legend"
    RELIEF = "relief"
    RACERS = "racers"
    OUTCOMES = "outcomes"
    DESCENT_STEP = "descent step"
    DESCENT_CHART = "descent chart"
    TURNS = "turns"
    DESCENT_TIMELINE = "descent timeline"
    GRAPH = "graph"
    CHAIN = "chain"
    EXPRESSION = "expression"
    GRAPH_TRANSPORT = "graph transport"
    GRAPH_TIMELINE = "graph timeline"
    GRAPH_COUNTS = "graph counts"
    GRAPH_DESCENT = "graph descent"
    GRAPH_NETWORK = "graph network"
    LECTURE = "lecture"
    LECTURES = "lectures"
    EDITOR = "editor"
    WORKSPACES = "workspaces"
    COURSE = "course"
    HISTORY = "history"
    FILES = "files"
    PARTS = "parts"
    LOOK = "look"
    PAGES = "pages"


def explain(part: WindowPart, *widgets: QWidget) -> None:
    """Give the widgets that make up a part its text."""
    for widget in widgets:
        widget.setWhatsThis(text_of(part))


def explain_page(page: PageEntry, *widgets: QWidget) -> None:
    """Give the widgets that show what a page below the stage shows its text."""
    for widget in widgets:
        widget.setWhatsThis(translate("Pages", page.about))


def text_of(part: WindowPart) -> str:
    """What is said of a part."""
    return _network_texts().get(part) or _bar_texts().get(part) or _other_texts()[part]


def _network_texts() -> dict[WindowPart, str]:
    return {
        WindowPart.STAGE: translate(
            "WhatsThis",
            "The network at the instant in view: neurons are filled by their activation a, edges are drawn by "
            "what belongs to the phase, blue and solid for positive, orange and dashed for negative. Click a "
            "neuron or an edge to follow it in all other parts; the choice above says what the edges show."),
        WindowPart.TRANSPORT: translate(
            "WhatsThis",
            "Moves through a training step and through the whole run, forwards and backwards. The choice says "
            "how far one press of Next or Back goes; Space plays. Going back undoes nothing: it only looks at "
            "an earlier instant."),
        WindowPart.TIMELINE: translate(
            "WhatsThis",
            "The upper row is the step in view with a part for each phase, from the input to the update; the "
            "lower row is the samples of the batch, or all steps that are made. Click or drag to go anywhere."),
        WindowPart.SAMPLE: translate(
            "WhatsThis",
            "The sample that you give the network: draw a digit, type values or choose a row. Follow takes it "
            "through the network and nothing is learned; Learn makes one update with it."),
        WindowPart.SETUP: translate(
            "WhatsThis",
            "All settings of the experiment: data, layers, cost, optimizer and their numbers. A dot marks "
            "what you have changed; the buttons below start a new run with it, compare it with this run, or "
            "discard it."),
        WindowPart.OUTPUT: translate(
            "WhatsThis",
            "What the network says for every point of the plane, or for every x: the colour is its output, "
            "the marks are the samples, and a cross lies over those that it gets wrong. Click a sample to "
            "follow it; the pen lets you put points by hand."),
        WindowPart.COST: translate(
            "WhatsThis",
            "The cost C over the steps of the run: of the batch of each step, and measured on training and "
            "test data. The line stands at the step in view; click to go to another one."),
        WindowPart.ACCURACY: translate(
            "WhatsThis",
            "The share of samples that the network gets right, over the steps of the run, measured on "
            "training and test data. The line stands at the step in view; click to go to another one."),
        WindowPart.WEIGHTS: translate(
            "WhatsThis",
            "The weights that lead to one neuron: as a picture where the inputs are pixels, otherwise as "
            "bars, upwards for positive. Where a weight is large and positive the neuron wants its input to "
            "be large."),
        WindowPart.TRAINING: translate(
            "WhatsThis",
            "Makes all steps of so many epochs at full speed; the pictures follow as fast as they can. You "
            "can stop at any instant and step through every step that was made."),
    }


def _bar_texts() -> dict[WindowPart, str]:
    keys = list(page_keys().values())
    return {
        WindowPart.WORKSPACES: translate(
            "WhatsThis",
            "Three views of learning: Network follows samples through a network, Descent lets optimizers race "
            "over a loss surface, Graph takes an expression apart by the chain rule. Each keeps what you did in it."),
        WindowPart.COURSE: translate(
            "WhatsThis",
            "Opens the list of lectures, and puts it away again. A lecture sets your own work aside and gives it "
            "back when you leave it."),
        WindowPart.HISTORY: translate(
            "WhatsThis",
            "Takes the last change back, or makes it again: of settings, data, weights, or the drawing. Going back "
            "in time is something else: it changes nothing."),
        WindowPart.FILES: translate(
            "WhatsThis",
            "Opens, saves and exports: the File menu. A document holds the run with all its steps, your changes "
            "and your drawing."),
        WindowPart.PARTS: translate(
            "WhatsThis",
            "Shows and hides parts of the workspace. What is hidden leaves its room to the rest and comes back as it "
            "was."),
        WindowPart.LOOK: translate(
            "WhatsThis",
            "How the window looks: the size of its letters, its language, light or dark. It is remembered for the "
            "next start."),
        WindowPart.PAGES: translate(
            "WhatsThis",
            "Chooses what is explained below the stage, from the equations to a table of all numbers. {first} to "
            "{last} choose it, too.").format(first=keys[0], last=keys[-1]),
    }


def _other_texts() -> dict[WindowPart, str]:
    return {
        WindowPart.MAP: translate(
            "WhatsThis",
            "The cost seen from above: bright is high, dark is low, lines join points of equal cost. Click to "
            "start a descent anywhere, drag a start to move it; minima, saddle points and maxima have marks "
            "of their own."),
        WindowPart.LEGEND: translate(
            "WhatsThis",
            "What the marks and colours of the map mean. Only what is on the map is listed."),
        WindowPart.RELIEF: translate(
            "WhatsThis",
            "The same cost as a landscape. Drag to turn it, turn the wheel to come nearer; a click starts a "
            "descent there."),
        WindowPart.RACERS: translate(
            "WhatsThis",
            "The surface, where the descents start, and the optimizers that take part, each with its learning "
            "rate. They all start together and make their steps at the same time."),
        WindowPart.OUTCOMES: translate(
            "WhatsThis",
            "What has become of each optimizer, in a sentence: where it stands, what it has reached, or why "
            "it can't go on. Click one to see its steps in numbers."),
        WindowPart.DESCENT_STEP: translate(
            "WhatsThis",
            "The step in view with its numbers: the gradient, what the optimizer makes of it, and where the "
            "ball comes to lie."),
        WindowPart.DESCENT_CHART: translate(
            "WhatsThis",
            "The cost of each optimizer after every step; the line stands at the step in view. Click to go to "
            "another step."),
        WindowPart.TURNS: translate(
            "WhatsThis",
            "Several parts take turns here, because the window has no room for all of them at once: choose the one "
            "to be seen. In a larger window they stand beside one another."),
        WindowPart.DESCENT_TIMELINE: translate(
            "WhatsThis",
            "The upper row is the step in view in three parts: the gradient, the direction that the optimizer "
            "makes of it, the move. The line below is all steps that are made. Click or drag to go anywhere."),
        WindowPart.GRAPH: translate(
            "WhatsThis",
            "The expression as a graph: values travel forwards along the edges, derivatives backwards, each "
            "multiplied by the local derivative of the edge; where edges meet they are added. Click a node or "
            "an edge to see how its number comes about."),
        WindowPart.CHAIN: translate(
            "WhatsThis",
            "The chain rule for the chosen node: one product for each way to the output, and their sum."),
        WindowPart.EXPRESSION: translate(
            "WhatsThis",
            "Write your own expression, one line for each name; the last line is what is derived. Below are "
            "ready ones, and the values of the variables, to be typed or slid."),
        **_graph_texts(),
        WindowPart.LECTURE: translate(
            "WhatsThis",
            "The lecture beside the picture: each beat sets the scene it speaks of. You may touch everything: "
            "the next beat puts its scene right again. The arrow keys lead through it."),
        WindowPart.LECTURES: translate(
            "WhatsThis",
            "All lectures, with how far you have come in each, and your own. A lecture can be begun at any "
            "beat, and saved as a handout or as a moving picture."),
        WindowPart.EDITOR: translate(
            "WhatsThis",
            "Writes a lecture beat by beat: set the scene in the window as it should be, and take it over. "
            "What is wrong is listed below, with its place."),
    }


def _graph_texts() -> dict[WindowPart, str]:
    return {
        WindowPart.GRAPH_TRANSPORT: translate(
            "WhatsThis",
            "Moves forward through the graph until its output is known, and then back over its edges. The choice "
            "says how far one press goes: an edge, a node, or a whole pass; Space plays."),
        WindowPart.GRAPH_TIMELINE: translate(
            "WhatsThis",
            "The pass forward and the pass backward, with a cell for each node and for each edge that is gone "
            "over. Click or drag to go to any of them."),
        WindowPart.GRAPH_COUNTS: translate(
            "WhatsThis",
            "How many multiplications three ways to all derivatives take: backpropagation, each derivative by "
            "itself, and nudging each variable. What has been known before is used again only by the first."),
        WindowPart.GRAPH_DESCENT: translate(
            "WhatsThis",
            "Gradient descent on the variables that are ticked at the left: an update takes η times its derivative "
            "from each. The curve is the output after every update."),
        WindowPart.GRAPH_NETWORK: translate(
            "WhatsThis",
            "The network that this graph was made of: the neurons and weights that lie between the one that is "
            "derived and the cost. What is chosen in the graph lights up here, too."),
    }
