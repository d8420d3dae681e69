"""Makes pictures of one digit as phones take them: light, shadow, paper, pen, place, noise, JPEG, all from a seed."""

import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from digitpad.ink.drawing import Drawing
from digitpad.ink.raster import pad_image

# The strokes of one plain digit each, as x,y in hundredths of a square: tests need digits that no data set must bring.
PLAIN_DIGITS = {
    0: ["50,0 20,10 5,40 8,75 30,98 60,97 85,75 88,35 70,8 50,0"],
    1: ["25,20 50,0 50,50 50,100"],
    2: ["10,20 30,2 60,0 80,20 70,45 40,70 10,98 50,95 90,97"],
    3: ["10,10 40,0 75,10 75,35 40,47 80,60 82,85 50,100 10,90"],
    4: ["35,0 10,55 50,58 90,55", "70,10 68,50 65,100"],
    5: ["25,5 20,42 50,38 80,55 75,85 45,100 10,90", "25,2 80,0"],
    6: ["70,0 35,25 12,60 20,90 50,100 78,85 75,60 45,50 18,70"],
    7: ["10,2 50,3 90,0 60,40 40,100"],
    8: ["80,15 50,0 20,15 30,40 70,60 80,85 50,100 20,85 30,60 70,40 80,15"],
    9: ["80,25 50,48 20,30 30,5 65,0 82,20 75,60 60,100"],
}

PENS = ((30, 30, 35), (30, 50, 140), (170, 30, 40))  # black, blue, red
TABLE = (120.0, 85.0, 60.0)  # brown wood


@dataclass(frozen=True)
class Scene:
    """How one photo is taken. Lengths are pixels of the photo, colours 0..255, shares 0..1."""

    size: tuple[int, int] = (800, 600)
    digit_height: float = 200.0
    place: tuple[float, float] = (0.5, 0.5)  # 0 and 1 put the digit flush with the edges
    pen: float = 10.0
    paper: tuple[float, float, float] = (235.0, 235.0, 230.0)
    ink: tuple[float, float, float] = (40.0, 40.0, 60.0)
    gradient: float = 0.0  # how much light is lost from one end to the other
    gradient_angle: float = 0.0  # radians
    vignette: float = 0.0  # how much light is lost in the corners
    shadow: float = 0.0  # how much light is lost inside a shadow with an edge
    shadow_line: tuple[float, float] = (0.3, 0.5)  # the edge's angle in radians, and its place
    penumbra: float = 3.0
    grain: float = 0.0  # of pencil on rough paper: the share of ink that is missing
    rules: float = 0.0  # contrast of printed squares
    table: float = 0.0  # the share of the picture, left and below, where the table shows
    blur: float = 0.0
    noise: float = 0.0  # standard deviation, in levels
    quality: int = 90  # of JPEG; 0 for none
    seed: int = 0


def plain_digit(digit: int, side: float = 400) -> Drawing:
    """Return a plain digit, 60 % of the pad high."""
    points = ([pair.split(",") for pair in stroke.split()] for stroke in PLAIN_DIGITS[digit])
    strokes = [[((0.2 + int(x) * 0.006) * side, (0.2 + int(y) * 0.006) * side) for x, y in stroke] for stroke in points]
    return Drawing.from_strokes(strokes, side, side)


