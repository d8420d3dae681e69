"""The recogniser: digit images in, honest predictions out."""

import math
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from digitpad import texts
from digitpad.bundled import models_folder
from digitpad.errors import UserError
from digitpad.ink.drawing import Drawing
from digitpad.ink.normalising import SIDE, normalised
from digitpad.ink.planes import stroke_planes
from digitpad.ink.raster import is_slip
from digitpad.reading import lattice
from digitpad.reading.adapting import Examples, kernel_of, left_out, of_scores, unit
from digitpad.reading.digit_image import digit_image
from digitpad.reading.engines import Outputs, load_engine
from digitpad.reading.facts import Facts, check_sha256, facts_beside, read_facts
from digitpad.reading.grouping import StrokeLayout
from digitpad.reading.prediction import BLANK, Prediction, Reading, Token, Verdict, is_number
from digitpad.reading.strokes_model import StrokesModel, joined, load_strokes_model
from digitpad.reading.tokens import tokens_among
from digitpad.reading.words import joined_at, numbers_among, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.layout import Box, Layout, Sign

BUNDLED_MODEL = "digitpad.tflite"
BUNDLED_FACTS = "digitpad.json"
STROKES_MODEL = "digitpad-strokes.tflite"
# The least chance to be a digit at which ink in a row of digits is taken for one.
DIGIT_AMONG_DIGITS = 0.2
# Where no more than one of so many pieces is a digit, the source is taken to be one thing: a digit with a crumb beside
# it, or one that is no digit. More pieces are a page, or a digit on squared paper.
FEW_PIECES = 10
# Several digits in few strokes are a letter, if the whole isn't read as a digit, where these sum up to more than 0: the
# log odds, times these, that geometry holds the digits together (in the mean), that each is a digit and this one, and
# that this is the way to split; and a constant. Fitted to validation writers' letters and touching digits, and moved
# towards letters: of 90 letters that would be read as two digits 82 are known (50 by geometry alone), 97 of 100
# touching pairs stay numbers (96).
OF_JOINS, OF_DIGITS, OF_SPLIT, OF_LETTERS = 1.6, -1.35, 1.2, 1.4
# A picture with no longer side than this, in pixels, holds one digit, unless it is so many times wider than high.
LARGEST_SINGLE = 64
WIDE = 1.4


