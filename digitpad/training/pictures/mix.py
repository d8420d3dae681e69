"""How much of what an epoch of digitpad's own recipe holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mix:
    """How much of what an epoch holds; every field is a flag of ``digitpad train``.

    Attributes:
        strokes: whether pen strokes are used beside MNIST.
        augment: whether pictures are varied.
        plain: the share of digits that the closing epochs leave as they were written all the same, drawn anew for each
            epoch: the network comes back to how people write most of the time.
        closing: the share of the epochs, at the end, that do so.
        stubs: the share of varied pictures of digits that get the stub of a form's line; planes of drawings have none.
        turning: how far pen strokes are turned, a standard deviation in degrees.
        coarse: how often the points of pen strokes are thinned, 0..1, as a slow machine or a fast finger leaves them.
        outliers: whether letters, doodles and several digits at once are taught as "no digit".
        stroke_repeats: how often each stroke digit comes up in an epoch; MNIST's 55,000 come up once.
        letters: of the clear and the other letters, drawn at random for each epoch.
        doodles: likewise, of the shapes made by code.
        several: likewise, of two or three digits in one drawing.
        example_repeats: how often each digit of --examples comes up in an epoch.
        limit: at most so many of each source, for a smoke run; 0 for all.
    """

    strokes: bool = True
    augment: bool = True
    plain: float = 0.5
    closing: float = 0.3
    stubs: float = 0.04
    turning: float = 10.0
    coarse: float = 0.4
    outliers: bool = True
    stroke_repeats: int = 2
    letters: int = 9_000
    doodles: int = 6_000
    several: int = 4_000
    example_repeats: int = 4
    limit: int = 0
