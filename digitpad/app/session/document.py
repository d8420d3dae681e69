"""What is on the pad, whole and immutable: ink, perhaps on a picture, and the person's word on its digits.

Everything that is shown, asked, saved, copied, exported or kept for a crash is taken from one document, so these can't
differ; a change makes a new one, so undo is keeping the old ones.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digitpad.ink.drawing import Drawing, Point, Stroke
from digitpad.ink.pads import PAD_UNITS, Place, centred, fitted, is_of_a_pad, place_of

if TYPE_CHECKING:
    from PIL import Image

    from digitpad.examples.corrections import Labelled
    from digitpad.ink.layout import Box


# Boxes of one digit, found in pictures that differ elsewhere, share at least so much of what both cover.
SAME_PLACE = 0.7


class Picture:
    """A picture that was opened. Two of them are the same only if they are one.

    Attributes:
        content: the file that it came from, or what was pasted.
        image: the picture; nobody may change it.
    """

    __slots__ = ("content", "image")

    def __init__(self, content: Path | bytes, image: "Image.Image") -> None:
        self.content = content
        self.image = image


class Ink(NamedTuple):
    """What a digit is made of.

    Attributes:
        strokes: those of the document that it has a part in.
        part: its own ink: these strokes, or pieces of them.
        box: where it stands, if it has no strokes: in a picture.
    """

    strokes: frozenset[Stroke] = frozenset()
    part: frozenset[Stroke] = frozenset()
    box: "Box | None" = None

    def is_that_of(self, other: "Ink") -> bool:
        """Return whether both are one digit's."""
        if self.box is None or other.box is None:
            return self == other
        return overlap(self.box, other.box) >= SAME_PLACE


class Correction(NamedTuple):
    """The person's word on one digit.

    Attributes:
        digit: 0..9.
        ink: what it is about.
        labelled: what was kept of it as an example; None in a picture.
    """

    digit: int
    ink: Ink
    labelled: "Labelled | None" = None


class Document(NamedTuple):
    """What is on the pad.

    Attributes:
        drawing: the ink, in units of a pad; on a picture in the picture's pixels.
        picture: what the ink is on; None for paper.
        corrections: the person's word on its digits, the last one at the end.
        labelled: the examples that were kept so far, also of ink that is gone by now: the steps back take them back.
        file: the drawing file that it came from, or was saved as.
    """

    drawing: Drawing = Drawing(PAD_UNITS, PAD_UNITS)
    picture: Picture | None = None
    corrections: tuple[Correction, ...] = ()
    labelled: "tuple[Labelled, ...]" = ()
    file: Path | None = None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to be seen."""
        return self.picture is None and self.drawing.is_blank

    def place(self, width: float) -> Place:
        """Return how it lies on a pad of this width."""
        if self.picture is not None:
            return centred(*self.picture.image.size, width)
        return place_of(self.drawing, width)

    def pen(self, pen: float) -> float:
        """Return how wide a pen of so many pad units is in the drawing's units; on a picture as on a square pad."""
        return pen if self.picture is None else pen * max(self.picture.image.size) / PAD_UNITS


def same_ink(one: Document, other: Document) -> bool:
    """Return whether two documents look the same, so that what was read in one stands in the other."""
    return one.picture is other.picture and one.drawing.strokes == other.drawing.strokes


def with_stroke(document: Document, points: tuple[Point, ...], width: float) -> Document:
    """Return the document with one more stroke, drawn on a pad of this width."""
    drawing = document.drawing
    if document.picture is None:
        drawing = drawing._replace(width=width if drawing.is_blank else max(width, drawing.width))
    return with_ink(document, drawing.with_stroke(points))


def with_ink(document: Document, drawing: Drawing) -> Document:
    """Return the document with other ink, and the corrections of what still stands."""
    kept = tuple(correction for correction in document.corrections if _stands(correction.ink, document, drawing))
    return document._replace(drawing=drawing, corrections=kept)


def cleared(document: Document) -> Document:
    """Return the empty pad."""
    drawing = document.drawing.cleared() if document.picture is None else Document().drawing
    return Document(drawing, labelled=document.labelled)


def with_picture(document: Document, picture: Picture, ink: Drawing | None = None) -> Document:
    """Return a picture in place of all that was there, perhaps with ink on it, in its own pixels."""
    width, height = map(float, picture.image.size)
    strokes = () if ink is None else ink.strokes
    return Document(Drawing(width, height, strokes), picture, labelled=document.labelled)


def with_drawing(document: Document, drawing: Drawing, width: float, file: Path | None = None) -> Document:
    """Return a drawing of any size in place of all that was there, for a pad of this width."""
    on_pad = drawing if is_of_a_pad(drawing) else fitted(drawing, width)
    return Document(on_pad._replace(pen=None), labelled=document.labelled, file=file)


def corrected_by(document: Document, correction: Correction) -> Document:
    """Return the document with the person's word, in place of an earlier one on the same digit."""
    replaced = [other for other in document.corrections if other.ink.is_that_of(correction.ink)]
    others = tuple(other for other in document.corrections if other not in replaced)
    gone = [other.labelled for other in replaced]
    labelled = tuple(example for example in document.labelled if not any(example is old for old in gone))
    if correction.labelled is not None:
        labelled = (*labelled, correction.labelled)
    return document._replace(corrections=(*others, correction), labelled=labelled)


def overlap(one: "Box", other: "Box") -> float:
    """Return the share that two boxes have in common of what both cover, 0..1."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if across < 0 or down < 0 or one == other:
        return float(one == other)
    common = across * down
    first, second = ((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return common / (first + second - common or 1.0)


def _stands(ink: Ink, document: Document, drawing: Drawing) -> bool:
    """Return whether ink is the same with another drawing in the document."""
    after = frozenset(drawing.strokes)
    if ink.box is None:
        return ink.strokes <= after
    return not any(_touches(stroke, ink.box) for stroke in frozenset(document.drawing.strokes) ^ after)


def _touches(stroke: Stroke, box: "Box") -> bool:
    xs, ys = zip(*stroke.points, strict=True)
    return bool(max(xs) >= box[0] and min(xs) <= box[2] and max(ys) >= box[1] and min(ys) <= box[3])
