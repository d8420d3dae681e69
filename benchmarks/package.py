"""Size, start and memory of the packaged program: ``python -m benchmarks.package`` after ``make package``.

All is seen from outside. Painted is when the screen looks as it does in the end, but for a two-hundredth of its pixels;
answered is when the answer stands there too. Both pictures are taken in a first run, which doesn't count.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

import digitpad
from benchmarks.launch import SEVEN
from benchmarks.screen import Screen, readable_screen
from benchmarks.side_by_side import ROOT, use_two_cores

ROUNDS = 15
DIST = ROOT / "dist"
PROGRAM = DIST / "digitpad" / "digitpad"
PAINTED, ANSWERED = 0.995, 0.9995
PATIENCE = 30.0  # seconds
# Nothing on the screen has changed for this long: it is done. Only the first run waits for that, and it isn't timed.
STILL = 1.5
# What, its unit, at most, and what would be good.
BUDGETS = {
    "one-folder size": ("MB", 90, 60),
    "one-file size": ("MB", 35, 25),
    "start to painted window": ("s", 0.25, 0.15),
    "start to first answer": ("s", 0.4, 0.25),
    "memory after an answer": ("MB", 80, 65),
}


def main() -> int:
    """Measure and report; return 1 if a budget was missed."""
    use_two_cores()
    results = {"one-folder size": [_folder_size() / 1e6], "one-file size": [_one_file().stat().st_size / 1e6]}
    results |= {name: [] for name in list(BUDGETS)[2:]}
    with readable_screen() as screen, tempfile.TemporaryDirectory() as folder:
        drawing = Path(folder) / "seven.digitpad"
        drawing.write_text(SEVEN.to_json(), encoding="utf-8")
        painted, answered = _end_pictures(screen, drawing)
        for _ in range(ROUNDS):
            _wait(lambda: _is_black(screen))  # the window of the round before has gone
            start = time.perf_counter()
            with _running(screen, drawing) as process:
                _wait(lambda: screen.likeness(painted) >= PAINTED)
                results["start to painted window"].append(time.perf_counter() - start)
                _press_return(screen)
                _wait(lambda: screen.likeness(answered) >= ANSWERED)
                results["start to first answer"].append(time.perf_counter() - start)
                results["memory after an answer"].append(_megabytes(process.pid))
    return _report(results)


def _folder_size() -> int:
    return sum(path.lstat().st_size for path in PROGRAM.parent.rglob("*") if path.is_file())


def _one_file() -> Path:
    names = DIST.glob(f"digitpad-{digitpad.__version__}-linux-*")
    return next(path for path in names if path.suffix != ".gz")


def _end_pictures(screen: Screen, drawing: Path) -> "tuple[np.ndarray, np.ndarray]":
    """Return the screen as it is when the window has come to rest, and when it has answered and come to rest."""
    with _running(screen, drawing):
        _wait(lambda: not _is_black(screen))
        painted = _at_rest(screen)
        _press_return(screen)
        return painted, _at_rest(screen)


def _is_black(screen: Screen) -> bool:
    return not screen.pixels[..., :3].any()


def _at_rest(screen: Screen) -> "np.ndarray":
    picture, since = screen.pixels.copy(), time.perf_counter()
    while time.perf_counter() - since < STILL:
        if screen.likeness(picture) < 1:
            picture, since = screen.pixels.copy(), time.perf_counter()
        time.sleep(0.05)
    return picture


@contextmanager
def _running(screen: Screen, drawing: Path) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen([PROGRAM, drawing], env={**os.environ, "DISPLAY": screen.display})
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _press_return(screen: Screen) -> None:
    # Without a window manager nobody gives the new window the keyboard.
    command = ["xdotool", "search", "--onlyvisible", "--name", "digitpad$", "windowfocus", "--sync", "key", "Return"]
    subprocess.run(command, env={**os.environ, "DISPLAY": screen.display}, check=True, stdout=subprocess.DEVNULL)


def _wait(condition) -> None:
    deadline = time.perf_counter() + PATIENCE
    while not condition():
        if time.perf_counter() > deadline:
            raise SystemExit("The window doesn't get to look as it did in the first run.")
        time.sleep(0.001)


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) * 1024 / 1e6


def _report(results: dict[str, list[float]]) -> int:
    missed = 0
    print("\nThe packaged program")
    print(f"  {'':<24} {'median':>8} {'least':>8} {'most':>8}  {'budget':>7} {'aim':>6}")
    for name, (unit, most, aim) in BUDGETS.items():
        values = results[name]
        median = statistics.median(values)
        verdict = "aim reached" if median <= aim else "kept" if median <= most else "MISSED"
        missed += median > most
        spread = f"{median:8.3f} {min(values):8.3f} {max(values):8.3f}"
        print(f"  {name:<24} {spread}  {most:>7} {aim:>6}  {unit:<2}  {verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
