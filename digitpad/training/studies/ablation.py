"""What each part of digitpad's recipe brings, for the model card: ``make ablation``.

A short schedule is trained with ever more of the recipe, then all of it with two other seeds, so that a change can be
told from luck. Accuracy is measured on validation data: the test sets choose nothing. About half an hour on two cores;
models that are there already are not trained again.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np

from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.mnist import load_mnist
from digitpad.training.data.splits import digits_of, letters_of, mnist_validation
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.measuring.measures import auroc
from digitpad.training.studies.card import write_section

FOLDER = Path("runs", "ablation")
FEWER = ("--stroke-repeats", "1", "--letters", "4500", "--doodles", "2500", "--several", "2000")
SCHEDULE = ("--epochs", "3", *FEWER)
NO_STROKES, NO_AUGMENT, NO_OUTLIERS = "--no-strokes", "--no-augment", "--no-outliers"
NO_AVERAGE, AVERAGE = ("--averaged", "0"), ("--averaged", "0.5")
ROWS: dict[str, tuple[str, ...]] = {
    "MNIST only": (NO_STROKES, NO_AUGMENT, NO_OUTLIERS, *NO_AVERAGE),
    "+ strokes": (NO_AUGMENT, NO_OUTLIERS, *NO_AVERAGE),
    "+ augmentation": (NO_OUTLIERS, *NO_AVERAGE),
    "+ outliers": NO_AVERAGE,
    "+ averaging": AVERAGE,
    "all of it, seed 2": (*AVERAGE, "--seed", "2"),
    "all of it, seed 3": (*AVERAGE, "--seed", "3"),
}
HEADER = """`make ablation` trains `digitpad train --recipe digitpad` for 3 epochs, in which strokes and outliers come
up half as often: with ever more of the recipe, one seed, then all of it with two more. Accuracy is measured on
validation data, MNIST's last 5,000 training images and the digits of the validation writers; AUROC is that of
confidence, those digits against the same writers' clear letters.

| | MNIST | strokes | letters: AUROC |
|---|---|---|---|
"""


def main() -> None:
    """Train what is missing, measure, and write the table."""
    mnist, strokes = load_mnist(), load_strokes()
    images, labels = mnist_validation(mnist)
    digits, letters = digits_of(strokes, "validation"), letters_of(strokes, "validation")
    drawings, others = ([part.drawing(i) for i in range(len(part))] for part in (digits, letters))
    lines = []
    for number, (name, flags) in enumerate(ROWS.items()):
        model = FOLDER / f"{number}.keras"
        if not model.exists():
            FOLDER.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-m", "digitpad", "train", "--recipe", "digitpad", *SCHEDULE, *flags]
            subprocess.run([*command, "--out", str(model)], check=True)
        recognizer = Recognizer(model)
        read = recognizer.predict_many(list(images))
        drawn = recognizer.predict_many(drawings)
        shares = [
            np.mean([prediction.digit for prediction in read] == labels),
            np.mean([str(prediction.digit) for prediction in drawn] == digits.labels),
        ]
        confidences = [[p.confidence for p in given] for given in (drawn, recognizer.predict_many(others))]
        lines.append(f"| {name} | {shares[0]:.2%} | {shares[1]:.2%} | {auroc(*map(np.array, confidences)):.4f} |")
        print(lines[-1], file=sys.stderr)
    write_section("ablation", HEADER + "\n".join(lines))


if __name__ == "__main__":
    main()
