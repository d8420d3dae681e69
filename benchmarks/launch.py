"""Launch to painted window, and launch to first answer: ``python -m benchmarks.launch``."""

import sys
import tempfile
from pathlib import Path

from benchmarks.side_by_side import Budget, by_turns, report, seconds_to_first_line, use_two_cores
from digitpad import Drawing
from tests.display import virtual_display

ROUNDS = 7
SEVEN = Drawing.from_strokes([[(130, 95), (270, 95), (180, 320)]])

EMPTY, PAD, WITH_TENSORFLOW = "empty themed Tk window", "the pad", "the pad with “import tensorflow” at the top"
ANSWER, KERAS = "the pad's first answer", "bare Keras script"


def main() -> int:
    """Measure and report; return 1 if a budget was missed."""
    use_two_cores()
    with virtual_display() as display, tempfile.TemporaryDirectory() as folder:
        drawing = Path(folder) / "seven.digitpad"
        drawing.write_text(SEVEN.to_json(), encoding="utf-8")
        results = by_turns(
            {
                EMPTY: lambda: seconds_to_first_line("empty_window", display=display),
                PAD: lambda: seconds_to_first_line("pad", display=display),
                WITH_TENSORFLOW: lambda: seconds_to_first_line("pad", "tensorflow", display=display),
                ANSWER: lambda: seconds_to_first_line("pad_answers", "1", str(drawing), display=display),
                KERAS: lambda: seconds_to_first_line("bare_keras"),
            },
            ROUNDS,
        )
    return report(
        "Launch",
        "seconds",
        results,
        [
            Budget("painted window / empty window", PAD, EMPTY, 1.5),
            Budget("painted window / with TensorFlow", PAD, WITH_TENSORFLOW, 1 / 10),
            Budget("first answer / bare Keras script", ANSWER, KERAS, 0.15),
        ],
    )


if __name__ == "__main__":
    sys.exit(main())
