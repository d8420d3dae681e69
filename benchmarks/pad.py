"""The pad in a person's hands: motion, stroke to answer, memory of a long session: ``python -m benchmarks.pad``."""

import json
import os
import statistics
import sys
import tempfile

from benchmarks.side_by_side import lines_of, use_two_cores
from tests.display import virtual_display

CYCLES = 2000
# Milliseconds and megabytes: what a hand and a day can't notice.
MOTION_P99, DRAWING_P99, LATE_P99, ANSWER_P50, GROWTH = 4.0, 2.0, 4.0, 30.0, 5.0
# A second, while the pointer moves.
READINGS = 20.0


def main() -> int:
    """Measure and report; return 1 if a budget was missed."""
    use_two_cores()
    with virtual_display() as display, tempfile.TemporaryDirectory() as home:
        # The session is nobody's: no settings, no drawing left from it.
        os.environ.update(dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home))
        (line,) = lines_of("pad_session", str(CYCLES), display=display)
    measured = json.loads(line)
    motion = statistics.quantiles(measured["motions"], n=100)
    work = statistics.quantiles(measured["work"], n=100)
    drawing = statistics.quantiles(measured["drawing"], n=100)
    late = statistics.quantiles(measured["late"], n=100)
    answer = statistics.quantiles(measured["answers"], n=100)
    print("\nThe pad in a person's hands")
    print(f"  motion with 5,000 points on the pad: p50 {motion[49]:.2f} ms, p99 {motion[98]:.2f} ms")
    print(f"  of that the window's own work: p50 {work[49]:.2f} ms, p99 {work[98]:.2f} ms")
    print(f"  motion while the stroke is read: p50 {drawing[49]:.2f} ms, p99 {drawing[98]:.2f} ms")
    print(f"  from a motion there to its ink, whatever the window is at: p50 {late[49]:.2f} ms, p99 {late[98]:.2f} ms")
    print(f"  readings while the pointer moves: {measured['readings']:.0f} a second")
    print(f"  stroke's end to answer: p50 {answer[49]:.1f} ms, p99 {answer[98]:.1f} ms")
    print(f"  {CYCLES} cycles of draw, predict, clear: {measured['growth']:+.1f} MB")
    kept = [
        _kept("motion p99", motion[98], MOTION_P99, "ms"),
        _kept("motion p99 while it is read", drawing[98], DRAWING_P99, "ms"),
        _kept("motion to ink p99 while it is read", late[98], LATE_P99, "ms"),
        _kept("time from one reading to the next", 1000 / measured["readings"], 1000 / READINGS, "ms"),
        _kept("answer p50", answer[49], ANSWER_P50, "ms"),
        _kept("growth", measured["growth"], GROWTH, "MB"),
    ]
    return 0 if all(kept) else 1


def _kept(what: str, value: float, limit: float, unit: str) -> bool:
    print(f"  {what}: {value:.2f} {unit}, budget {limit:.0f} {unit}: {'kept' if value <= limit else 'MISSED'}")
    return value <= limit


if __name__ == "__main__":
    sys.exit(main())
