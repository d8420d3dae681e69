"""A monkey at the pad: whatever it does, nothing breaks and nothing is lost."""

import os
import random
import shutil
from pathlib import Path

from PIL import ImageOps

from digitpad.app.views import clipboard, dialogs
from digitpad.bundled import models_folder
from digitpad.ink.drawing import Drawing, Stroke
from digitpad.ink.raster import pad_image
from digitpad.log import log_file
from digitpad.settings import Settings
from tests.app.hand import ONE, SEVEN, until

# make monkey lets it do more.
EVENTS = int(os.environ.get("DIGITPAD_MONKEY", "300"))
KEYS = ["ctrl+z", "ctrl+y", "ctrl+z", "Delete", "Return", "e", "h", "bracketleft", "bracketright", "3", "7", "ctrl+l"]
KEYS += ["Right", "Left", "Escape", "5", "Right", "9"]
RARE = ["ctrl+v", "ctrl+s", "ctrl+o", "ctrl+m", "F11", "ctrl+c", "w", "w"]


class Monkey:
    """Does one thing after the other, by chance."""

    def __init__(self, app, hand, seed):
        self.app, self.hand = app, hand
        self.random = random.Random(seed)

    def step(self):
        things = [self.draw, self.draw, self.digit, self.draw, self.erase, self.key, self.key, self.key, self.click]
        self.random.choice([*things, self.rare, self.resize])()

    def place(self):
        return self.random.randint(-4, round(self.app.choices.pad_width) + 4), self.random.randint(-4, 404)

    def draw(self):
        self.stroke(1)

    def digit(self):
        """Draw a 7 or a 1 somewhere: a few of them are a number."""
        size, left = self.random.uniform(0.2, 0.5), self.random.uniform(0, self.app.choices.pad_width - 200)
        top = self.random.choice([20, 200])
        self.hand.draw([(left + x * size, top + y * size) for x, y in self.random.choice([SEVEN, ONE])])

    def click(self):
        """Click where a digit may be: in its box, or beside."""
        marks = self.app.looks.view.pad.marks
        if not marks._boxes or self.random.random() < 0.2:
            self.hand.draw([(self.random.randint(1, 399), self.random.randint(1, 399))])
            return
        canvas = self.app.looks.view.pad.canvas
        left, top, right, bottom = self.random.choice(marks._boxes)
        x, y = max((left + right) / 2, 1), max((top + bottom) / 2, 1)
        self.hand.move_to_pixel(canvas.winfo_rootx() + round(x), canvas.winfo_rooty() + round(y))
        self.hand.press()
        self.hand.release()

    def erase(self):
        """Drag with the right button; where that was a click, put the menu away: it would keep the keys."""
        self.stroke(3)
        menu = self.app.looks.view.context_menu.menu
        if menu is not None and menu.winfo_exists() and menu.winfo_ismapped():
            menu.event_generate("<Escape>")
            until(self.app, lambda: not menu.winfo_ismapped(), "the menu is away")

    def stroke(self, button):
        self.hand.move(self.random.randint(1, 399), self.random.randint(1, 399))
        self.hand.press(button)
        for _ in range(self.random.randint(0, 4)):
            self.hand.move(*self.place())
        self.hand.release(button)

    def key(self):
        self.press(self.random.choice(KEYS))

    def press(self, key):
        if self.app.root.focus_get() is None:  # without a window manager nobody gives it back
            self.app.root.focus_force()
            until(self.app, lambda: self.app.root.focus_get() is not None, "the window has the focus")
        self.hand.key(key)

    def rare(self):
        if self.random.random() < 0.5:
            self.press(self.random.choice(RARE))

    def resize(self):
        if self.random.random() < 0.3 and not self.app.choices.presenter.get():
            self.app.root.geometry(f"{self.random.randint(480, 1100)}x{self.random.randint(400, 900)}")
            self.app.root.update()
        if self.random.random() < 0.1:
            self.app.choices.theme.set(self.random.choice(["light", "dark"]))


def test_a_monkey_breaks_nothing(open_app, monkeypatch, tmp_path):
    """Drawing, erasing, undo, resizing, pasting, saving, models, themes in any order: no exception, a sound history."""
    picture, model, saved = tmp_path / "seven.png", tmp_path / "other.tflite", tmp_path / "saved.digitpad"
    ImageOps.invert(pad_image([Stroke(tuple(SEVEN))], (300, 300), 0.75, 15)).save(picture)
    shutil.copy(models_folder() / "digitpad.tflite", model)
    app, hand = open_app(settings=Settings(theme="light"))
    clipboard.copy_text(app.root, str(picture))
    monkeypatch.setattr(dialogs, "ask_save", lambda _root, _title, name, _types: tmp_path / f"saved{Path(name).suffix}")
    answers = {True: model, False: picture}
    monkeypatch.setattr(dialogs, "ask_open", lambda _root, title, _types: answers[title.startswith("Model")])
    seed = random.randrange(10**6)
    print(f"the monkey's seed is {seed}")
    monkey = Monkey(app, hand, seed)
    for _ in range(EVENTS):
        monkey.step()
    until(app, lambda: not app.session.pending, "all is answered")
    assert not log_file().exists(), log_file().read_text()
    if saved.exists():
        Drawing.load(saved)
    last, steps = app.session.document, 0
    while app.session.history.undo():
        steps += 1
    for _ in range(steps):
        assert app.session.history.redo()
    assert app.session.document == last
