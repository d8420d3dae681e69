"""The last moments of drawing as a strip: where each lies, and what was said how long."""

from collections.abc import Sequence
from typing import NamedTuple

from digitpad.app.session.interim import KEPT
from digitpad.app.session.moments import Moment


class Run(NamedTuple):
    """Moments one after the other in which the same was said.

    Attributes:
        text: that was said; "" for no digit.
        left: where it begins, 0 for the strip's left edge, and 1 for its right one, the present.
        right: where it ends.
        heights: (where, how likely it was, 0..1) of its moments.
    """

    text: str
    left: float
    right: float
    heights: tuple[tuple[float, float], ...]


def runs_of(moments: Sequence[Moment]) -> list[Run]:
    """Return what was said, from the oldest moment to the present."""
    places = places_of(moments)
    ends = [*places[1:], 1.0]
    runs: list[Run] = []
    for moment, left, right in zip(moments, places, ends, strict=True):
        text, height = moment.said.text, (left, moment.chance)
        if runs and runs[-1].text == text:
            runs[-1] = runs[-1]._replace(right=right, heights=(*runs[-1].heights, height))
        else:
            runs.append(Run(text, left, right, (height,)))
    return runs


def places_of(moments: Sequence[Moment]) -> list[float]:
    """Return where moments lie, 0..1: those of a short drawing take the right part of the strip."""
    return [1 - (moments[-1].at - moment.at + _last(moments)) / (KEPT + _last(moments)) for moment in moments]


def moment_at(moments: Sequence[Moment], share: float) -> int | None:
    """Return which moment lies there on the strip, 0..1; None where nothing was drawn yet."""
    found = [index for index, place in enumerate(places_of(moments)) if place <= share]
    return found[-1] if found else None


def _last(moments: Sequence[Moment]) -> float:
    """Return how long the newest moment is shown, in seconds."""
    return KEPT / 30 if moments else 0.0
