"""The stage of data in the plane and on the line: every neuron with its own picture."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.workspaces.network.neurons import bias_mark_rect
from gui.workspaces.network.squares import square_rect
from gui.workspaces.network.stage import NetworkStage
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment
from simulator.steps import Granularity, Phase
from tests.gui.stage.conftest import DIGITS, SMALL, Open, go, nearly, picture, place, settle

DEEP = Experiment(data_set="circles", layers=(*[Layer(8, "tanh")] * 6, Layer(1)))
NAND = Experiment(data_set="nand_gate", layers=(Layer(1, "step"),), batch_size=1, cost="perceptron",
                  initial_theta=(-2.0, -2.0, 3.0))
CURVE = Experiment(data_set="sine", layers=(Layer(4, "tanh"), Layer(1, "identity")), cost="quadratic")
CLASSES = Experiment(data_set="three_classes", layers=(Layer(4, "relu"), Layer(3, "softmax")),
                     cost="categorical_cross_entropy")


def square(stage: NetworkStage, layer: int, neuron: int) -> QRectF:
    frame = stage.canvas.frame
    assert frame is not None
    return square_rect(frame, frame.layout.columns[layer], neuron)


def activation_at(moment: Moment, layer: int, neuron: int, point: tuple[float, float]) -> float:
    """Written out by hand for layers of tanh and a sigmoid at the end."""
    a = np.array(point)
    for number_of_layer in range(1, layer + 1):
        z = moment.weights[number_of_layer] @ a + moment.biases[number_of_layer]
        a = 1 / (1 + np.exp(-z)) if number_of_layer == moment.network.depth else np.tanh(z)
    return float(a[neuron])


def color_at(image: QImage, rect: QRectF, across: float, down: float) -> QColor:
    return QColor(image.pixelColor(int(rect.left() + across * rect.width()), int(rect.top() + down * rect.height())))


def count_of(image: QImage, rect: QRectF, wanted: QColor, by: int = 14) -> int:
    area = rect.toAlignedRect().intersected(image.rect())
    return sum(nearly(image.pixelColor(x, y), wanted, by) for x in range(area.left(), area.right() + 1)
               for y in range(area.top(), area.bottom() + 1))


def below(rect: QRectF, height: float = 22.0) -> QRectF:
    return QRectF(rect.left(), rect.bottom() + 3.0, rect.width(), height)


@pytest.mark.parametrize("dark", [False, True])
def test_a_neuron_shows_its_activation_at_every_place_of_the_plane(qtbot: QtBot, open_stage: Open, dark: bool
                                                                    ) -> None:
    session, stage = open_stage(SMALL)
    theme = Theme(dark=dark)
    stage.set_theme(theme)
    settle(qtbot, stage)
    image, moment = picture(stage), session.moment
    for layer, neuron in ((1, 0), (1, 3), (2, 1), (3, 0)):
        rect = square(stage, layer, neuron)
        for across, down in ((0.3, 0.2), (0.75, 0.3), (0.8, 0.8), (0.4, 0.7)):
            pixel = int(across * rect.width()), int(down * rect.height())
            point = (-3 + 6 * (pixel[0] + 0.5) / rect.width(), 3 - 6 * (pixel[1] + 0.5) / rect.height())
            a = activation_at(moment, layer, neuron, point)
            wanted = theme.signed_color(2 * a - 1, 1.0) if layer == 3 else theme.signed_color(a, 1.0)
            shown = image.pixelColor(int(rect.left()) + pixel[0], int(rect.top()) + pixel[1])
            on_sample = nearly(shown, theme.text, 60) or nearly(shown, theme.card, 40)
            assert nearly(shown, wanted, 4) or on_sample


def test_inputs_show_their_feature(open_stage: Open) -> None:
    _, stage = open_stage(Experiment(data_set="circles", layers=(Layer(1),), features=("x1", "x2", "x1_squared")))
    image, theme = picture(stage), Theme()
    left, right = (color_at(image, square(stage, 0, 0), across, 0.7) for across in (0.06, 0.94))
    assert left.red() > left.blue()
    assert right.blue() > right.red()
    top, bottom = (color_at(image, square(stage, 0, 1), 0.3, down) for down in (0.06, 0.94))
    assert top.blue() > top.red()
    assert bottom.red() > bottom.blue()
    ends = [color_at(image, square(stage, 0, 2), across, 0.8) for across in (0.07, 0.5, 0.93)]
    assert nearly(ends[1], theme.card)
    assert all(end.blue() > end.red() + 60 for end in (ends[0], ends[2]))


def test_numbers_appear_when_they_are_reached_and_maps_are_always_there(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    theme, rect = Theme(), square(stage, 2, 0)
    before = picture(stage)
    assert count_of(before, below(rect), theme.text, 60) == 0
    assert count_of(before, rect, theme.card, 3) < 0.5 * rect.width() ** 2
    go(qtbot, session, stage, Phase.WEIGHTED_INPUT, 2)
    assert count_of(picture(stage), below(rect), theme.text_dim, 60) > 10
    go(qtbot, session, stage, Phase.ACTIVATION, 2)
    assert count_of(picture(stage), below(rect), theme.text, 60) > 10


def test_the_outline_gets_dark_with_the_activation(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    rect = square(stage, 1, 1)
    edge = QPoint(round(rect.left() + 0.7 * rect.width()), round(rect.bottom()) - 1)
    assert nearly(picture(stage).pixelColor(edge), Theme().outline, 60)
    go(qtbot, session, stage, Phase.ACTIVATION, 1)
    assert nearly(picture(stage).pixelColor(edge), Theme().text, 60)


def test_the_sample_lies_at_its_place_in_every_map(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    for _ in range(3):
        image, point = picture(stage), session.moment.point
        assert point is not None
        share = (point[0] + 3) / 6, (3 - point[1]) / 6
        for layer, neuron in ((0, 0), (1, 2), (2, 0), (3, 0)):
            assert nearly(color_at(image, square(stage, layer, neuron), *share), Theme().text, 40)
        session.navigator.next(Granularity.SAMPLE)
        settle(qtbot, stage)


def test_the_error_is_a_ring_around_the_square_dashed_where_it_is_negative(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    go(qtbot, session, stage, Phase.BP2, 1)
    theme, delta, image = Theme(), session.moment.sample.delta[1], picture(stage)
    strongest = [int(np.argmax(sign * delta)) for sign in (1, -1)]
    assert delta[strongest[0]] > 0 > delta[strongest[1]]
    shares = []
    for neuron, wanted in zip(strongest, (theme.delta_positive, theme.delta_negative), strict=True):
        rect = square(stage, 1, neuron)
        away = max(0.045 * rect.width(), 1.5) / 2 + 1.0
        x = range(round(rect.left() + 0.2 * rect.width()), round(rect.right() - 0.2 * rect.width()))
        ring = [image.pixelColor(one, int(rect.bottom() + away)) for one in x]
        shares.append(sum(nearly(pixel, wanted, 50) for pixel in ring) / len(ring))
    assert shares[0] > 0.95
    assert 0.3 < shares[1] < 0.85


def test_a_weight_of_layer_one_changes_the_maps_of_all_layers_behind_it(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    before = picture(stage)
    session.set_parameter(session.network.weight_index(1, 0, 0), 4.0)
    settle(qtbot, stage)
    after = picture(stage)
    changed = {layer: any(before.pixel(x, y) != after.pixel(x, y) for rect in [square(stage, layer, 0).toRect()]
                          for x in range(rect.left(), rect.right()) for y in range(rect.top(), rect.bottom()))
               for layer in range(4)}
    assert changed == {0: False, 1: True, 2: True, 3: True}
    untouched = square(stage, 1, 1).toRect().adjusted(4, 4, -4, -4)
    assert before.copy(untouched) == after.copy(untouched)


def test_while_training_the_maps_change_at_every_moment(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    before = picture(stage)
    session.navigator.train(3)
    qtbot.waitUntil(lambda: session.run_length > 50)
    rect = square(stage, 3, 0).toRect().adjusted(4, 4, -4, -4)
    qtbot.waitUntil(lambda: picture(stage).copy(rect) != before.copy(rect))
    session.worker.stop()
    qtbot.waitUntil(lambda: not session.is_training)
    settle(qtbot, stage)


@pytest.mark.parametrize("experiment", [SMALL, DEEP, NAND, CURVE], ids=["2-4-2-1", "six layers", "nand", "curve"])
def test_every_bias_has_a_mark_in_the_color_of_its_sign_the_output_included(qtbot: QtBot, open_stage: Open,
                                                                           experiment: Experiment) -> None:
    session, stage = open_stage(experiment)
    stage.setMinimumSize(0, 0)
    stage.resize(532, 390)  # beside the panels of the smallest window
    qtbot.waitUntil(lambda: stage.width() == 532)
    settle(qtbot, stage)
    session.set_parameter(session.network.bias_index(1, 0), 0.0)
    settle(qtbot, stage)
    frame, image, theme = stage.canvas.frame, picture(stage), Theme()
    assert frame is not None
    assert bias_mark_rect(frame, 0, 0).isEmpty()
    for layer in range(1, session.network.depth + 1):
        for neuron in range(session.network.sizes[layer]):
            mark, bias = bias_mark_rect(frame, layer, neuron), session.moment.biases[layer][neuron]
            wanted = theme.positive if bias > 0 else theme.negative if bias < 0 else theme.outline
            assert min(mark.width(), mark.height()) >= 7
            # beside the sign in its middle
            assert count_of(image, mark.adjusted(1, 1, -1, -1), wanted, 30) > 0.3 * (mark.width() - 2) ** 2


def test_circles_have_marks_of_biases_where_they_are_large_enough(open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    frame, image = stage.canvas.frame, picture(stage)
    assert frame is not None
    mark, bias = bias_mark_rect(frame, 2, 4), session.moment.biases[2][4]
    assert not mark.isEmpty()
    wanted = Theme().positive if bias > 0 else Theme().negative if bias < 0 else Theme().outline
    assert count_of(image, mark, wanted, 30) > 20
    assert bias_mark_rect(frame, 1, 4).isEmpty()
    assert bias_mark_rect(frame, 0, 4).isEmpty()


def test_on_the_line_a_neuron_is_a_graph_with_the_present_x(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(CURVE)
    go(qtbot, session, stage, Phase.COST, 2)
    image, theme, rect = picture(stage), Theme(), square(stage, 0, 0)
    assert nearly(color_at(image, rect, 0.75, 0.85), theme.card)  # no map: mere paper beside the line
    assert count_of(image, QRectF(rect.left(), rect.center().y(), rect.width() / 2, rect.height() / 2),
                    theme.negative, 30) > 10
    point = session.moment.point
    assert point is not None
    x = rect.left() + (point[0] + 3) / 6 * rect.width()
    # the identity: the mark lies on the diagonal, a little squeezed by the margins
    y = rect.center().y() - point[0] / 3 * rect.height() * 0.41
    assert count_of(image, QRectF(x - 3, y - 3, 6, 6), theme.text, 40) > 6


def test_hovering_a_neuron_shows_its_map_large_with_the_data(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    go(qtbot, session, stage, Phase.BP2, 1)
    QTest.mouseMove(stage.canvas, place(stage, 1, 2))
    card = stage.canvas.card
    assert card.picture is not None
    assert (card.picture.layer, card.picture.neuron) == (1, 2)
    assert card.text().splitlines()[0] == "Layer 1, neuron 3"
    image = card.grab().toImage()
    map_rect = QRectF(30, 25, 180, 180)
    theme = Theme()
    assert count_of(image, map_rect, theme.positive, 20) > 300
    assert count_of(image, map_rect, theme.negative, 20) > 300
    assert card.height() >= 180
    QTest.mouseMove(stage.canvas, QPoint(5, 200))
    QTest.mouseMove(stage.canvas, place(stage, 0, 1))
    assert card.picture is not None
    assert card.picture.layer == 0


def test_the_card_of_pixels_has_no_map(open_stage: Open) -> None:
    _, stage = open_stage(DIGITS)
    QTest.mouseMove(stage.canvas, place(stage, 2, 3))
    assert stage.canvas.card.isVisible()
    assert stage.canvas.card.picture is None


def test_the_card_of_a_perceptron_tells_its_threshold(qtbot: QtBot, open_stage: Open) -> None:
    _, stage = open_stage(NAND)
    QTest.mouseMove(stage.canvas, place(stage, 1, 0))
    lines = stage.canvas.card.text().splitlines()
    assert lines[-2:] == [f"b = {number(3.0)}", f"threshold −b = {number(-3.0)}"]


def test_on_a_low_stage_the_map_stands_beside_the_numbers(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    go(qtbot, session, stage, Phase.UPDATE, 1)
    stage.setMinimumSize(0, 0)
    for size in ((690, 520), (560, 330), (560, 250)):
        stage.resize(*size)
        qtbot.waitUntil(lambda size=size: stage.height() == size[1])
        settle(qtbot, stage)
        QTest.mouseMove(stage.canvas, QPoint(1, 1))
        QTest.mouseMove(stage.canvas, place(stage, 1, 1))
        assert stage.canvas.card.isVisible()
        assert stage.canvas.rect().contains(stage.canvas.card.geometry())
        assert len(stage.canvas.card.text().splitlines()) > 6


def test_the_ring_of_what_is_chosen_follows_the_square(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    session.select(Selection(1, 1))
    settle(qtbot, stage)
    image, rect = picture(stage), square(stage, 1, 1)
    band = QRectF(rect.left() + 8, rect.top() - 6, rect.width() - 16, 5)
    assert count_of(image, band, Theme().accent, 40) >= rect.width() - 18


def test_a_neuron_of_a_crowded_layer_is_enlarged_with_its_map_when_it_is_chosen(qtbot: QtBot, open_stage: Open
                                                                                 ) -> None:
    session, stage = open_stage(Experiment(data_set="circles", layers=(Layer(120, "tanh"), Layer(1))))
    centre = place(stage, 1, 60)
    area = QRectF(centre.x() - 5, centre.y() - 5, 10, 10)

    def colored() -> int:
        image = picture(stage)
        pixels = [image.pixelColor(x, y) for x in range(int(area.left()), int(area.right()))
                  for y in range(int(area.top()), int(area.bottom()))]
        return sum(max(one.getRgb()[:3]) - min(one.getRgb()[:3]) > 60 for one in pixels)

    before = colored()
    session.select(Selection(1, 60))
    settle(qtbot, stage)
    assert colored() > before + 20


def test_one_output_for_two_classes_names_the_class_that_it_says(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(NAND)
    frame, theme = stage.canvas.frame, Theme()
    assert frame is not None
    rect = square(stage, 1, 0)
    beside = QRectF(rect.right() + 6, rect.center().y() - 12, 26, 24)
    assert count_of(picture(stage), beside, theme.accent, 10) == 0
    go(qtbot, session, stage, Phase.ACTIVATION, 1)
    assert count_of(picture(stage), beside, theme.accent, 10) > 60


@pytest.mark.parametrize("experiment", [SMALL, CLASSES, CURVE], ids=["two classes", "softmax", "regression"])
def test_the_bar_of_an_output_has_the_color_of_its_map(qtbot: QtBot, open_stage: Open, experiment: Experiment
                                                        ) -> None:
    session, stage = open_stage(experiment)
    go(qtbot, session, stage, Phase.COST, session.network.depth)
    theme, image, moment = Theme(), picture(stage), session.moment
    middle = 0.0 if moment.data.is_regression else 0.5
    for neuron, a in enumerate(moment.sample.a[-1].tolist()):
        rect = square(stage, session.network.depth, neuron)
        row = QRectF(rect.right() + 14, rect.center().y() - 3, 110, 6)
        wanted, other = (theme.positive, theme.negative)[::1 if a >= middle else -1]
        assert count_of(image, row, wanted, 20) > count_of(image, row, other, 20)


def test_the_scale_of_a_regression_stays_from_sample_to_sample(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(CURVE)
    rect = square(stage, 2, 0)
    targets, ticks = [], []
    for _ in range(5):
        go(qtbot, session, stage, Phase.COST, 2)
        image, y = picture(stage), round(rect.center().y()) - 9  # of the arrow above the bar
        dark = [x for x in range(round(rect.right()) + 10, image.width())
                if nearly(image.pixelColor(x, y), Theme().text, 60)]
        targets.append(float(session.moment.sample.target[0]))
        ticks.append(float(np.mean(dark)))
        session.navigator.next(Granularity.SAMPLE)
    line = np.polyval(np.polyfit(targets, ticks, 1), targets)
    assert np.ptp(ticks) > 10
    np.testing.assert_allclose(ticks, line, atol=1.2)
