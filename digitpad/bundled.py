"""Finds the files that ship with digitpad, wherever it runs from.

A wheel carries the checkout's folder models/ inside the package, and so does the frozen program; an editable install
and a plain checkout have it beside the package.
"""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def is_packaged() -> bool:
    """Tell whether this is the packaged program, which has neither the libraries of training nor a network."""
    return bool(getattr(sys, "frozen", False))


def models_folder() -> Path:
    """Return the folder of the bundled model and its facts file; it may be missing in a damaged installation."""
    inside = _PACKAGE / "models"
    return inside if inside.is_dir() else _PACKAGE.parent / "models"
