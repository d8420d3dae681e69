"""The digit that windows beside the pad's are about: of several the one that is chosen, or that was drawn last."""

from typing import TYPE_CHECKING, NamedTuple

from digitpad.app.session.moments import drawn_last
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change
from digitpad.ink.drawing import Drawing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Followed(NamedTuple):
    """What the network saw of the digit, (28, 28) float32, 0 = paper, 1 = ink; None where there is no digit."""

    image: "NDArray[np.float32] | None"


def followed(session: Session, change: Change = "answer") -> Followed | None:
    """Return the digit that is there after a change; None for a change of something else, or while it isn't known."""
    if change == "interim":
        # A stroke as far as it has come.
        image = session.interim.moments[-1].glimpse.image
        return None if image is None else Followed(image)
    if change not in ("answer", "document", "model"):
        return None
    answered = session.answers.current
    if session.document.is_blank or (answered is not None and not answered.digits):
        # While a first stroke is being drawn there is something, and no answer yet.
        return None if session.interim.drawing else Followed(None)
    if answered is None:
        return None
    source, index = answered.answer.source, answered.chosen
    if index is None and isinstance(source, Drawing):
        index = drawn_last(source, [digit.box for digit in answered.digits])
    seen = answered._replace(chosen=index or 0).seen()
    assert seen is not None, "a digit is chosen"
    return Followed(seen.image)
