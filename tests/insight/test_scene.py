"""The picture: its numbers are those of the network, whoever draws it."""

import io
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from digitpad import Drawing, Recognizer, texts
from digitpad.app.views.palette import DARK, LIGHT
from digitpad.insight.layers import grid_size
from digitpad.insight.outputs import class_name, speakers_of
from digitpad.insight.parts import signed, width_of
from digitpad.insight.scene import layout_of, scene_of
from digitpad.insight.shades import ramp, rgb
from digitpad.insight.stills import png_of, svg_of
from tests.models import picture_of, save_tflite

SEVEN = Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def recognizer():
    return Recognizer()


@pytest.fixture(scope="module")
def seven(recognizer):
    return recognizer.explain(SEVEN)


def pixels_of(content):
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def words(scene):
    return [each.text for each in scene.words]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("network", ["picture", "strokes"])
def test_each_cell_has_the_colour_of_its_number(recognizer, palette, network):
    """In the PNG every cell of every tile is the shade of its activation, of the layer's largest."""
    found = recognizer.explain(SEVEN, network)
    layout = layout_of(found, 1280, 720, 1.4)
    scene = scene_of(found, layout, palette)
    scene.blocks.clear()  # frames around the loudest tiles
    image = pixels_of(png_of(scene))
    shades = ramp(palette.track, palette.accent, palette.text)
    for layer, grid in zip(found.layers, layout.columns, strict=True):
        rows, columns = grid_size(layer)
        steps = (layer.activation * (255 / layer.activation.max())).round().astype(int)
        for tile in range(layer.tiles):
            left, top, right, bottom = grid.tile(tile)
            drawn = image[top:bottom, left:right]
            expected = shades[steps[:, :, tile]].repeat(grid.scale, 0).repeat(grid.scale, 1)
            assert np.array_equal(drawn, expected)
        assert (rows, columns) == layer.activation.shape[:2]


def test_the_digit_is_the_networks_input(seven):
    """The large picture shows the 28 × 28 numbers that the network got."""
    layout = layout_of(seven, 640, 480)
    image = pixels_of(png_of(scene_of(seven, layout, LIGHT)))
    left, top, right, bottom = layout.digit.box
    cells = image[top : bottom : layout.digit.scale, left : right : layout.digit.scale]
    shades = ramp(LIGHT.paper, LIGHT.ink)
    assert np.array_equal(cells, shades[(seven.image * 255).round().astype(int)])


def test_what_spoke_is_a_sum(seven):
    """The loudest averages, the others, the bias and the sum are numbers of the network, and add up."""
    layout = layout_of(seven, 1280, 720, 1.4)
    said = words(scene_of(seven, layout, DARK, about=7))
    loudest = speakers_of(seven, 7, len(layout.speakers) - 3)
    parts = seven.contributions[:, 7]
    assert abs(parts[loudest[0]]) == np.abs(parts).max()
    for unit in loudest.tolist():
        assert said[said.index(str(unit), said.index(texts.SPOKE_FOR.format(name=7))) + 1] == signed(parts[unit])
    others = parts.sum() - parts[loudest].sum()
    assert said[said.index(texts.OTHERS_SPOKE) + 1] == signed(others)
    assert said[said.index(texts.BIAS_SPOKE) + 1] == signed(seven.bias[7])
    assert said[said.index(texts.SUM_SPOKE) + 1] == signed(seven.logits[7])
    assert parts[loudest].sum() + others + seven.bias[7] == pytest.approx(seven.logits[7], abs=1e-4)


def test_another_class_can_be_asked_about(seven):
    """What spoke for and against a 1 are other numbers."""
    layout = layout_of(seven, 1280, 720, 1.4)
    said = words(scene_of(seven, layout, DARK, about=1))
    assert texts.SPOKE_FOR.format(name=1) in said
    assert signed(seven.logits[1]) in said


