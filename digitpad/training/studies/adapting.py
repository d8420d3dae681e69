"""Chooses how much examples of a hand say: ``python -m digitpad.training.studies.adapting [MODEL] [--write]``.

It measures on the validation writers, and on harder hands made of theirs: every digit of one writer turned, slanted and
stretched alike, so that there are errors enough to choose by. What it prints is the model's kernel; with --write it
goes into the facts file beside the model. Without a model it is the kernel of drawings, which are compared by both
networks that ship; for models/digitpad.tflite that of pictures.
"""

import argparse
import json
from dataclasses import asdict, replace
from itertools import product
from pathlib import Path

from digitpad.reading.adapting import FACT, Kernel
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.splits import digits_of, letters_of
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.learning.run_folder import write_json
from digitpad.training.measuring.adapting import Harm, gains, harm
from digitpad.training.measuring.hands import Reader, hard_hands

# Weaker examples don't get the better of a network that is sure to see no digit.
REACHES, STRENGTHS = (0.08, 0.1, 0.12, 0.14, 0.16, 0.18), (32.0, 64.0)
DIGIT_REACHES, DIGIT_STRENGTHS = (0.08, 0.1, 0.12, 0.14), (128.0,)
# So many letters, of all, may become digits by examples of their own writers; strangers may lose nothing worth a word.
LETTERS_LOST, STRANGERS_LOST = 0.005, 0.0003
# Pairs of writers that are enough to tell.
PAIRS = 400


def allowed(found: Harm) -> bool:
    """Tell whether letters and strangers are left alone."""
    letters, strangers = found.letters, found.strangers
    return letters[0] - letters[1] <= LETTERS_LOST and strangers[1] - strangers[0] <= STRANGERS_LOST


def chosen(recognizer: Recognizer, digits: StrokeSet, letters: StrokeSet) -> Kernel:
    """Return the kernel that leaves others alone and loses fewest digits; of equals, the one that reads most signs."""
    reader = Reader(recognizer, Kernel())
    plain, hard, others = reader.hands(digits), reader.hands(hard_hands(digits)), reader.hands(letters)

    def worth(kernel: Kernel) -> tuple[bool, int, float]:
        with_it = replace(reader, kernel=kernel)
        found = harm(with_it, plain, others, pairs=PAIRS)
        lost = sum(gain.lost[1] for hands in (plain, hard) for gain in gains(with_it, hands, corrections=False))
        print(f"{kernel}: {lost} wrong or refused, {found}", flush=True)
        return not allowed(found), lost, -found.signs[1]

    return min((Kernel(*values) for values in product(REACHES, STRENGTHS, DIGIT_REACHES, DIGIT_STRENGTHS)), key=worth)


def main() -> None:
    """Choose, print, and write where asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", nargs="?", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    recognizer, strokes = Recognizer(arguments.model), load_strokes()
    kernel = chosen(recognizer, digits_of(strokes, "validation"), letters_of(strokes, "validation"))
    print(json.dumps({FACT: asdict(kernel)}))
    if arguments.write:
        path = recognizer.paths[-1].with_suffix(".json")
        write_json(path, {**json.loads(path.read_text(encoding="utf-8")), FACT: asdict(kernel)})


if __name__ == "__main__":
    main()