class Recognizer:
    """Reads one digit at a time; may be called from any thread.

    Args:
        model: a .tflite, .keras or .h5 file; by default the model that ships with digitpad. A file of the same name
            that ends in .json may hold the model's facts (the README has the format).
        examples: of the hand that is read, to adapt to: a labelled set (.npz), a file of labelled drawings (.jsonl),
            or pairs of a drawing or picture and its digit.

    Attributes:
        examples: what is adapted to; more can be added and taken away at any time, and it can be switched off.

    Raises:
        ModelError: for a model that is missing, damaged, of the wrong shape or can't run here.
        UserError: for examples that can't be read.
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
        probe = self._engine.scores(np.stack([np.zeros((SIDE, SIDE), np.float32), np.eye(SIDE, dtype=np.float32)]))
        self.output = self.facts.output or output_kind(probe)
        self.examples = Examples(self._embedded, kernel_of(dict(self.facts.document), self.path.with_suffix(".json")))
        if examples is not None:
            self.examples.add_many(_pairs(examples))

    @property
    def paths(self) -> tuple[Path, ...]:
        """The model files that answer: of the picture network, and of the strokes network if there is one."""
        return (self.path,) if self.strokes is None else (self.path, self.strokes.path)

    def weighing(self, weight: float) -> "Recognizer":
        """Return a recogniser that lets the strokes network count for as much, 0..1: 0 is the picture network alone."""
        other = copy(self)
        if other.strokes is not None:
            other.strokes = replace(other.strokes, facts=replace(other.strokes.facts, weight=weight))
        return other

    def predict(self, source: "Drawing | Image.Image | NDArray[Any]") -> Prediction:
        """Say which digit this is.

        Args:
            source: what :func:`digitpad.digit_image` takes.

        Raises:
            UserError: for anything else.
        """
        return self.predict_many([source])[0]

    def predict_many(self, sources: "Iterable[Drawing | Image.Image | NDArray[Any]]") -> list[Prediction]:
        """Say which digit each of these is, in the same order, with one pass through the network."""
        given = list(sources)
        planes = {} if self.strokes is None else _planes_of_drawings(given)
        images = [planes[i][..., 0] if i in planes else digit_image(source) for i, source in enumerate(given)]
        inked = [index for index, image in enumerate(images) if image.any()]
        predictions = [BLANK] * len(images)
        if not inked:
            return predictions
        seen = self._seen(np.stack([images[index] for index in inked]))
        judgements = judged(self._adapted(seen.scores, seen, self.output), self.output, self.facts)
        drawn = [place for place, index in enumerate(inked) if index in planes]
        if drawn and self.strokes is not None:
            alone = seen.of(drawn)
            both = self._joined(self.strokes, alone.scores, np.stack([planes[inked[place]] for place in drawn]))
            adapted = self._adapted(both, alone, "logits")
            for place, judgement in zip(drawn, judged(adapted, "logits", self.strokes.facts), strict=True):
                judgements[place] = judgement
        for index, prediction in zip(inked, judgements, strict=True):
            source = given[index]
            slip = isinstance(source, Drawing) and is_slip(source)
            verdict = "no digit" if slip else prediction.verdict
            predictions[index] = replace(prediction, verdict=verdict, image=images[index])
        return predictions

    def read(self, source: "Drawing | Image.Image | NDArray[Any]") -> Reading:
        """Read all digits of a drawing or a picture, with one pass through the network.

        One digit alone, or anything that can't be split, is read as :meth:`predict` reads it.

        Args:
            source: what :func:`digitpad.digit_image` takes.

        Raises:
            UserError: for anything else.
        """
        layout = _layout_of(source)
        rows = self._rows(layout) if layout is not None and _may_be_several(layout) else []
        whole = source
        if isinstance(layout, StrokeLayout):
            source = layout.alone
            if layout.is_righted:
                # Digits stand upright in some rows that rise, and are turned with others: the surer way to see them.
                rows = max(rows, self._rows(layout.as_drawn()), key=lambda rows: _of_rows(rows, layout).confidence)
        found = [prediction for row in rows for prediction in row.predictions]
        digits = [prediction for prediction in found if prediction.is_digit]
        if layout is None or (not digits and len(found) <= FEW_PIECES):
            alone = self._alone(source, layout)
            # A stroke that was taken for a line may be part of the digit after all.
            with_lines = alone if source is whole or alone.is_digit else self._alone(whole, layout)
            return _of_one(with_lines if with_lines.is_digit else alone, layout)
        if any(layout.signs):
            return _of_rows(rows, layout)
        if len(digits) == 1:
            (digit,), alone = digits, self._alone(source, layout)
            same = alone.is_digit and alone.digit == digit.digit
            # On a page a scribble may be larger than the digit, and be what was taken for the one thing there.
            overlooked = isinstance(source, Image.Image) and digit.verdict == "sure" and not alone.is_digit
            if same or (len(found) <= FEW_PIECES and not overlooked):
                return _of_one(replace(alone, box=digit.box) if same else alone, layout)
        elif isinstance(source, Drawing) and _is_torn(rows, layout):
            alone = self._alone(source, layout)
            if not alone.is_digit:
                return _of_one(alone, layout)
        return _of_rows(rows, layout)

    def _alone(self, source: "Drawing | Image.Image | NDArray[Any]", layout: "Layout | None") -> Prediction:
        """Say what :meth:`predict` says, and where the ink is that it speaks of."""
        if isinstance(source, Image.Image):
            from digitpad.scan import located_ink  # only pictures need it

            located = located_ink(source)
            return BLANK if located is None else replace(self.predict(normalised(located[0])), box=located[1])
        prediction = self.predict(source)
        return replace(prediction, box=_box_around(prediction.image, layout))

    def _rows(self, layout: "Layout") -> list["_Row"]:
        groups = [lattice.groups_of(row) for row in layout.rows]
        inks = (layout.ink(index, *group) for index, row in enumerate(groups) for group in row)
        images = np.stack([normalised(ink) for ink in inks])
        outputs = self._seen(images)
        scores = self._adapted(outputs.scores, outputs, self.output)
        classes = class_probabilities(scores, self.output, self.facts.temperature)
        ends = np.cumsum([len(row) for row in groups])[:-1]
        parts, tried = np.split(classes, ends), np.split(self._as_trained(scores), ends)
        seen, places = np.split(images, ends), np.split(np.arange(len(images)), ends)
        strokes = self.strokes if isinstance(layout, StrokeLayout) else None
        rows = []
        for index, (row, choice, part) in enumerate(zip(layout.rows, groups, parts, strict=True)):
            path = lattice.best_path(row, choice, tried[index])
            if isinstance(layout, StrokeLayout):
                none = [part[choice.index(group), :10].sum() < self.facts.digit for group in path.groups]
                path = lattice.with_letters_whole(row, path, choice, none)
            chosen = [choice.index(group) for group in path.groups]
            boxes = [layout.box(index, *group) for group in path.groups]
            classes = part[chosen]
            if strokes is not None and isinstance(layout, StrokeLayout):
                # The picture network alone has chosen the way: planes of every group that was tried would take longer.
                planes = np.stack([stroke_planes(layout.part(index, *group)) for group in path.groups])
                alone = outputs.of(places[index][chosen].tolist())
                both = self._adapted(self._joined(strokes, alone.scores, planes), alone, "logits")
                classes = class_probabilities(both, "logits", strokes.facts.temperature)
            firsts = [group.first for group in path.groups]
            level = [_level_box(row.boxes[first:end]) for first, end in path.groups]
            rows.append(_Row(classes, seen[index][chosen], boxes, path.share, path.torn, level, firsts))
        return _in_context(rows, self.facts if strokes is None else strokes.facts, layout.signs)

    def _joined(
        self, strokes: StrokesModel, scores: "NDArray[np.float32]", planes: "NDArray[np.float32]"
    ) -> "NDArray[np.float32]":
        """Return the logits (n, 11) of both networks together for drawings, of whose ink one has said these scores."""
        with self._lock:
            said = strokes.engine.scores(planes)
        return joined(scores, said, strokes.facts.weight)

    def _as_trained(self, scores: "NDArray[np.float32]") -> "NDArray[np.float64]":
        """Return the classes' chances among the pictures of training, where "no digit" is no exception."""
        shifts = np.array([0] * 10 + [self.facts.no_digit_shift] * (scores.shape[1] - 10), np.float32)
        return class_probabilities(scores + shifts if self.output == "logits" else scores, self.output, 1.0)

    def _seen(self, images: "NDArray[np.float32]") -> Outputs:
        """Return what the picture network says of digit images; with unit embeddings only where examples speak."""
        with self._lock:
            outputs = self._engine.outputs(images)
        return Outputs(outputs.scores, self._embedding(outputs) if self.examples.speak else None)

    def _adapted(self, scores: "NDArray[np.float32]", seen: Outputs, output: str) -> "NDArray[np.float32]":
        """Return raw scores, of one network or of both together, as the examples change them."""
        return scores if seen.embeddings is None else self.examples.adapted(scores, seen.embeddings, output)

    def _embedding(self, outputs: Outputs) -> "NDArray[np.float32]":
        return unit(of_scores(outputs.scores, self.output) if outputs.embeddings is None else outputs.embeddings)

    def outputs(self, sources: "Iterable[Drawing | Image.Image | NDArray[Any]]") -> Outputs:
        """Return raw scores of digits, without examples, and their embeddings, of unit length.

        Args:
            sources: what :func:`digitpad.digit_image` takes, at least one, each with ink. Drawings have the scores of
                both networks together, and the picture network's embeddings.

        Raises:
            UserError: for a blank.
        """
        given = list(sources)
        planes = {} if self.strokes is None else _planes_of_drawings(given)
        images = np.stack([planes[i][..., 0] if i in planes else digit_image(each) for i, each in enumerate(given)])
        if not images.any(axis=(1, 2)).all():
            raise UserError(texts.BLANK_EXAMPLE)
        with self._lock:
            outputs = self._engine.outputs(images)
        scores = outputs.scores.copy()
        if planes and self.strokes is not None:
            drawn = [*planes]
            scores[drawn] = self._joined(self.strokes, scores[drawn], np.stack([*planes.values()]))
        return Outputs(scores, self._embedding(outputs))

    @property
    def drawing_facts(self) -> Facts:
        """How to read the raw scores of drawings."""
        return self.facts if self.strokes is None else self.strokes.facts

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
        assert before.embeddings is not None, "scores stand in for them"
        after = left_out(before.scores, before.embeddings, labels, self.examples.kernel, self.output)
        facts = self.drawing_facts if all(isinstance(source, Drawing) for source in sources) else self.facts
        both = (judged(scores, self.output, facts) for scores in (before.scores, after))
        return [
            (one.is_digit and one.digit == label, other.is_digit and other.digit == label)
            for one, other, label in zip(*both, labels, strict=True)
        ]

    def _embedded(self, sources: "Sequence[Any]") -> "NDArray[np.float32]":
        embeddings = self.outputs(sources).embeddings
        assert embeddings is not None, "scores stand in for them"
        return embeddings


