"""Where a model comes from: versions, data and code, noted beside it."""

import hashlib
import platform
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad import __version__

LIBRARIES = ("keras", "numpy", "pillow", "scipy")
BACKENDS = {"tensorflow": "tensorflow", "torch": "torch", "jax": "jax"}


def provenance(data: dict[str, Iterable[NDArray[Any]]]) -> dict[str, Any]:
    """Return versions, the git revision where there is one, and the SHA-256 of each data set.

    Args:
        data: for each data set its arrays: hashed as they are read, so that it doesn't matter how they were packed.
    """
    import keras

    backend = keras.backend.backend()
    versions = {"digitpad": __version__, "python": platform.python_version()}
    versions |= {name: version(name) for name in (*LIBRARIES, BACKENDS.get(backend, backend))}
    return {
        "versions": versions,
        "backend": backend,
        "git_revision": _git_revision(),
        "data_sha256": {name: _sha256(arrays) for name, arrays in data.items()},
    }


def _sha256(arrays: Iterable[NDArray[Any]]) -> str:
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def _git_revision() -> str | None:
    """Return the checkout's revision, with "+" where files have been changed since; None outside a checkout."""
    folder = Path(__file__).parent
    try:
        revision = _git(folder, "rev-parse", "--short=12", "HEAD")
        return revision + ("+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.SubprocessError):
        return None


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=20)
    return done.stdout.strip()
