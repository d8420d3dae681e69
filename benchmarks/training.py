"""Epoch time and memory of a recipe beside the plain script, and the loading of the data sets.

``python -m benchmarks.training``, with DIGITPAD_DATA naming the folder of the data sets.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.side_by_side import Budget, lines_of, report, use_two_cores
from digitpad.training.data.mnist import load_mnist
from digitpad.training.data.stroke_data import load_strokes

ROUNDS = 3
OURS, PLAIN = "the recipe cnn-adam", "the plain script"
FROM_DISK, FROM_CACHE = 60.0, 3.0


def main() -> int:
    """Measure and report; return 1 if a budget was missed."""
    data = os.environ.get("DIGITPAD_DATA")
    if not data:
        print("Please name the folder of the data sets in DIGITPAD_DATA.", file=sys.stderr)
        return 1
    use_two_cores()
    seconds: dict[str, list[float]] = {OURS: [], PLAIN: []}
    memory: dict[str, list[float]] = {OURS: [], PLAIN: []}
    for _ in range(ROUNDS):
        for name, program in ((OURS, "recipe_cnn"), (PLAIN, "tutorial_cnn")):
            with tempfile.TemporaryDirectory() as folder:
                took, peak = lines_of(program, data, folder)
            seconds[name].append(float(took))
            memory[name].append(float(peak))
    missed = report("Second epoch", "seconds", seconds, [Budget("recipe / plain script", OURS, PLAIN, 1.05)])
    missed |= report("Peak memory", "MB", memory, [Budget("recipe / plain script", OURS, PLAIN, 1.1)])
    return missed | _loading(Path(data))


def _loading(data: Path) -> int:
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        disk, *cached = [_seconds_to_load(data) for _ in range(4)]
    from_cache = statistics.median(cached)
    print("\nLoading all three data sets (seconds)")
    kept = disk <= FROM_DISK and from_cache <= FROM_CACHE
    print(f"  from disk {disk:.2f}, budget {FROM_DISK:.0f}; from cache {from_cache:.2f}, budget {FROM_CACHE:.0f}")
    return 0 if kept else 1


def _seconds_to_load(data: Path) -> float:
    start = time.perf_counter()
    load_mnist(data)
    load_strokes(data)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
