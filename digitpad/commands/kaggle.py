"""``digitpad predict --kaggle``: answers to Kaggle's Digit Recognizer."""

import argparse
import sys

from digitpad import texts
from digitpad.commands.progress import Progress
from digitpad.errors import UserError
from digitpad.folders.sources import is_same_file

# So many pictures go through the network before the bar moves on.
CHUNK = 500


def run_kaggle(arguments: argparse.Namespace) -> int:
    """Read all pictures of a table, and write the table of answers."""
    if arguments.out is None or arguments.files:
        arguments.refuse(texts.KAGGLE_OUT)
    if is_same_file(str(arguments.kaggle), arguments.out):
        raise UserError(texts.about_file(arguments.out, texts.KAGGLE_ELSEWHERE))
    if arguments.out.is_file() and arguments.out.stat().st_size:
        raise UserError(texts.about_file(arguments.out, texts.FILE_THERE))
    from digitpad.examples.kaggle import load_kaggle, submission
    from digitpad.ink.export import write_whole
    from digitpad.reading.recognizer import Recognizer

    images, _ = load_kaggle(arguments.kaggle)
    recognizer = Recognizer(arguments.model, arguments.examples)
    digits: list[int] = []
    progress = Progress(images)
    try:
        for start in range(0, len(images), CHUNK):
            predictions = recognizer.predict_many(images[start : start + CHUNK])
            # An empty picture has no digit, and Kaggle wants one.
            digits += [prediction.digit or 0 for prediction in predictions]
            progress.step(len(predictions))
    finally:
        progress.close()
    write_whole(arguments.out, submission(digits).encode())
    print(texts.WROTE.format(file=arguments.out), file=sys.stderr)
    return 0
