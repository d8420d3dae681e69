"""Several models on the same drawing, side by side."""

import numpy as np
from PIL import Image

from digitpad import Drawing, Recognizer, texts
from digitpad.app.session.rivals import Rival, SideBySide, Verdict, facts_words, verdict_of
from digitpad.app.session.squeezing import squeezed
from digitpad.app.views.palette import LIGHT
from digitpad.app.views.side_by_side import reference_of
from digitpad.bundled import models_folder
from digitpad.settings import Settings
from tests.app.hand import SEVEN, until
from tests.app.handwriting import written
from tests.app.readers import answer

SMALL = [(40 + x / 4, 40 + y / 4) for x, y in SEVEN]


def test_the_whole_pad_is_squeezed():
    """A digit in a corner stays there, small; the pen is a part of the picture; dark ink on pictures is ink, too."""
    image = squeezed(Drawing(400, 400).with_stroke(SMALL), 17.0)
    assert image.shape == (28, 28)
    assert image.dtype == np.float32
    rows, columns = np.nonzero(image > 0.2)
    assert max(rows.max(), columns.max()) < 11
    assert image.sum() < squeezed(Drawing(400, 400).with_stroke(SMALL), 34.0).sum()
    paper = Image.new("L", (280, 280), 255)
    paper.paste(0, (100, 100, 140, 180))
    assert squeezed(paper, 17.0)[12, 12] > 0.9
    assert squeezed(paper, 17.0)[2, 2] == 0


def test_the_tutorials_fail_on_a_small_digit_their_way():
    """With the whole pad they misread nearly all of the small digits that they read with digitpad's picture."""
    reader, loaded, right = Recognizer(), {}, {None: 0, 17.0: 0}
    rivals = [Rival(models_folder() / f"{name}.tflite", True) for name in ("nn-100-lbfgs", "cnn-larger")]
    for digit in "0123456789":
        drawing = Drawing(400, 400, tuple(written(digit, 20, 20, 90)))
        reading = reader.read(drawing)
        assert verdict_of(Rival(None), reading, loaded, drawing, 17.0).prediction.digit == int(digit)
        for rival in rivals:
            for pen in right:
                prediction = verdict_of(rival, reading, loaded, drawing, pen).prediction
                right[pen] += prediction.is_digit and prediction.digit == int(digit)
    assert right[None] == 20
    assert right[17.0] <= 2


def test_the_tutorials_models_are_known_and_not_the_one_that_answers():
    """Their facts are told, and digitpad's own model is another one."""
    rivals = [Rival(models_folder() / f"{name}.tflite", True) for name in ("nn-100-lbfgs", "cnn-larger")]
    assert [facts_words(rival).startswith(("79510", "59933")) for rival in rivals] == [True, True]
    assert Recognizer().path.name == "digitpad.tflite"


def test_side_by_side_follows_the_pen(open_app, tmp_path):
    """F6 opens it; its models read while the button is held, the switch changes their pictures, and Escape ends it."""
    app, hand = open_app(settings=Settings(theme="light"))
    until(app, lambda: not app.session.pending, "the model is there")
    hand.key("F6")
    window = app.looks.companions.open["side by side"]
    models = window.models
    app.root.geometry("+0+0")
    window.window.geometry("480x400+700+600")
    app.root.update()
    hand.begin(SEVEN)
    until(app, lambda: [verdict.prediction is not None for verdict in models.verdicts] == [True] * 3, "all read")
    assert app.session.document.is_blank
    # What the pad has read already isn't read again.
    until(app, lambda: not app.session.pending and not window._slices.waiting, "all is drawn")
    last = app.session.interim.moments[-1].glimpse.reading
    assert models.verdicts[0].prediction is last.digits[0]
    hand.release()
    until(app, lambda: not app.session.pending, "the answer is there")
    before = models.verdicts[1].image
    window.switch.invoke()
    until(app, lambda: (models.verdicts[1].image != before).any(), "the pictures are others")
    assert np.array_equal(models.verdicts[1].image, models.verdicts[2].image)
    damaged = tmp_path / "damaged.tflite"
    damaged.write_bytes(b"no model")
    models.add(damaged)
    until(app, lambda: len(models.verdicts) == 4, "the fourth has its say")
    assert "damaged.tflite" in models.verdicts[3].problem
    app.choices.theme.set("dark")
    window = app.looks.companions.open["side by side"]
    assert window.models is models
    assert not window.switch.instate(["selected"])
    window.close()
    assert "side by side" not in app.looks.companions.open
    app.root.focus_force()
    hand.key("Delete")
    assert models.verdicts[0].prediction is not None  # it follows no more


def test_another_digit_stands_out_in_any_window(open_app):
    """Beside a sure answer another one says so; in a low window pictures go before facts and bars."""
    app, _hand = open_app()
    app.looks.companions.show("side by side")
    window = app.looks.companions.open["side by side"]
    first, second, third = window._columns
    sure, other = (
        Verdict(None, answer(7), "7"),
        Verdict(None, answer(1, 0.6, "unsure", 7), texts.NOT_SURE.format(first=1, second=7)),
    )
    assert reference_of([sure, other]) == 7
    assert reference_of([other, sure]) is None
    for column, verdict in ((first, sure), (second, other), (third, Verdict(None, answer(2, 0.1, "no digit")))):
        column.show(verdict, None, 7)
    shown = [(column._answer.cget("text"), str(column._answer.cget("foreground"))) for column in window._columns]
    assert shown == [("7", LIGHT.accent), ("1 ≠ 7", LIGHT.spoke_against), ("? ≠ 7", LIGHT.spoke_against)]
    for size, facts, bars in (("880x700", True, True), ("640x540", False, True), ("480x400", False, False)):
        window.window.geometry(f"{size}+0+0")
        width = int(size.split("x")[0])
        until(app, lambda width=width: window.window.winfo_width() == width, "it has its size")
        until(app, lambda facts=facts: second._facts.winfo_ismapped() == facts, "the facts have room or not")
        assert second._bars.canvas.winfo_ismapped() == bars
        assert second._preview.side >= 84
        shown = [widget for widget in second._widgets.values() if widget.winfo_ismapped()]
        bottom = max(widget.winfo_rooty() + widget.winfo_height() for widget in shown)
        assert bottom <= window._body.winfo_rooty() + window._body.winfo_height()


def test_an_empty_pad_has_no_verdicts():
    """Clear takes them away."""
    from digitpad.app.session import editing
    from tests.app.stepped import Desk

    desk = Desk()
    told = []
    models = SideBySide(desk.session, lambda: told.append(1))
    models.verdicts = [1]
    editing.add_stroke(desk.session, tuple(SMALL))
    editing.clear(desk.session)
    assert models.verdicts == []
    models.close()
