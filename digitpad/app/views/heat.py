"""The heat map on the pad and in the preview: which ink spoke for the answer."""

from typing import TYPE_CHECKING

from digitpad import texts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from digitpad.app.views.palette import Palette
    from digitpad.reading.heatmap import Field, Heat

# What the map is about: nothing, the answer, or the answer rather than the runner-up.
OFF, ANSWER, BETWEEN = "off", "answer", "between"
MODES = (OFF, ANSWER, BETWEEN)


def shown_heat(heat: "Heat | None", mode: str) -> "tuple[NDArray[np.float32] | None, Field | None, str]":
    """Return what is shown of a heat map: (28, 28) from -1 to 1, where it lies, and what its colours mean.

    Args:
        heat: of the answer, if it is known.
        mode: one of ``MODES``.
    """
    if heat is None or mode == OFF:
        return None, None, texts.PREVIEW
    values, legend = (heat.spoke_for, texts.HEAT_FOR) if mode == ANSWER else (heat.spoke_between, texts.HEAT_BETWEEN)
    return values, heat.field, legend.format(answer=heat.answer, runner_up=heat.runner_up)


def tinted(values: "NDArray[np.float32]", palette: "Palette") -> "Image.Image":
    """Return heat, (28, 28), -1..1, as an "RGB" image of that size in the palette's colours."""
    import numpy as np
    from PIL import Image, ImageColor

    neutral, spoke_for, spoke_against = (
        np.array(ImageColor.getrgb(colour), np.float32)
        for colour in (palette.no_heat, palette.spoke_for, palette.spoke_against)
    )
    share = np.abs(values)[..., None]
    colours = np.where(values[..., None] >= 0, spoke_for, spoke_against)
    return Image.fromarray((neutral + (colours - neutral) * share).round().astype(np.uint8))


def on_pad(
    heat: "Image.Image", field: "Field", size: tuple[int, int], scale: float, palette: "Palette"
) -> "Image.Image":
    """Return a tint, made by :func:`tinted`, where it belongs on a pad.

    Args:
        heat: 28 × 28 pixels.
        field: (left, top, side) on the pad, in pad units.
        size: (width, height) of the pad, in pixels.
        scale: pixels in a pad unit.
        palette: the colours.
    """
    from PIL import Image

    left, top, width = (round(value * scale) for value in field)
    tint = Image.new("RGB", size, palette.no_heat)
    tint.paste(heat.resize((max(width, 1),) * 2, Image.Resampling.BICUBIC), (left, top))
    return tint
