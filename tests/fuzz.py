"""Search for what breaks the property tests, with fresh seeds, for minutes: ``python -m tests.fuzz MINUTES``.

What is found is printed as it can be kept: as an ``@example`` to put on the test. Exit status 1 if there is something.
"""

import re
import secrets
import sys
import time
from pathlib import Path

import pytest

EXAMPLES = 500
# How hypothesis says it; older versions said "Falsifying example".
FAILING = re.compile(r"(?:Failing test case|Falsifying example): \w+\(\n(?P<arguments>.*?)\n\)", re.DOTALL)


def kept(error):
    """The ``@example`` that makes an error come again, from hypothesis's notes; for a state machine its steps."""
    notes = "\n".join(getattr(error, "__notes__", []))
    found = FAILING.search(notes)
    if found is None:
        return notes or repr(error)
    # Fixtures and parameters are named too, though nobody drew them: they are for a person to leave out.
    arguments = (line.split("  # ")[0].strip() for line in found["arguments"].splitlines())
    return f"@example({' '.join(arguments).removesuffix(',')})"


class Finds:
    """What pytest tells while it runs: remembers what failed, and leaves that out from then on."""

    def __init__(self):
        self.examples: dict[str, str] = {}

    def pytest_collection_modifyitems(self, config, items):
        known = [item for item in items if item.nodeid in self.examples]
        items[:] = [item for item in items if item.nodeid not in self.examples]
        config.hook.pytest_deselected(items=known)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield  # only now pytest has put in what a state machine raised
        if report.failed:
            errors = getattr(call.excinfo.value, "exceptions", [call.excinfo.value])
            self.examples[item.nodeid] = "\n".join(map(kept, errors))
            print(f"\n{item.nodeid}\n{self.examples[item.nodeid]}", flush=True)
        return report


def with_properties():
    """The test files that draw anything, so that a round needs no seconds to import the others."""
    files = Path(__file__).parent.rglob("test_*.py")
    return sorted(str(file) for file in files if "hypothesis" in file.read_text(encoding="utf-8"))


def main(minutes):
    finds, files, rounds, end = Finds(), with_properties(), 0, time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        seed, rounds = secrets.randbelow(2**32), rounds + 1
        print(f"Round {rounds}: seed {seed}", flush=True)
        options = ["-m", "hypothesis", "-q", "-p", "no:cacheprovider", "--hypothesis-profile", "fuzz", "--no-summary"]
        options += [f"--hypothesis-seed={seed}", f"--randomly-seed={seed}"]
        status = pytest.main([*options, *files], plugins=[finds])
        if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return int(status)
    print(f"\n{rounds} rounds of {EXAMPLES} examples, {len(finds.examples)} tests to mend.")
    for test, example in finds.examples.items():
        print(f"\n{test}\n{example}")
    return 1 if finds.examples else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