def random_scene(rng: np.random.Generator) -> Scene:
    """Draw the circumstances of one photo."""
    height = int(rng.choice([480, 600, 900, 1200]))
    size = (height * 4 // 3, height) if rng.random() < 0.5 else (height, height * 4 // 3)
    share = float(np.exp(rng.uniform(np.log(0.07), np.log(0.8))))
    digit = share * height
    paper, ink = _colours(rng)
    edge = rng.random() < 0.2
    place = rng.uniform(0.03, 0.97, 2)
    if edge:
        place[rng.integers(2)] = rng.integers(2)
    return Scene(
        size=size,
        digit_height=digit,
        place=(float(place[0]), float(place[1])),
        pen=max(1.5, digit * float(np.exp(rng.uniform(np.log(0.015), np.log(0.14))))),
        paper=paper,
        ink=ink,
        gradient=float(rng.uniform(0, 0.5)),
        gradient_angle=float(rng.uniform(0, 2 * math.pi)),
        vignette=float(rng.uniform(0, 0.35)),
        shadow=float(rng.uniform(0.2, 0.6)) if rng.random() < 0.5 else 0.0,
        shadow_line=(float(rng.uniform(0, 2 * math.pi)), float(rng.uniform(0.2, 0.8))),
        penumbra=float(np.exp(rng.uniform(0, np.log(60)))),
        grain=float(rng.uniform(0, 0.5)) if rng.random() < 0.3 else 0.0,
        blur=float(rng.uniform(0, 1.5)),
        noise=float(rng.uniform(0, 5)),
        quality=int(rng.integers(50, 96)),
        seed=int(rng.integers(2**31)),
    )


def _colours(rng: np.random.Generator) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    kind = rng.choice(["pen", "pencil", "coloured", "board"], p=[0.4, 0.3, 0.2, 0.1])
    paper = rng.uniform(215, 250) + rng.uniform(-6, 6, 3)
    if kind == "pen":
        ink = np.array(PENS)[rng.integers(3)] + rng.uniform(-15, 25, 3)
    elif kind == "pencil":
        ink = paper * (1 - rng.uniform(0.14, 0.4))
    elif kind == "coloured":
        paper = rng.uniform(120, 250, 3)
        ink = paper * rng.uniform(0.2, 0.55, 3)
    else:
        paper = np.array([40, 55, 45]) + rng.uniform(-15, 15, 3)
        ink = rng.uniform(170, 240) + rng.uniform(-10, 10, 3)
    return tuple(np.clip(paper, 0, 250).tolist()), tuple(np.clip(ink, 0, 255).tolist())  # type: ignore[return-value]


def ink_mask(drawing: Drawing, scene: Scene) -> Image.Image:
    """Draw the strokes where the scene has them, mode "L", 255 = ink."""
    left, top, right, bottom = drawing.bounds() or (0, 0, 1, 1)
    scale = (scene.digit_height - scene.pen) / max(right - left, bottom - top, 1e-6)
    room = (scene.size[0] - (right - left) * scale - scene.pen, scene.size[1] - (bottom - top) * scale - scene.pen)
    x, y = (max(space, 0) * share + scene.pen / 2 for space, share in zip(room, scene.place, strict=True))
    placed = Drawing.from_strokes(
        [[((px - left) * scale + x, (py - top) * scale + y) for px, py in stroke.points] for stroke in drawing.strokes]
    )
    return pad_image(placed.strokes, scene.size, 1, scene.pen)


def photo(mask: Image.Image, scene: Scene) -> Image.Image:
    """Photograph ink on paper.

    Args:
        mask: mode "L" of the scene's size, 255 = ink.
        scene: the circumstances.

    Returns:
        Mode "RGB", as a JPEG decodes.
    """
    rng = np.random.default_rng(scene.seed)
    coverage = np.asarray(mask, np.float32) / 255
    if scene.grain:
        coverage = coverage * np.clip(1.5 - scene.grain * 2 * _texture(scene.size, 2.5, rng), 0, 1)
    paper = np.array(scene.paper, np.float32) * np.ones((*coverage.shape, 1), np.float32)
    if scene.rules:
        pitch = scene.size[1] // 24
        lines = np.zeros(coverage.shape, np.float32)
        lines[::pitch] = lines[:, ::pitch] = scene.rules
        paper = paper * (1 - lines[..., None] * np.array([1, 0.8, 0.4], np.float32))
    if scene.table:
        x, y = _across(scene.size)
        paper[np.minimum(x + 1 + 0.1 * y, 1 - y + 0.05 * x) < 2 * scene.table] = TABLE
    pixels = paper + (np.array(scene.ink, np.float32) - paper) * coverage[..., None]
    pixels = pixels * _light(scene)[..., None]
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if scene.blur:
        image = image.filter(ImageFilter.GaussianBlur(scene.blur))
    if scene.noise:
        pixels = np.asarray(image, np.float32) + rng.normal(0, scene.noise, (*coverage.shape, 3)).astype(np.float32)
        image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return as_jpeg(image, scene.quality) if scene.quality else image


def as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    """Return the picture as it comes back from a JPEG file."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


def random_photo(drawing: Drawing, seed: int) -> Image.Image:
    """Photograph a drawing under circumstances drawn from the seed."""
    scene = random_scene(np.random.default_rng(seed))
    return photo(ink_mask(drawing, scene), scene)


def _light(scene: Scene) -> np.ndarray:
    x, y = _across(scene.size)
    across = (x * math.cos(scene.gradient_angle) + y * math.sin(scene.gradient_angle)) / math.sqrt(2)
    light = 1 - scene.gradient * (across + 1) / 2
    light *= 1 - scene.vignette * (x * x + y * y) / 2
    if scene.shadow:
        angle, place = scene.shadow_line
        distance = (x * math.cos(angle) + y * math.sin(angle) - (2 * place - 1)) * max(scene.size) / 2
        light *= 1 - scene.shadow / (1 + np.exp(np.clip(-4 * distance / scene.penumbra, -30, 30)))
    return light


def _across(size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of each pixel, -1..1 from edge to edge."""
    x, y = (np.linspace(-1, 1, side, dtype=np.float32) for side in size)
    return tuple(np.meshgrid(x, y))  # type: ignore[return-value]


def _texture(size: tuple[int, int], scale: float, rng: np.random.Generator) -> np.ndarray:
    small = rng.random((math.ceil(size[1] / scale), math.ceil(size[0] / scale)), dtype=np.float32)
    return np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC))
