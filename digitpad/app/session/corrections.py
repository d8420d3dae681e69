"""Which of a reading's digits the person has spoken about: a word is tied to ink, wherever new ink comes beside it."""

from typing import TYPE_CHECKING

from digitpad.app.session.document import Document, Ink
from digitpad.reading.parts import part_of, shared_out

if TYPE_CHECKING:
    from digitpad.ink.drawing import Drawing
    from digitpad.ink.layout import Box
    from digitpad.reading.prediction import Reading


def inks_of(document: Document, reading: "Reading") -> list[Ink]:
    """Return for each digit that was read in a document its ink."""
    if document.picture is not None:
        return [Ink(box=digit.box) for digit in reading.digits]
    boxes = _boxes(reading)
    if len(boxes) < 2:
        return [all_ink(document)] * len(reading.digits)
    shares = shared_out(document.drawing, boxes)
    # A digit without a stroke of its own is known by its place.
    return [
        Ink(frozenset(whole for whole, _ in share), frozenset(part for _, part in share), None if share else box)
        for share, box in zip(shares, boxes, strict=True)
    ]


def all_ink(document: Document) -> Ink:
    """Return all strokes of a document as those of one digit."""
    strokes = frozenset(document.drawing.strokes)
    return Ink(strokes, strokes)


def said_in(document: Document, reading: "Reading") -> "dict[Box | None, int]":
    """Return what the person said that a reading's digits are, by their boxes."""
    if not document.corrections:
        return {}
    said: dict[Box | None, int] = {}
    for prediction, ink in zip(reading.digits, inks_of(document, reading), strict=True):
        for correction in document.corrections:
            if correction.ink.is_that_of(ink):
                said[prediction.box] = correction.digit
    return said


def found_again(document: Document, reading: "Reading", ink: Ink) -> int | None:
    """Return which digit of a reading has this ink; None if there is none."""
    inks = inks_of(document, reading)
    return next((index for index, other in enumerate(inks) if ink.is_that_of(other)), None)


def strokes_of(document: Document, reading: "Reading", index: int) -> "Drawing | None":
    """Return one digit's strokes where they are; None in a picture, or if there are none."""
    if document.picture is not None:
        return None
    part = part_of(document.drawing, _boxes(reading), index)
    return None if part.is_blank else part


def _boxes(reading: "Reading") -> "list[Box]":
    return [digit.box for digit in reading.digits if digit.box is not None]