def _pairs(examples: "str | os.PathLike[str] | Iterable[tuple[Any, int]]") -> "Iterable[tuple[Any, int]]":
    if not isinstance(examples, str | os.PathLike):
        return examples
    from digitpad.examples.files import labelled_pairs  # only those who adapt need it

    return labelled_pairs(Path(examples))


def _planes_of_drawings(sources: "Iterable[object]") -> "dict[int, NDArray[np.float32]]":
    """Return the planes of those sources that are drawings with ink, by their places."""
    drawings = ((i, source) for i, source in enumerate(sources) if isinstance(source, Drawing))
    return {i: stroke_planes(drawing) for i, drawing in drawings if not drawing.is_blank}


def output_kind(scores: "NDArray[np.float32]") -> str:
    """Tell from a model's scores what its last layer is.

    Args:
        scores: (n, k) raw outputs.

    Returns:
        "softmax" where rows are probabilities that sum to 1, "sigmoid" where they only lie in 0..1, else "logits".
    """
    if scores.min() < 0 or scores.max() > 1:
        return "logits"
    return "softmax" if np.allclose(scores.sum(axis=1), 1, atol=1e-3) else "sigmoid"


def class_probabilities(scores: "NDArray[np.float32]", output: str, temperature: float) -> "NDArray[np.float64]":
    """Turn raw scores into probabilities.

    Args:
        scores: (n, k).
        output: what the scores are: "logits", "softmax" or "sigmoid".
        temperature: the divisor of the logits (Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural
            networks", ICML 2017).

    Returns:
        (n, k); every row sums to 1.
    """
    raw = scores.astype(np.float64)
    # The least positive float32 keeps the logarithm finite where a model says a flat zero.
    logits = raw if output == "logits" else np.log(np.maximum(raw, np.finfo(np.float32).tiny))
    logits = logits / temperature
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return result


