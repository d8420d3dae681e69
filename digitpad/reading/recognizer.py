"""The recogniser: digit images in, honest predictions out."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from digitpad import texts
from digitpad.errors import ModelError, UserError
from digitpad.ink.drawing import Drawing
from digitpad.ink.normalising import SIDE, normalised
from digitpad.ink.planes import stroke_planes
from digitpad.ink.raster import is_slip
from digitpad.reading import lattice
from digitpad.reading.digit_image import digit_image
from digitpad.reading.engines import Outputs
from digitpad.reading.grouping import StrokeLayout
from digitpad.reading.judging import class_probabilities, judged
from digitpad.reading.networks import Networks, planes_of_drawings
from digitpad.reading.prediction import BLANK, Prediction, Reading
from digitpad.reading.printed import Unread, unread_parts, without_unread
from digitpad.reading.read_rows import ReadRow, in_context, is_torn, level_box, reading_of, stand_upright

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digitpad.ink.layout import Box, Layout
    from digitpad.reading.counterfactual import Counterfactual, Grain
    from digitpad.reading.explanation import Explanation, Network

# Where no more than one of so many pieces is a digit, the source is taken to be one thing: a digit with a crumb beside
# it, or one that is no digit. More pieces are a page, or a digit on squared paper.
FEW_PIECES = 10
# A picture with no longer side than this, in pixels, holds one digit, unless it is so many times wider than high.
LARGEST_SINGLE = 64
WIDE = 1.4


class Recognizer(Networks):
    """Reads digits and whole numbers of drawings and pictures; may be called from any thread.

    Args:
        model: a .tflite, .keras or .h5 file; by default the model that ships with digitpad. A file of the same name
            that ends in .json may hold the model's facts (docs/files.md has the format).
        examples: of the hand that is read, to adapt to: a labelled set (.npz), a file of labelled drawings (.jsonl),
            or pairs of a drawing or picture and its digit.

    Attributes:
        examples: what is adapted to; more can be added and taken away at any time, and it can be switched off.

    Raises:
        ModelError: for a model that is missing, damaged, of the wrong shape or can't run here.
        UserError: for examples that can't be read.
    """

    def predict(self, source: "Drawing | Image.Image | NDArray[Any]") -> Prediction:
        """Say which digit this is.

        Args:
            source: what :func:`digitpad.digit_image` takes.

        Raises:
            UserError: for anything else.
        """
        return self.predict_many([source])[0]

    def predict_many(self, sources: "Iterable[Drawing | Image.Image | NDArray[Any]]") -> list[Prediction]:
        """Say which digit each of these is, in the same order, with one pass through the network.

        Args:
            sources: each what :func:`digitpad.digit_image` takes.

        Raises:
            UserError: if one of them is anything else.
        """
        given = list(sources)
        planes = {} if self.strokes is None else planes_of_drawings(given)
        images = [planes[i][..., 0] if i in planes else digit_image(source) for i, source in enumerate(given)]
        inked = [index for index, image in enumerate(images) if image.any()]
        predictions = [BLANK] * len(images)
        if not inked:
            return predictions
        seen = self._seen(np.stack([images[index] for index in inked]))
        drawn = [place for place, index in enumerate(inked) if index in planes]
        alone = [place for place, index in enumerate(inked) if index not in planes]
        judgements: dict[int, Prediction] = {}
        if alone:
            adapted = self._adapted(seen.of(alone), self.output)
            judgements.update(zip(alone, judged(adapted, self.output, self.facts), strict=True))
        if drawn and self.strokes is not None:
            both = self._joined(self.strokes, seen.of(drawn), np.stack([planes[inked[place]] for place in drawn]))
            adapted = self._adapted(both, "logits")
            judgements.update(zip(drawn, judged(adapted, "logits", self.strokes.facts), strict=True))
        for place, index in enumerate(inked):
            source, prediction = given[index], judgements[place]
            predictions[index] = replace(prediction, image=images[index])
            if isinstance(source, Drawing) and is_slip(source):
                # As likely as the likeliest of what is taken for none.
                confidence = prediction.confidence * self.facts.digit
                predictions[index] = replace(predictions[index], confidence=confidence, verdict="no digit")
        return predictions

    def read(self, source: "Drawing | Image.Image | NDArray[Any]") -> Reading:
        """Read all digits of a drawing or a picture, with one pass through the network.

        One digit alone, or anything that can't be split, is read as :meth:`predict` reads it.

        Args:
            source: what :func:`digitpad.digit_image` takes.

        Raises:
            UserError: for anything else.
        """
        layout = self._layout_of(source)
        rows = self._rows(layout) if layout is not None and _may_be_several(layout) else []
        whole = source
        if isinstance(layout, StrokeLayout):
            source = layout.alone
            if layout.is_righted:
                upright = layout.as_drawn()
                as_drawn = self._rows(upright)
                if stand_upright(reading_of(rows, layout), reading_of(as_drawn, upright), layout.seems_turned):
                    rows, layout = as_drawn, upright
        found = [prediction for row in rows for prediction in row.predictions]
        digits = [prediction for prediction in found if prediction.is_digit]
        forms = layout is not None and layout.is_form
        if layout is None or (not digits and len(found) <= FEW_PIECES and not forms):
            alone = self._alone(source, layout)
            # A stroke that was taken for a line may be part of the digit after all.
            with_lines = alone if source is whole or alone.is_digit else self._alone(whole, layout)
            return _of_one(with_lines if with_lines.is_digit else alone, layout)
        if any(layout.signs) or forms:
            return reading_of(rows, layout)
        if len(digits) == 1:
            (digit,), alone = digits, self._alone(source, layout)
            same = alone.is_digit and alone.digit == digit.digit
            # On a page a scribble may be larger than the digit, and be what was taken for the one thing there.
            overlooked = isinstance(source, Image.Image) and digit.verdict == "sure" and not alone.is_digit
            if same or (len(found) <= FEW_PIECES and not overlooked):
                return _of_one(replace(alone, box=digit.box) if same else alone, layout)
        elif isinstance(source, Drawing) and is_torn(rows, layout):
            alone = self._alone(source, layout)
            if not alone.is_digit:
                return _of_one(alone, layout)
        return reading_of(rows, layout)

    def explain(self, source: "Drawing | Image.Image | NDArray[Any]", network: "Network" = "picture") -> "Explanation":
        """Show what happens inside a network for one digit: the cells of its layers, and what its scores add up.

        What is needed for that is loaded with the first call; answers alone cost nothing more. Examples change the
        answer after the networks, and nothing inside them.

        Args:
            source: what :func:`digitpad.digit_image` takes. A blank shows what a network makes of an empty picture.
            network: "picture" or "strokes", which helps to answer where a drawing is read by the model that ships.

        Raises:
            UserError: for anything else, a model that shows nothing, or a strokes network that doesn't see this.
        """
        from digitpad.reading.explanation import Explanation  # only those who look inside need it

        drawn = self.strokes if isinstance(source, Drawing) else None
        if network == "strokes":
            if drawn is None or not isinstance(source, Drawing):
                raise UserError(texts.NO_STROKES_INSIDE)
            path, engine, facts, output = drawn.path, drawn.engine, drawn.facts, "logits"
            image = stroke_planes(source)
        else:
            path, engine, facts, output = self.path, self._engine, self.facts, self.output
            image = digit_image(source)
        with self._lock:
            inside = engine.inside(image)
        if not inside.layers and inside.contributions is None:
            raise ModelError(texts.about_file(path, texts.NOTHING_INSIDE))
        weight = 0.0 if drawn is None else drawn.facts.weight
        share = weight if network == "strokes" else 1 - weight
        chances = class_probabilities(inside.scores[None], output, facts.temperature)[0].astype(np.float32)
        prediction = self.predict(source)
        return Explanation(
            **vars(inside), network=network, image=image, chances=chances, share=share, prediction=prediction
        )

    def what_would_make(
        self,
        source: "Drawing | Image.Image | NDArray[Any]",
        digit: int,
        grain: "Grain" = "pen",
        seconds: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> "Counterfactual":
        """Find the smallest change of pixels that makes a digit image be read as another digit.

        The picture network answers alone, with what examples add: the other network sees strokes, and no pixels. The
        result is the smallest change that was found in the time, and there may be a smaller one; ``found`` says whether
        there is any. A search that comes to its end has the same result every time.

        Args:
            source: what :func:`digitpad.digit_image` takes.
            digit: 0..9, what the answer is to become.
            grain: "pen" changes dabs as wide as a pen, "pixel" single pixels.
            seconds: after which it stops.
            clock: tells the time, in seconds.

        Raises:
            UserError: for anything else.
        """
        from digitpad.reading.counterfactual import search  # only those who ask so need it

        if isinstance(digit, bool) or not isinstance(digit, int | np.integer) or not 0 <= digit <= 9:
            raise UserError(texts.NOT_A_LABEL.format(label=texts.short(digit)))
        end = clock() + seconds
        results = search(self.predict_many, digit_image(source), int(digit), grain)
        best = next(results)
        while clock() < end and (better := next(results, None)) is not None:
            best = better
        return best

    def _alone(self, source: "Drawing | Image.Image | NDArray[Any]", layout: "Layout | None") -> Prediction:
        """Say what :meth:`predict` says, and where the ink is that it speaks of."""
        if isinstance(source, Image.Image):
            from digitpad.scan import located_ink  # only pictures need it

            located = located_ink(source)
            return BLANK if located is None else replace(self.predict(normalised(located[0])), box=located[1])
        prediction = self.predict(source)
        return replace(prediction, box=_box_around(prediction.image, layout))

    def _rows(self, layout: "Layout") -> list["ReadRow"]:
        if isinstance(layout, StrokeLayout):
            facts = self.facts if self.strokes is None else self.strokes.facts
            return in_context(self._split(layout), facts, layout.signs, drawn=True)

        def share_of_digits(unread: Unread, chosen: list[int]) -> float:
            split = self._split(layout, unread)
            read = in_context([split[index] for index in chosen], self.facts, ())
            found = [prediction.is_digit for row in read for prediction in row.predictions]
            return float(np.mean(found)) if found else 1.0

        return in_context(self._split(layout, unread_parts(layout.rows, share_of_digits)), self.facts, layout.signs)

    def _split(self, layout: "Layout", unread: Unread | None = None) -> list["ReadRow"]:
        groups = [lattice.groups_of(row) for row in layout.rows]
        if unread is not None:
            groups = list(map(without_unread, layout.rows, groups, unread))
        every = [(index, group) for index, row in enumerate(groups) for group in row]
        wanted = np.array([unread is None or not unread[index][group.first] for index, group in every], np.bool_)
        images = np.zeros((len(every), SIDE, SIDE), np.float32)
        for place in np.flatnonzero(wanted).tolist():
            index, group = every[place]
            images[place] = normalised(layout.ink(index, *group))
        outputs, classes, tried = self._classes(images, wanted)
        starts = np.cumsum([0, *map(len, groups)]).tolist()
        facts = self.facts
        if self.strokes is not None and isinstance(layout, StrokeLayout):
            facts = self.strokes.facts
            self._look_twice(layout, groups, outputs, classes, tried)
        rows = []
        for index, (row, choice, start) in enumerate(zip(layout.rows, groups, starts, strict=False)):
            own = slice(start, start + len(choice))
            path = lattice.best_path(row, choice, tried[own])
            if isinstance(layout, StrokeLayout):
                none = [classes[start + choice.index(group), :10].sum() < facts.digit for group in path.groups]
                path = lattice.with_letters_whole(row, path, choice, none)
            chosen = [start + choice.index(group) for group in path.groups]
            boxes = [layout.box(index, *group) for group in path.groups]
            firsts = [group.first for group in path.groups]
            level = [level_box(row.boxes[first:end]) for first, end in path.groups]
            cells = [row.cells[first] for first in firsts] if row.cells else []
            said, seen = classes[chosen], images[chosen]
            rows.append(ReadRow(said, seen, boxes, path.share, path.torn, level, firsts, cells, row.form))
        return rows

    def _classes(
        self, images: "NDArray[np.float32]", wanted: "NDArray[np.bool_]"
    ) -> "tuple[Outputs, NDArray[np.float64], NDArray[np.float64]]":
        """Ask about images (n, 28, 28); those that are not wanted are no digits.

        Returns:
            What the network says of those that are wanted; and of all (n, 10 or 11) chances, and likewise as the
            network was trained, see :meth:`_as_trained`.
        """
        wanted[:1] = True  # of nothing networks say nothing, not even how many classes they have
        outputs = self._seen(images[wanted])
        scores = self._adapted(outputs, self.output)
        found = class_probabilities(scores, self.output, self.facts.temperature)
        if wanted.all():
            return outputs, found, self._as_trained(scores, self.facts, self.output)
        # A model with ten classes says "no digit" by a flat answer.
        none = np.full(found.shape[1], 0.1) if found.shape[1] == 10 else np.eye(11)[10]
        classes, tried = np.tile(none, (len(images), 1)), np.tile(none, (len(images), 1))
        classes[wanted], tried[wanted] = found, self._as_trained(scores, self.facts, self.output)
        return outputs, classes, tried

    def _look_twice(
        self,
        layout: StrokeLayout,
        groups: list[list[lattice.Group]],
        outputs: Outputs,
        classes: "NDArray[np.float64]",
        tried: "NDArray[np.float64]",
    ) -> None:
        """Ask both networks about the groups of strokes that may well be digits, and change what is said of them.

        Args:
            layout: of a drawing.
            groups: of each row.
            outputs: of the picture network, row after row.
            classes: (n, 11) their chances; changed in place.
            tried: (n, 11) likewise, see :meth:`_as_trained`.
        """
        assert self.strokes is not None
        looked: list[int] = []
        planes = []
        start = 0
        for index, (row, choice) in enumerate(zip(layout.rows, groups, strict=True)):
            likely = lattice.plausible(row, choice, tried[start : start + len(choice)])
            looked += [start + place for place in likely]
            planes += [stroke_planes(layout.part(index, *choice[place])) for place in likely]
            start += len(choice)
        both = self._adapted(self._joined(self.strokes, outputs.of(looked), np.stack(planes)), "logits")
        classes[looked] = class_probabilities(both, "logits", self.strokes.facts.temperature)
        tried[looked] = self._as_trained(both, self.strokes.facts, "logits")

    def _layout_of(self, source: "Drawing | Image.Image | NDArray[Any]") -> "Layout | None":
        """Return what several digits could be found in; None for what holds one at most."""
        if isinstance(source, Drawing):
            return None if source.is_blank else StrokeLayout(source)
        if not isinstance(source, Image.Image) or not _may_hold_several(source):
            return None
        from digitpad.reading.page_signs import signs_of  # only pictures need it
        from digitpad.scan import is_cut_out, page_layout

        if source.width <= WIDE * source.height and is_cut_out(source):
            return None
        return page_layout(source, lambda found: signs_of(found, self._are_digits))

    def _are_digits(self, inks: "Sequence[Image.Image]") -> list[bool]:
        scores = self._seen(np.stack([normalised(ink) for ink in inks])).scores
        chances = class_probabilities(scores, self.output, self.facts.temperature)[:, :10].sum(axis=1)
        return [bool(chance >= self.facts.digit) for chance in chances]


def _may_hold_several(image: Image.Image) -> bool:
    return max(image.size) > LARGEST_SINGLE or image.width > WIDE * image.height


def _may_be_several(layout: "Layout") -> bool:
    if len(layout.rows) > 1 or any(layout.signs) or layout.is_form:
        return True
    return any(len(row.boxes) > 1 for row in layout.rows)


def _of_one(prediction: Prediction, layout: "Layout | None") -> Reading:
    if prediction.verdict == "blank":
        return Reading()
    confidence = prediction.confidence if prediction.is_digit else 0.0
    cells = {cell for row in layout.rows for cell in row.cells} if layout is not None else set()
    if len(cells) == 1:
        prediction = replace(prediction, cell=cells.pop())
    return Reading(((prediction,),), confidence, 1 if layout is None else layout.scale)


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
