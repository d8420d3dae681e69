"""Pages per second by the number of workers, and what a million pages cost: ``python -m benchmarks.folders``.

Pages of A4 at 150 dpi with 60 digits each are made, and read by ``digitpad.read_files`` with 1, 2, 4... workers, up to
the cores that there are; start-up of the processes is counted. ``--pages`` says how many, ``--folder`` takes scans of
your own.
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import digitpad
from benchmarks.programs.page_reading import page
from digitpad.folders.finding import found_files
from digitpad.folders.team import usable_cores

PAGES, WIDTH, HEIGHT, DIGITS = 400, 1240, 1754, 60
MILLION = 1_000_000
# Dollars for a core and hour: about what clouds ask for on demand.
PRICE = 0.05
LEAST_GAIN = 1.8


def make_pages(folder, count):
    """Write so many pages: as many different ones as are soon made, again and again."""
    kinds = [page(WIDTH, HEIGHT, DIGITS + number) for number in range(4)]
    for number in range(count):
        kinds[number % len(kinds)].save(folder / f"page {number}.jpg", quality=85)


def measure(files, workers):
    """Return the seconds that all files take."""
    start = time.perf_counter()
    bad = sum(each.reading is None for each in digitpad.read_files(files, workers))
    seconds = time.perf_counter() - start
    if bad:
        print(f"{bad} files can't be read", file=sys.stderr)
    return seconds


def main():
    """Measure and report; return 1 if two workers gain too little."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--folder", type=Path, help="with scans, instead of pages that are made")
    parser.add_argument("--price", type=float, default=PRICE, help="of a core and hour")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        if given.folder is None:
            make_pages(Path(made), given.pages)
        files = [each for each in found_files([given.folder or made], recursive=True) if isinstance(each, str)]
        print(
            "| workers | pages a second | times one worker | a million pages | core hours | at "
            f"{given.price:.2f} a core hour | MB of this process |"
        )
        print("|---|---|---|---|---|---|---|")
        measure(files[: len(files) // 10], 1)  # what is loaded once
        alone, gain, workers = None, None, 1
        while workers <= usable_cores():
            seconds = measure(files, workers)
            alone = alone or seconds
            gain = alone / seconds if workers == 2 else gain
            hours = seconds / len(files) * MILLION / 3600
            megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
            print(
                f"| {workers} | {len(files) / seconds:.1f} | {alone / seconds:.2f} | {hours:.1f} h "
                f"| {hours * workers:.1f} | {hours * workers * given.price:.2f} | {megabytes:.0f} |",
                flush=True,
            )
            workers *= 2
    if gain is None:
        return 0
    print(f"aim, two workers: {LEAST_GAIN} times one: {'kept' if gain >= LEAST_GAIN else 'MISSED'}")
    return 0 if gain >= LEAST_GAIN else 1


if __name__ == "__main__":
    sys.exit(main())