def judged(scores: "NDArray[np.float32]", output: str, facts: Facts) -> list[Prediction]:
    """Turn raw scores (n, 10 or 11) into predictions; an eleventh class means "no digit"."""
    return _predictions(class_probabilities(scores, output, facts.temperature), facts, facts.digit)


def _predictions(classes: "NDArray[np.float64]", facts: Facts, least: float) -> list[Prediction]:
    digits = classes[:, :10]
    share = digits.sum(axis=1, keepdims=True)
    probabilities = (digits / np.maximum(share, np.finfo(np.float64).tiny)).astype(np.float32)
    best = digits.argmax(axis=1)
    confidences = digits.max(axis=1)
    # A model with ten classes never says that it sees no digit: a flat answer has to do.
    digit_chances = share[:, 0] if classes.shape[1] == 11 else confidences
    return [
        Prediction(int(digit), float(confidence), row, _verdict(confidence, digit_chance, facts.sure, least))
        for digit, confidence, row, digit_chance in zip(best, confidences, probabilities, digit_chances, strict=True)
    ]


def _verdict(confidence: float, digit_chance: float, sure: float, least: float) -> Verdict:
    if digit_chance < least:
        return "no digit"
    return "sure" if confidence >= sure else "unsure"


@dataclass(eq=False)
class _Row:
    """What stands in a row: classes (n, 10 or 11), images (n, 28, 28), boxes, how sure and how torn the split is.

    ``level`` has the boxes as they are once the row is level, ``firsts`` the number of each one's first part.
    """

    classes: "NDArray[np.float64]"
    images: "NDArray[np.float32]"
    boxes: "list[Box]"
    share: float
    torn: float
    level: "list[Box]"
    firsts: list[int]
    predictions: list[Prediction] = field(default_factory=list)

    def lines(self) -> "Iterator[tuple[Prediction, ...]]":
        """Yield the row as lines: a stack of digits is several."""
        for line in lattice.lines_of(self.boxes):
            yield tuple(self.predictions[index] for index in line)

    def before(self, sign: "Sign") -> int:
        """Return how many predictions stand before a sign."""
        return sum(first < sign.place for first in self.firsts)

    def signs(self, signs: "Sequence[Sign]") -> "Iterator[tuple[Token, ...]]":
        """Yield the signs and spaces of each line, given the signs of the row; a stack of digits has none."""
        lines = lattice.lines_of(self.boxes)
        for line in lines:
            given = signs if len(lines) == 1 else ()
            level, firsts = [self.level[index] for index in line], [self.firsts[index] for index in line]
            yield tokens_among([self.predictions[index] for index in line], level, firsts, given)


