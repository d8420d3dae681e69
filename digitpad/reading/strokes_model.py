"""The second network, for drawings: it sees how the pen moved, and its answer is joined with the picture network's."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digitpad.reading.adapting import OF_DRAWINGS, Kernel, kernel_of
from digitpad.reading.engines import PLANES, Engine, load_engine
from digitpad.reading.facts import Facts, check_sha256, read_facts

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class StrokesModel:
    """A model of drawings.

    Attributes:
        path: of its file.
        engine: takes planes, (n, 28, 28, 9), and answers with logits, (n, 11).
        facts: how to read the logits of both models together, and how much this one's count.
        kernel: how much drawings that are examples say.
    """

    path: Path
    engine: Engine
    facts: Facts
    kernel: Kernel


def load_strokes_model(path: Path) -> StrokesModel | None:
    """Load the model of drawings, with the facts file beside it; None where there is none: then pictures have to do.

    Raises:
        ModelError: if it is damaged, or not the one that its facts name.
    """
    if not path.is_file():
        return None
    facts = read_facts(path.with_suffix(".json"))
    check_sha256(path, facts)
    kernel = kernel_of(dict(facts.document), path.with_suffix(".json"), OF_DRAWINGS)
    return StrokesModel(path, load_engine(path, PLANES), facts, kernel)


def joined(picture: "NDArray[np.float32]", strokes: "NDArray[np.float32]", weight: float) -> "NDArray[np.float32]":
    """Return the logits of both networks together: their weighted mean, which multiplies their chances.

    (Hinton, "Training products of experts by minimizing contrastive divergence", Neural Computation 14(8), 2002.)

    Args:
        picture: (n, 11) logits of the picture network.
        strokes: (n, 11) logits of the strokes network.
        weight: of the latter, 0..1.

    Returns:
        (n, 11) float32.
    """
    result: NDArray[np.float32] = ((1 - weight) * picture + weight * strokes).astype(np.float32)
    return result
