"""Measures programs by turns and compares them."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(__file__).with_name("programs")
CORES = 2  # the budgets are for two cores


@dataclass(frozen=True)
class Budget:
    """What ours may be at most, as a share of the other: the median of the ratios of all rounds counts."""

    what: str
    ours: str
    other: str
    limit: float


def use_two_cores() -> None:
    """Keep this process and those that it starts on two cores, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def environment(display: str | None = None) -> dict[str, str]:
    """Return the environment of a measured program."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}
    # People's Python keeps what it has compiled: without that every start would measure the compiler.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables if display is None else {**variables, "DISPLAY": display}


def lines_of(program: str, *arguments: str, display: str | None = None) -> list[str]:
    """Run a program of the folder ``programs`` to its end and return what it printed."""
    done = subprocess.run(
        [sys.executable, PROGRAMS / f"{program}.py", *arguments],
        cwd=ROOT,
        env=environment(display),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def seconds_to_first_line(program: str, *arguments: str, display: str | None = None) -> float:
    """Return the time from the start of a program's process to its first line on standard output."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, PROGRAMS / f"{program}.py", *arguments],
        cwd=ROOT,
        env=environment(display),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        line = process.stdout.readline()
        seconds = time.perf_counter() - start
        process.stdout.read()
    if not line or process.returncode:
        raise SystemExit(f"The program {program} ended with status {process.returncode} and said {line!r}.")
    return seconds


def by_turns(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Measure all by turns; a first round fills the caches of the disk and of Python and doesn't count."""
    results: dict[str, list[float]] = {name: [] for name in measures}
    for turn in range(rounds + 1):
        for name, measure in measures.items():
            value = measure()
            if turn:
                results[name].append(value)
    return results


def report(title: str, unit: str, results: Mapping[str, list[float]], budgets: list[Budget]) -> int:
    """Print a small table and what became of the budgets; return the exit status, 1 if one was missed."""
    width = max(map(len, results))
    print(f"\n{title} ({unit})")
    print(f"  {'':<{width}}  {'median':>9} {'least':>9} {'most':>9}")
    for name, values in results.items():
        print(f"  {name:<{width}}  {statistics.median(values):9.3f} {min(values):9.3f} {max(values):9.3f}")
    missed = 0
    for budget in budgets:
        pairs = zip(results[budget.ours], results[budget.other], strict=True)
        ratio = statistics.median(ours / other for ours, other in pairs)
        kept = ratio <= budget.limit
        missed += not kept
        print(f"  {budget.what}: {ratio:.3f}, budget {budget.limit:.3f}: {'kept' if kept else 'MISSED'}")
    return 1 if missed else 0
