"""Tells squared paper from boxes by what is written: over its lines, or larger than its squares."""

from collections.abc import Sequence

import numpy as np

from digitpad.scan.page.cells import Form
from digitpad.scan.page.faces import Face
from digitpad.scan.page.marks import Floats, Integers, Marks

# Squares are paper where this share of what stands there is higher than they, by this factor, or in two.
LARGER, TOO_LARGE = 0.25, 1.25
# There are rows of boxes where all of them are so many times as high as most.
ROWS = 1.6
# Forms share lines that come so near to each other, in pixels.
SHARED = 6.0


def papers(marks: Marks, owners: Integers, forms: Sequence[Form]) -> list[bool]:
    """Say which forms are squares of paper, each together with those beside it that it shares lines with.

    Args:
        marks: of the page, without lines.
        owners: (n, 2) the numbers of the one or two boxes in which each mark stands, -1 for none.
        forms: of the page; their boxes are numbered in this order.
    """
    outlines = [_outline(form.faces) for form in forms]
    firsts = np.cumsum([0, *(len(form.faces) for form in forms)]).tolist()
    result: list[bool | None] = [None] * len(forms)
    for number in range(len(forms)):
        if result[number] is not None:
            continue
        group, waiting = {number}, [number]
        while waiting:
            low, high = outlines[waiting.pop()]
            near = [
                i
                for i, (top, end) in enumerate(outlines)
                if (top <= high + SHARED).all() and (end >= low - SHARED).all()
            ]
            waiting += [i for i in near if i not in group]
            group.update(near)
        faces = [(first, face) for i in sorted(group) for first, face in enumerate(forms[i].faces, firsts[i])]
        squared = _is_squared(marks, owners, dict(faces))
        for i in group:
            result[i] = squared
    return [bool(squared) for squared in result]


def _outline(faces: Sequence[Face]) -> tuple[Floats, Floats]:
    """Return the least and the greatest x, y of boxes' corners."""
    corners = np.concatenate([face.corners for face in faces])
    return corners.min(axis=0), corners.max(axis=0)


def _is_squared(marks: Marks, owners: Integers, faces: dict[int, Face]) -> bool:
    """Return whether what stands in boxes, by their numbers, is written over them: larger, or across their lines."""
    if len(faces) == 1:
        return False
    own = np.flatnonzero(np.isin(owners[:, 0], list(faces)))
    heights = marks.boxes[own, 3] - marks.boxes[own, 1]
    room = np.array([faces[owner].height for owner in owners[own, 0].tolist()])
    low, high = _outline(list(faces.values()))
    # In a row of boxes neighbours' digits touch and are one mark; a page of squares has more rows.
    rows = high[1] - low[1] >= ROWS * float(np.median([face.height for face in faces.values()]))
    over = (heights > TOO_LARGE * room) | ((owners[own, 1] >= 0) & rows)
    counted = heights > room / 2
    return bool(counted.any() and np.mean(over[counted]) > LARGER)
