"""Time and memory for photos of many digits: ``python -m benchmarks.pages``.

Each page is read in a process of its own, on two cores, from the decoded picture to the text; the best of three
counts. Pages of half and of double the pixels, and of half and of double the digits, show how the cost grows.
"""

import sys

from benchmarks.side_by_side import lines_of, use_two_cores

# (what it is, width, height, digits)
PAGES = (
    ("12 megapixels, 500 digits", 4000, 3000, 500),
    ("12 megapixels, 250 digits", 4000, 3000, 250),
    ("12 megapixels, 1000 digits", 4000, 3000, 1000),
    ("6 megapixels, 500 digits", 2828, 2121, 500),
    ("24 megapixels, 500 digits", 5656, 4242, 500),
)
MOST_SECONDS = 2.0
MOST_MEGABYTES = 400.0


def main() -> int:
    """Measure and report; return 1 if the budget was missed."""
    use_two_cores()
    print(f"{'':28} {'digits':>7} {'found':>7} {'seconds':>8} {'layout':>8} {'MB at most':>11}")
    met = True
    for number, (name, *page) in enumerate(PAGES):
        written, found, seconds, layout, megabytes = map(float, lines_of("page_reading", *map(str, page))[-1].split())
        print(f"{name:28} {written:7.0f} {found:7.0f} {seconds:8.2f} {layout:8.2f} {megabytes:11.0f}", flush=True)
        if number == 0:
            met = seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES
    print(f"budget, first line: {MOST_SECONDS:.0f} s, {MOST_MEGABYTES:.0f} MB: {'kept' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
