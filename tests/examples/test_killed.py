"""What is left of the labelled digits when the process is killed in the middle of any write."""

import os
import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE

# Does all that writes examples, once for each place where it can be killed, in a process of its own each time.
STORY = '''
import itertools, os, signal, sys
from pathlib import Path
from digitpad import Drawing
from digitpad.examples import appending, records
from digitpad.examples.labelled import save_strokes
from digitpad.examples.library import Library
from digitpad.examples.session import Session

folder = Path(sys.argv[1])
path, npz, log = folder / "labelled.jsonl", folder / "set.npz", folder / "log"
numbers = itertools.count()


def drawing():
    return Drawing.from_strokes([[(next(numbers), 10), (90, 12), (40, 180)]])


def story(said):
    """Yield after each thing that somebody does."""
    cards = Session(Library(path, tail=0), seed=1)
    for place in (0, 1, 2, 0):
        cards.go_to(place)
        cards.draw(drawing())
        yield
    appending.append_lines(path, [records.new_example(drawing(), 5, "", "sheet").line() for _ in range(3)])
    yield
    library = Library(path)
    keys = [example.key for example in library]
    library.relabel(keys[:2], 9)
    yield
    library.delete(keys[1:4])
    yield
    library.undo()
    yield
    library.import_set(npz)
    yield
    library.delete(keys[:3])
    yield
    library.tidy()
    yield


def state():
    return {example.key: (example.label, example.content) for example in Library(path)}


class Torn:
    """A file of which a process that is to be killed writes a part."""

    def __init__(self, file, at):
        self._file, self._at = file, at

    def write(self, content):
        if next(writes) == self._at[0]:
            self._file.write(content[: int(len(content) * self._at[1])])
            self._file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        return self._file.write(content)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._file.close()


def live(at):
    """Tell the story in a process of its own, killed at a write with a part of it written; return how far it came."""
    global numbers, writes
    numbers, writes, keys = itertools.count(), itertools.count(), itertools.count()
    for each in folder.glob("labelled.jsonl*"):
        each.unlink()
    process = os.fork()
    if not process:
        records.new_key = lambda: f"key {next(keys)}"
        appending.open = lambda *a: Torn(open(*a), at) if a[1] != "rb" and not str(a[0]).endswith("lock") else open(*a)
        replace = os.replace
        appending.os.replace = lambda *a: replace(*a) if next(writes) != at[0] else os.kill(os.getpid(), signal.SIGKILL)
        with open(log, "w") as seen:
            for _ in story(None):
                seen.write(repr(state()) + "\\n")
                seen.flush()
        os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


save_strokes(npz, [drawing() for _ in range(3)], [1, 2, 3])
assert not live((-1, 0))
steps = [{}, *map(eval, log.read_text().splitlines())]
killed = 0
for place in itertools.count():
    for part in (0, 0.4, 0.7, 0.999, 1):
        if not live((place, part)):
            print("killed", killed, "times in", place, "places")
            sys.exit()
        killed += 1
        done = len(log.read_text().splitlines())
        before, after, found = steps[done], steps[done + 1], state()
        lost = [key for key in before if key in after and key not in found]
        wrong = {key: value for key, value in found.items() if value not in (before.get(key), after.get(key))}
        assert not lost and not wrong, (place, part, lost, wrong)
        # Whoever comes next goes on, and what is deleted then is off the disk.
        library = Library(path)
        (new,) = library.add([(drawing(), 4)])
        assert new.key in state(), (place, part)
        library.delete([new.key])
        library.tidy()
        assert state() == found and "deleted" not in path.read_text(), (place, part)
        assert not path.with_name("labelled.jsonl.new").exists()
'''


def test_a_process_that_is_killed_in_any_write_loses_at_most_what_it_was_writing(tmp_path):
    """In the cards, a sheet, the gallery, an import and tidying: all else is there, nothing deleted comes back."""
    if not hasattr(os, "fork"):
        return
    done = subprocess.run(
        [sys.executable, "-c", STORY, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[1]) >= 50