def test_bars_are_as_long_as_the_chances(seven):
    """The likeliest class has the accent's colour, and its bar the share of the track that its chance is."""
    layout = layout_of(seven, 1280, 720, 1.4)
    scene = scene_of(seven, layout, LIGHT)
    (bar,) = (block for block in scene.blocks if block.fill == LIGHT.accent)
    (track,) = (block for block in scene.blocks if block.fill == LIGHT.track and block.box.top == bar.box.top)
    assert bar.box.width == round(track.box.width * float(seven.chances[7]))


def test_words_are_there_without_freetype(seven, monkeypatch):
    """The packaged program, which leaves FreeType out, writes with what Pillow has."""
    scene = scene_of(seven, layout_of(seven, 1280, 720, 1.4), DARK)
    scene.blocks.clear()
    scene.pictures.clear()
    monkeypatch.setattr("PIL.features.check", lambda name: False)
    lit = (pixels_of(png_of(scene)) != rgb(DARK.paper)).any(axis=2)
    for each in scene.words:
        left, size = int(each.x), int(each.size)
        around = lit[int(each.y) - size : int(each.y) + size, max(left - 4 * size, 0) : left + 4 * size]
        assert around.any(), each.text


def test_an_svg_has_the_same_parts(seven):
    """It is well-formed, and has every picture, block and word of the scene."""
    scene = scene_of(seven, layout_of(seven, 640, 480), DARK)
    root = ElementTree.fromstring(svg_of(scene))
    assert len(root.findall(f"{SVG}image")) == len(scene.pictures)
    assert len(root.findall(f"{SVG}rect")) == len(scene.blocks) + 1
    assert [text.text or "" for text in root.findall(f"{SVG}text")] == words(scene)
    assert not re.search("<script|http://(?!www.w3.org/2000/svg)", svg_of(scene))


def test_a_model_of_one_layer_has_a_picture(tmp_path):
    """Nothing stands between digit and outputs, and what spoke is said of pixels."""
    found = Recognizer(save_tflite(tmp_path, activation="softmax")).explain(picture_of(3))
    scene = scene_of(found, layout_of(found, 640, 480), LIGHT)
    assert pixels_of(png_of(scene)).shape == (480, 640, 3)
    assert texts.SPOKE_FOR.format(name=3) in words(scene)


def test_what_spoke_begins_at_one_line(seven):
    """The bars for and against lie on one axis, however many figures a unit's number has."""
    said = np.zeros((2000, 11), np.float32)
    said[7, 3], said[1999, 3] = 2.0, -1.0
    found = replace(seven, contributions=said, averages=np.ones(2000, np.float32))
    scene = scene_of(found, layout_of(found, 1280, 720, 1.4), LIGHT, about=3)
    axes = [block.box.left for block in scene.blocks if block.fill == LIGHT.muted and block.box.width == 1]
    assert len(axes) > 2
    assert len(set(axes)) == 1


def test_words_stay_in_their_places(seven, monkeypatch):
    """The answer and all else at the outputs fits their column, in Chinese letters, too."""
    monkeypatch.setattr(texts, "SURE", "{digit}（{percent}）")
    for width, height, unit in ((480, 400, 1.0), (1280, 720, 1.4)):
        layout = layout_of(seven, width, height, unit)
        for each in scene_of(seven, layout, DARK).words:
            if each.anchor == "left" and each.x >= layout.headline.left:
                assert each.x + width_of(each.text, each.size) <= layout.width, each.text


def test_classes_have_names():
    """An eleventh class is "no digit"; of more, each has its number."""
    assert [class_name(10, count) for count in (11, 62)] == ["?", "10"]


def test_ramps_begin_and_end_with_their_colours():
    """0 has the first colour, the largest number the last one."""
    shades = ramp("#102030", "#ffffff", "#0000ff")
    assert tuple(shades[0]) == rgb("#102030")
    assert tuple(shades[255]) == rgb("#0000ff")
