"""The networks of a model, and what examples add: raw scores of digit images and of drawings."""

import os
import threading
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from digitpad import texts
from digitpad.bundled import models_folder
from digitpad.errors import UserError
from digitpad.ink.drawing import Drawing
from digitpad.ink.normalising import SIDE
from digitpad.ink.planes import stroke_planes
from digitpad.reading.adapting import Examples, Kernel, kernel_of, left_out, of_scores, unit
from digitpad.reading.digit_image import digit_image
from digitpad.reading.engines import Outputs, load_engine
from digitpad.reading.facts import Facts, check_sha256, facts_beside, read_facts
from digitpad.reading.judging import class_probabilities, judged, output_kind
from digitpad.reading.strokes_model import StrokesModel, joined, load_strokes_model

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

BUNDLED_MODEL = "digitpad.tflite"
BUNDLED_FACTS = "digitpad.json"
STROKES_MODEL = "digitpad-strokes.tflite"


class Networks:
    """The picture network, the strokes network where there is one, and examples; :class:`Recognizer` has the arguments.

    Attributes:
        path: of the picture network's file.
        facts: how to read its scores.
        output: what kind of scores they are.
        strokes: the network of drawings, or None.
        examples: what is adapted to.
    """

    def __init__(
        self,
        model: str | os.PathLike[str] | None = None,
        examples: "str | os.PathLike[str] | Iterable[tuple[Any, int]] | None" = None,
    ) -> None:
        folder = models_folder()
        self.path = Path(model) if model is not None else folder / BUNDLED_MODEL
        facts = facts_beside(self.path) if model is not None else read_facts(folder / BUNDLED_FACTS)
        if facts is not None:
            check_sha256(self.path, facts)
        self._engine = load_engine(self.path)
        # A model of one's own answers alone.
        self.strokes = load_strokes_model(folder / STROKES_MODEL) if model is None else None
        self._lock = threading.Lock()
        self.facts = facts or Facts()
        # Two pictures show what kind of scores a model of unknown origin gives, and warm the runtime up.
        probe = self._engine.outputs(np.stack([np.zeros((SIDE, SIDE), np.float32), np.eye(SIDE, dtype=np.float32)]))
        self.output = self.facts.output or output_kind(probe.scores)
        kernel = kernel_of(dict(self.facts.document), self.path.with_suffix(".json"))
        of_drawings = kernel if self.strokes is None else self.strokes.kernel
        self.examples = Examples(self._embedded, kernel, of_drawings, self._embedding(probe).shape[1])
        if examples is not None:
            self.examples.add_many(_pairs(examples))

    @property
    def paths(self) -> tuple[Path, ...]:
        """The model files that answer: of the picture network, and of the strokes network if there is one."""
        return (self.path,) if self.strokes is None else (self.path, self.strokes.path)

    def weighing(self, weight: float) -> Self:
        """Return a recogniser that lets the strokes network count for as much, 0..1: 0 is the picture network alone."""
        other = copy(self)
        if other.strokes is not None:
            other.strokes = replace(other.strokes, facts=replace(other.strokes.facts, weight=weight))
        return other

    def _joined(self, strokes: StrokesModel, seen: Outputs, planes: "NDArray[np.float32]") -> Outputs:
        """Return what both networks together say of drawings, logits (n, 11), of whose ink one has said this."""
        with self._lock:
            said = strokes.engine.outputs(planes)
        embeddings = None if seen.embeddings is None or said.embeddings is None else unit(said.embeddings)
        return Outputs(joined(seen.scores, said.scores, strokes.facts.weight), seen.embeddings, embeddings)

    @staticmethod
    def _as_trained(scores: "NDArray[np.float32]", facts: Facts, output: str) -> "NDArray[np.float64]":
        """Return the classes' chances among the pictures of training, where "no digit" is no exception."""
        shifts = np.array([0] * 10 + [facts.no_digit_shift] * (scores.shape[1] - 10), np.float32)
        return class_probabilities(scores + shifts if output == "logits" else scores, output, 1.0)

    def _seen(self, images: "NDArray[np.float32]") -> Outputs:
        """Return what the picture network says of digit images; with unit embeddings only where examples speak."""
        with self._lock:
            outputs = self._engine.outputs(images)
        return Outputs(outputs.scores, self._embedding(outputs) if self.examples.speak else None)

    def _adapted(self, seen: Outputs, output: str) -> "NDArray[np.float32]":
        """Return raw scores, of one network or of both together, as the examples change them."""
        if seen.embeddings is None:
            return seen.scores
        return self.examples.adapted(seen.scores, seen.embeddings, output, seen.strokes)

    def _embedding(self, outputs: Outputs) -> "NDArray[np.float32]":
        return unit(of_scores(outputs.scores, self.output) if outputs.embeddings is None else outputs.embeddings)

    def outputs(self, sources: "Iterable[Drawing | Image.Image | NDArray[Any]]") -> Outputs:
        """Return raw scores of digits, without examples, and their embeddings, of unit length.

        Args:
            sources: what :func:`digitpad.digit_image` takes, at least one, each with ink. Drawings have the scores of
                both networks together, and the embeddings of both.

        Raises:
            UserError: for a blank.
        """
        given = list(sources)
        planes = {} if self.strokes is None else planes_of_drawings(given)
        images = np.stack([planes[i][..., 0] if i in planes else digit_image(each) for i, each in enumerate(given)])
        if not images.any(axis=(1, 2)).all():
            raise UserError(texts.BLANK_EXAMPLE)
        with self._lock:
            outputs = self._engine.outputs(images)
        scores, embeddings, strokes = outputs.scores.copy(), self._embedding(outputs), None
        if planes and self.strokes is not None:
            drawn = [*planes]
            both = self._joined(self.strokes, Outputs(scores, embeddings).of(drawn), np.stack([*planes.values()]))
            scores[drawn] = both.scores
            if both.strokes is not None:
                strokes = np.zeros((len(given), both.strokes.shape[1]), np.float32)
                strokes[drawn] = both.strokes
        return Outputs(scores, embeddings, strokes)

    @property
    def drawing_facts(self) -> Facts:
        """How to read the raw scores of drawings."""
        return self.facts if self.strokes is None else self.strokes.facts

    def seen_by_all(self, outputs: Outputs) -> "tuple[NDArray[np.float32], Kernel]":
        """Return the unit embeddings by which things are compared with one another, and how much that says.

        Args:
            outputs: of :meth:`outputs`; of drawings, by both networks, where all of them are drawings.
        """
        assert outputs.embeddings is not None, "scores stand in for them"
        if outputs.strokes is None or not outputs.strokes.any(axis=1).all():
            return outputs.embeddings, self.examples.kernel
        return unit(outputs.embeddings, outputs.strokes), self.examples.of_drawings

    def judged_by_the_others(
        self, sources: "Sequence[Drawing | Image.Image | NDArray[Any]]", labels: "Sequence[int]"
    ) -> list[tuple[bool, bool]]:
        """Say of each example whether it is read rightly without any, and with all the others as examples.

        Args:
            sources: each with ink; whether they are in :attr:`examples` makes no difference.
            labels: 0..9, as many.

        Returns:
            (without, with) for each; what is refused isn't read rightly.

        Raises:
            UserError: for a blank, or a label that is none.
        """
        before = self.outputs(sources)
        embeddings, kernel = self.seen_by_all(before)
        after = left_out(before.scores, embeddings, labels, kernel, self.output)
        facts = self.drawing_facts if all(isinstance(source, Drawing) for source in sources) else self.facts
        both = (judged(scores, self.output, facts) for scores in (before.scores, after))
        return [
            (one.is_digit and one.digit == label, other.is_digit and other.digit == label)
            for one, other, label in zip(*both, labels, strict=True)
        ]

    def _embedded(self, sources: "Sequence[Any]") -> "NDArray[np.float32]":
        outputs = self.outputs(sources)
        assert outputs.embeddings is not None, "scores stand in for them"
        parts = [outputs.embeddings] if outputs.strokes is None else [outputs.embeddings, outputs.strokes]
        return np.concatenate(parts, axis=1)


def _pairs(examples: "str | os.PathLike[str] | Iterable[tuple[Any, int]]") -> "Iterable[tuple[Any, int]]":
    if not isinstance(examples, str | os.PathLike):
        return examples
    from digitpad.examples.files import labelled_pairs  # only those who adapt need it

    return labelled_pairs(Path(examples))


def planes_of_drawings(sources: "Iterable[object]") -> "dict[int, NDArray[np.float32]]":
    """Return the planes of those sources that are drawings with ink, by their places."""
    drawings = ((i, source) for i, source in enumerate(sources) if isinstance(source, Drawing))
    return {i: stroke_planes(drawing) for i, drawing in drawings if not drawing.is_blank}
