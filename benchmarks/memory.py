"""Memory of the open pad after ten answers, beside a bare Keras script: ``python -m benchmarks.memory``."""

import sys
import tempfile
from pathlib import Path

from benchmarks.launch import SEVEN
from benchmarks.side_by_side import Budget, by_turns, lines_of, report, use_two_cores
from tests.display import virtual_display

ROUNDS = 3
ANSWERS = "10"
PAD, KERAS = "the pad after ten answers", "bare Keras script after one"


def main() -> int:
    """Measure and report; return 1 if the budget was missed."""
    use_two_cores()
    with virtual_display() as display, tempfile.TemporaryDirectory() as folder:
        drawing = Path(folder) / "seven.digitpad"
        drawing.write_text(SEVEN.to_json(), encoding="utf-8")
        results = by_turns(
            {
                PAD: lambda: float(lines_of("pad_answers", ANSWERS, str(drawing), display=display)[-1]),
                KERAS: lambda: float(lines_of("bare_keras")[-1]),
            },
            ROUNDS,
        )
    return report("Memory", "MB in RAM", results, [Budget("pad / bare Keras script", PAD, KERAS, 1 / 6)])


if __name__ == "__main__":
    sys.exit(main())
