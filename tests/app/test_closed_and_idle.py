"""What shows the network at work costs nothing while it is closed, and no processor while nothing happens."""

import subprocess
import sys

from digitpad.settings import Settings
from tests.app.hand import SEVEN, until
from tests.patience import PATIENCE

# Answers a drawing in a window that is closed then, and prints what was imported.
ANSWERED = """
import sys
from digitpad import Drawing
from digitpad.app import window
from digitpad.reading.recognizer import Recognizer
from digitpad.settings import Settings

app = window.App(Recognizer, Drawing(400, 400).with_stroke([(130, 95), (270, 95), (180, 320)]), settings=Settings())
app.root.bind("<<Painted>>", lambda event: app.looks.actions["predict"].run())
app.root.bind("<<Answered>>", lambda event: app.quit())
app.run()
print(*sorted(sys.modules))
"""
# Draws once the model is there, and prints what of the program and of Pillow was imported for that.
DRAWN = """
import sys
from digitpad.app import window
from digitpad.reading.recognizer import Recognizer
from digitpad.settings import Settings

app = window.App(Recognizer, settings=Settings(newcomer=False))
known = set()

def wait():
    if app.session.pending or "digitpad.app.views.dropping" not in sys.modules:  # that comes by a clock of its own
        app.root.after(10, wait)
    else:
        app.root.after_idle(draw)

def draw():
    known.update(sys.modules)
    canvas = app.looks.view.pad.canvas
    canvas.event_generate("<ButtonPress-1>", x=100, y=100)
    move(1)

def move(step):
    canvas = app.looks.view.pad.canvas
    if step < 40:
        canvas.event_generate("<Motion>", x=100 + 3 * step, y=100 + step, state=0x100)
        app.root.after(10, move, step + 1)
    elif not app.session.interim.moments:
        app.root.after(10, move, step)
    else:
        canvas.event_generate("<ButtonRelease-1>", x=220, y=140, state=0x100)

def answered(event):
    print(*sorted(name for name in {*sys.modules} - known if name.startswith(("digitpad", "PIL"))))
    app.root.after_idle(app.quit)

app.root.bind("<<Painted>>", lambda event: app.root.after_idle(wait))
app.root.bind("<<Answered>>", answered)
app.run()
"""
# What only those need who watch it think.
THINKING = (
    *(
        f"digitpad.insight.{name}"
        for name in ("scene", "shades", "layout", "grid", "layers", "outputs", "card", "stills")
    ),
    *(f"digitpad.app.views.{name}" for name in ("inside", "scenes", "side_by_side", "what_if", "digit_map", "play")),
    *(f"digitpad.app.session.{name}" for name in ("looking", "rivals", "wondering", "mapping", "playing")),
    *(f"digitpad.reading.{name}" for name in ("explanation", "what_if", "counterfactual", "digit_map", "heatmap")),
    *(f"digitpad.reading.engines.{name}" for name in ("litert_inside", "flatbuffer", "keras_inside")),
)
WINDOWS = ("inside", "side by side", "what if", "map", "play")


def test_closed_none_of_it_is_loaded(screen):
    """A window that has answered a drawing has imported nothing of it."""
    ended = subprocess.run([sys.executable, "-c", ANSWERED], capture_output=True, text=True, timeout=PATIENCE)
    assert ended.returncode == 0, ended.stderr
    loaded = ended.stdout.split()
    assert "digitpad.app.session.answered" in loaded
    assert [name for name in loaded if name.startswith(THINKING)] == []


def test_a_first_stroke_imports_nothing(screen):
    """All that it needs, and its moments and its answer, was loaded while nobody waited."""
    ended = subprocess.run([sys.executable, "-c", DRAWN], capture_output=True, text=True, timeout=PATIENCE)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == []


def test_open_and_idle_nothing_runs(open_app):
    """With all windows open on a drawing, once all is shown no clock ticks, and the worker has nothing to do."""
    app, hand = open_app(settings=Settings(theme="light"))
    hand.draw(SEVEN)
    for name in WINDOWS:
        app.looks.companions.show(name)
    waits = lambda: app.root.tk.splitlist(app.root.tk.call("after", "info"))  # noqa: E731
    until(app, lambda: app.session.answers.current is not None and not app.session.pending and not waits(), "all rests")
    told = []
    app.session.subscribe(told.append)
    for _ in range(20):
        app.root.update()
    assert (waits(), told, app.poller.polling) == ((), [], False)
    assert len(app.looks.companions.open) == len(WINDOWS)


def test_closed_while_it_reads_nothing_is_left_to_be_called(open_app):
    """The window's clock is taken back with it, and is not set again: Tk would complain of what is no more."""
    app, hand = open_app(settings=Settings(theme="light"))
    hand.draw(SEVEN)
    app.session.answers.ask_anew()
    assert app.poller.polling
    before = app.root.tk.splitlist(app.root.tk.call("after", "info"))
    app.poller.end()
    app.poller.poll_soon()
    left = app.root.tk.splitlist(app.root.tk.call("after", "info"))
    assert not {*left} - {*before}
    assert not [name for name in left if "_poll" in str(app.root.tk.call("after", "info", name))]
