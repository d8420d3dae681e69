"""Makes the map of digits that ships: ``python -m digitpad.training.studies.digit_map [MODEL] [--out FILE]``.

To be run again whenever the picture network is another one. The digits are those of Pendigits' training writers, as
many of each, spread evenly over the writers' samples.
"""

import argparse
from pathlib import Path

import numpy as np

from digitpad.bundled import models_folder
from digitpad.reading.digit_image import digit_image
from digitpad.reading.digit_map import GREYS, MAP_FILE, embeddings_of, map_of, write_map
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.splits import digits_of, group_of
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.data.strokes import StrokeSet

EACH = 200


def chosen(digits: StrokeSet, each: int = EACH) -> list[int]:
    """Return the places of so many samples of each digit, or of all that there are."""
    found = []
    for digit in map(str, range(10)):
        places = np.flatnonzero((digits.labels == digit) & (group_of(digits.writers) == "pendigits"))
        found += places[np.unique(np.linspace(0, len(places) - 1, each).round().astype(int))].tolist()
    return found


def main() -> None:
    """Make it, and say what there is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", nargs="?", type=Path)
    parser.add_argument("--out", type=Path, default=models_folder() / MAP_FILE)
    arguments = parser.parse_args()
    recognizer, digits = Recognizer(arguments.model), digits_of(load_strokes(), "train")
    places = chosen(digits)
    images = np.stack([digit_image(digits.drawing(place)) for place in places])
    # Where they are shown, they have no more steps of grey than the file.
    pictures = ((images * GREYS).round() / GREYS).astype(np.float32)
    labels = digits.labels[places].astype(np.uint8)
    embeddings = np.concatenate([*embeddings_of(recognizer.outputs, pictures)])
    write_map(arguments.out, map_of(embeddings, pictures, labels), recognizer.path)
    print(f"{arguments.out}: {len(labels)} digits, {arguments.out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
