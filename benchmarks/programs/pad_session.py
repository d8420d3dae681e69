"""The pad in a person's hands: prints what a session costs, a line of JSON.

The argument is the number of cycles of drawing, predicting and clearing.
"""

import json
import math
import sys
import time

from benchmarks.memory_of_this import resident_megabytes
from digitpad import Recognizer
from digitpad.app.session import editing, speaking
from digitpad.app.window import App
from digitpad.settings import Settings

HELD, POINTS, MOTIONS, STROKES, WARM_UP = 0x100, 5000, 1000, 200, 200
DRAWINGS, MOTIONS_EACH, REPORT = 10, 250, 0.008
SEVEN = [(110, 90), (200, 86), (290, 82), (260, 150), (225, 230), (190, 330)]

app = App(Recognizer, settings=Settings(theme="light"))
answered: list[float] = []
app.root.bind("<<Answered>>", lambda _event: answered.append(time.perf_counter()))
app.root.geometry("880x668+0+0")
app.open()


def until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit("The pad took too long.")
        app.root.update()
        time.sleep(0.0005)
    app.root.update()


def event(name, x, y, state=HELD):
    scale = app.looks.view.pad.canvas.winfo_width() / 400
    button = {} if name == "<Motion>" else {"button": 1}
    app.looks.view.pad.canvas.event_generate(name, x=round(x * scale), y=round(y * scale), state=state, **button)


def draw(points):
    event("<ButtonPress-1>", *points[0], state=0)
    for point in points[1:]:
        event("<Motion>", *point)
    event("<ButtonRelease-1>", *points[-1])


def spiral(count):
    return [
        (200 + 170 * step / count * math.cos(step / 20), 200 + 170 * step / count * math.sin(step / 20))
        for step in range(count)
    ]


def motions():
    """Milliseconds of each motion, the work of Tk included, with a large drawing on the pad: by the clock, and of work.

    On a machine that is busy with something else, only the second says what a motion costs.
    """
    app.choices.live.set(False)
    editing.add_stroke(app.session, tuple(spiral(POINTS)))
    event("<ButtonPress-1>", 20, 200, state=0)
    times, work = [], []
    for step in range(MOTIONS):
        start, start_work = time.perf_counter(), time.thread_time()
        event("<Motion>", 200 + 180 * math.sin(step / 9), 200 + 180 * math.cos(step / 7))
        app.root.update_idletasks()
        times.append((time.perf_counter() - start) * 1000)
        work.append((time.thread_time() - start_work) * 1000)
    event("<ButtonRelease-1>", 200, 200)
    editing.clear(app.session)
    return times, work


def drawing():
    """What drawing costs while it is read: milliseconds that the window works at each motion, and readings a second.

    The pointer moves as often as a mouse tells of it. "late" are milliseconds from then on until its ink is there: what
    the window was at when the pointer moved is among them.
    """
    app.choices.live.set(True)
    times, late, seconds = [], [], 0.0
    told = []
    leave = app.session.subscribe(told.append)
    for _ in range(DRAWINGS):
        begun = time.perf_counter()
        event("<ButtonPress-1>", *curve(0), state=0)
        due = time.perf_counter()
        for step in range(1, MOTIONS_EACH):
            start = time.perf_counter()
            event("<Motion>", *curve(step / MOTIONS_EACH))
            app.root.update_idletasks()
            end = time.perf_counter()
            times.append((end - start) * 1000)
            late.append((end - due) * 1000)
            due = max(due, end - REPORT) + REPORT  # of motions that wait Tk keeps the last
            while (left := due - time.perf_counter()) > 0:
                app.root.update()
                time.sleep(min(0.0005, left))
        seconds += time.perf_counter() - begun
        event("<ButtonRelease-1>", *curve(1))
        until(lambda: not app.session.pending)
        editing.clear(app.session)
    leave()
    readings = told.count("interim") - DRAWINGS  # after each stroke there is one that was no reading in between
    return {"drawing": times, "late": late, "readings": readings / seconds}


def curve(share):
    """A place on an 8, 0..1 of the way."""
    turn = 2 * math.pi * share
    return 200 + 90 * math.sin(2 * turn), 200 - 150 * math.cos(turn)


def answers():
    """Milliseconds from the end of a stroke to its answer on the screen."""
    app.choices.live.set(True)
    times = []
    for _ in range(STROKES):
        draw(SEVEN[:-1])
        until(lambda: not app.session.pending)
        answered.clear()
        event("<ButtonPress-1>", 150, 200, state=0)
        event("<Motion>", 280, 200)
        start = time.perf_counter()
        event("<ButtonRelease-1>", 280, 200)
        until(lambda: answered)
        times.append((time.perf_counter() - start) * 1000)
        editing.clear(app.session)
    return times


def cycles(count):
    for _ in range(count):
        answered.clear()
        draw(SEVEN)
        speaking.ask(app.session)
        until(lambda: answered)
        editing.clear(app.session)
    until(lambda: not app.session.pending)


until(lambda: not app.session.pending)
result = dict(zip(("motions", "work"), motions(), strict=True)) | drawing() | {"answers": answers()}
cycles(WARM_UP)
before = resident_megabytes()
cycles(int(sys.argv[1]))
result["growth"] = resident_megabytes() - before
print(json.dumps(result), flush=True)
app.quit()
app.close()
