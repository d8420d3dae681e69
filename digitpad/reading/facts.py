"""The facts file: what must be known beside a model's weights to turn its raw scores into an honest answer."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digitpad import texts
from digitpad.errors import ModelError

OUTPUT_KINDS = ("logits", "softmax", "sigmoid")
# For models of other origin, whose calibration nobody has measured.
DEFAULT_SURE = 0.90
DEFAULT_DIGIT = 0.40


@dataclass(frozen=True)
class Facts:
    """How to read one model's scores.

    Attributes:
        output: "logits", "softmax" or "sigmoid"; None to find out from the scores.
        temperature: logits are divided by it; above 1 it tones confidence down.
        sure: a confidence from here on is called sure.
        digit: a chance of being a digit at all below this is called no digit.
        no_digit_shift: how much the logit of "no digit" was lowered after training, because people draw digits.
        weight: of a model of drawings: how much its logits count beside those of the picture model, 0..1.
        sha256: hexadecimal digests of model files by file name.
        document: the whole file, for people.
    """

    output: str | None = None
    temperature: float = 1.0
    sure: float = DEFAULT_SURE
    digit: float = DEFAULT_DIGIT
    no_digit_shift: float = 0.0
    weight: float = 0.5
    sha256: tuple[tuple[str, str], ...] = ()
    document: tuple[tuple[str, Any], ...] = ()


def read_facts(path: Path) -> Facts:
    """Read a facts file (JSON); keys that are not there take their defaults.

    Raises:
        ModelError: for a file that is unreadable or says something impossible.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        thresholds = document.get("thresholds", {})
        facts = Facts(
            document.get("output"),
            float(document.get("temperature", 1.0)),
            float(thresholds.get("sure", DEFAULT_SURE)),
            float(thresholds.get("digit", DEFAULT_DIGIT)),
            float(document.get("no_digit_shift", 0.0)),
            float(document.get("weight", 0.5)),
            tuple(document.get("sha256", {}).items()),
            tuple(document.items()),
        )
    except OSError as error:
        raise ModelError(texts.cannot_read(path, error)) from error
    except (ValueError, TypeError, AttributeError):
        raise ModelError(texts.about_file(path, texts.BAD_FACTS)) from None
    sensible = facts.temperature > 0 and all(0 <= share <= 1 for share in (facts.digit, facts.sure, facts.weight))
    if not sensible or facts.output not in (*OUTPUT_KINDS, None):
        raise ModelError(texts.about_file(path, texts.BAD_FACTS))
    return facts


def facts_beside(model: Path) -> Facts | None:
    """Return the facts from the .json file of the model's name, or None where there is none."""
    path = model.with_suffix(".json")
    return read_facts(path) if path.is_file() else None


def check_sha256(model: Path, facts: Facts) -> None:
    """Compare a model file with the digest that its facts name, if they name one.

    Raises:
        ModelError: if the file was changed or can't be read.
    """
    expected = dict(facts.sha256).get(model.name)
    try:
        content = model.read_bytes()
    except OSError as error:
        raise ModelError(texts.cannot_read(model, error)) from error
    if expected and hashlib.sha256(content).hexdigest() != expected:
        raise ModelError(texts.about_file(model, texts.TAMPERED_MODEL))