def _in_context(rows: list[_Row], facts: Facts, signs: "Sequence[Sequence[Sign]]") -> list[_Row]:
    """Judge what stands in rows: in a number ink is believed to be a digit sooner, in a word of letters nothing is."""
    for row in rows:
        row.predictions = _predictions(row.classes, facts, facts.digit)
    words = [
        (number, row, word)
        for number, (row, among) in enumerate(zip(rows, signs or ((),) * len(rows), strict=True))
        for word in joined_at(words_of(row.boxes), {row.before(sign) for sign in among})
    ]
    verdicts = [[row.predictions[index].verdict for index in word] for _, row, word in words]
    numbers = numbers_among(verdicts, [number for number, _, _ in words])
    for (_, row, word), number in zip(words, numbers, strict=True):
        least = min(facts.digit, DIGIT_AMONG_DIGITS) if number and len(word) > 1 else facts.digit
        for index, prediction in zip(word, _predictions(row.classes[word], facts, least), strict=True):
            verdict = prediction.verdict if number else "no digit"
            row.predictions[index] = replace(prediction, verdict=verdict, box=row.boxes[index], image=row.images[index])
    return rows


def _layout_of(source: "Drawing | Image.Image | NDArray[Any]") -> "Layout | None":
    """Return what several digits could be found in; None for what holds one at most."""
    if isinstance(source, Drawing):
        return None if source.is_blank else StrokeLayout(source)
    if isinstance(source, Image.Image) and (max(source.size) > LARGEST_SINGLE or source.width > WIDE * source.height):
        from digitpad.scan import is_cut_out, page_layout  # only pictures need it

        return None if source.width <= WIDE * source.height and is_cut_out(source) else page_layout(source)
    return None


def _may_be_several(layout: "Layout") -> bool:
    return len(layout.rows) > 1 or any(layout.signs) or any(len(row.boxes) > 1 for row in layout.rows)


def _is_torn(rows: list["_Row"], layout: "Layout") -> bool:
    """Tell whether few strokes were taken apart that cross or meet as those of an X or an H do."""
    if len(rows) != 1 or len(layout.rows[0].boxes) > lattice.MOST_PARTS:
        return False
    (row,) = rows
    digits = math.prod(prediction.confidence for prediction in row.predictions if prediction.is_digit)
    evidence = OF_JOINS * _log_odds(row.torn) + OF_DIGITS * _log_odds(digits) + OF_SPLIT * _log_odds(row.share)
    return evidence + OF_LETTERS > 0


def _log_odds(chance: float) -> float:
    within = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(within / (1 - within))


def _of_one(prediction: Prediction, layout: "Layout | None") -> Reading:
    if prediction.verdict == "blank":
        return Reading()
    confidence = prediction.confidence if prediction.is_digit else 0.0
    return Reading(((prediction,),), confidence, 1 if layout is None else layout.scale)


def _of_rows(rows: list[_Row], layout: "Layout") -> Reading:
    factors = []
    signs = []
    for row, among in zip(rows, layout.signs or ((),) * len(rows), strict=True):
        given = list(row.signs(among))
        signs += given
        if given:
            factors += [token.confidence for token in given[0] if token.kind == "sign" and is_number(row.predictions)]
        numbers = [line for line in row.lines() if is_number(line)]
        factors += [row.share] if numbers else []
        factors += [prediction.confidence for line in numbers for prediction in line if prediction.is_digit]
    lines = tuple(line for row in rows for line in row.lines())
    return Reading(lines, math.prod(factors) if factors else 0.0, layout.scale, tuple(signs))


def _level_box(boxes: "NDArray[np.float64]") -> "Box":
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom


def _box_around(image: "NDArray[np.float32] | None", layout: "Layout | None") -> "Box | None":
    """Return the box around all of a drawing's rows, or around a digit image's own ink; None for a blank."""
    if layout is not None:
        boxes = np.array([layout.box(index, 0, len(row.boxes)) for index, row in enumerate(layout.rows)])
    elif image is not None:
        ys, xs = np.nonzero(image)
        boxes = np.stack([xs, ys, xs + 1, ys + 1], axis=1)
    else:
        return None
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return float(left), float(top), float(right), float(bottom)
