"""``digitpad self-test``: shows that an installation is whole, from the libraries to the answer."""

import argparse
import hashlib
import json
import platform
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad import __version__, texts
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    from digitpad.reading.recognizer import Recognizer

LIBRARIES = ("numpy", "pillow", "ai-edge-litert", "connected-components-3d", "platformdirs", "tkinterdnd2")
# Ten drawing documents, 0 to 9, written as a schoolbook shows them.
KNOWN_DIGITS = Path(__file__).with_name("self_test_digits.json")


def add_self_test_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--model", metavar="FILE", type=Path, help=texts.MODEL_HELP)


def run_self_test(arguments: argparse.Namespace) -> int:
    """Print versions and the model's digest, read ten known digits, and return 0 if all were read rightly, else 1."""
    print(f"digitpad {__version__}")
    print(f"Python {platform.python_version()}, {platform.platform()}")
    for library in LIBRARIES:
        print(f"{library} {_version(library)}")

    from digitpad.reading.recognizer import Recognizer  # here, so that versions are printed even where this fails

    recognizer = Recognizer(arguments.model)
    for path in recognizer.paths:
        print(f"{path.name} SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return _read_known_digits(recognizer)


def known_drawings() -> list[Drawing]:
    """Return ten drawings, of 0 to 9 in this order."""
    documents = json.loads(KNOWN_DIGITS.read_text(encoding="utf-8"))
    return [Drawing.from_json(json.dumps(document)) for document in documents]


def _read_known_digits(recognizer: "Recognizer") -> int:
    drawings = known_drawings()
    predictions = recognizer.predict_many(drawings)
    for digit, prediction in enumerate(predictions):
        print(f"{digit}: {texts.verdict_words(prediction)}")
    right = sum(prediction.digit == digit for digit, prediction in enumerate(predictions))
    print(texts.SELF_TEST_RESULT.format(right=right, total=len(drawings)))
    return 0 if right == len(drawings) else 1


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:  # a frozen program brings the library without its metadata
        return texts.NO_VERSION
