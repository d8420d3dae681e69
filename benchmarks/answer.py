"""Drawing to answer, warm, beside Keras on a ready picture: ``python -m benchmarks.answer``."""

import statistics
import sys

from benchmarks.side_by_side import Budget, by_turns, lines_of, report, use_two_cores

ROUNDS = 5
OURS, KERAS = "drawing to answer", "keras.Model.predict on one ready image"


def main() -> int:
    """Measure and report; return 1 if the budget was missed."""
    use_two_cores()
    times: dict[str, list[float]] = {OURS: [], KERAS: []}

    def median(name: str, program: str) -> float:
        measured = [float(line) for line in lines_of(program)]
        times[name] += measured
        return statistics.median(measured)

    results = by_turns(
        {OURS: lambda: median(OURS, "answers_digitpad"), KERAS: lambda: median(KERAS, "answers_keras")}, ROUNDS
    )
    status = report("Answer, p50 of each run", "ms", results, [Budget("ours / Keras", OURS, KERAS, 1 / 15)])
    for name, measured in times.items():
        percentiles = statistics.quantiles(measured, n=100)
        print(f"  {name}: p50 {percentiles[49]:.3f} ms, p99 {percentiles[98]:.3f} ms")
    return status


if __name__ == "__main__":
    sys.exit(main())
