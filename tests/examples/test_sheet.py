"""The sheet for paper: printed, written on, photographed in every position, and read back."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from digitpad import Recognizer, texts
from digitpad.cli import main
from digitpad.errors import DataError, PictureError, UserError
from digitpad.examples.collecting import collected
from digitpad.examples.labelled import load_labelled
from digitpad.examples.righting import homography, marks_in, righted
from digitpad.examples.sheet import CORNERS, EACH, FIFTH, PAGE, boxes, save_sheet, sheet
from tests.saying import said

DESK = 96  # what lies around the paper in a photo, darker than the paper


@pytest.fixture(scope="module")
def written(request):
    """A sheet with a digit of MNIST's in each box."""
    sample = np.load(request.path.parents[1] / "data" / "mnist_sample.npz")
    page, used = sheet(), [0] * 10
    for digit, (left, top, _, _) in boxes():
        place = np.flatnonzero(sample["labels"] == digit)[used[digit]]
        used[digit] += 1
        picture = Image.fromarray(255 - sample["images"][place]).resize((84, 84), Image.Resampling.BICUBIC)
        page.paste(picture, (round(left) + 10, round(top) + 10))
    return page


def _tilted(page, inset, corner):
    """The page as a camera sees it that isn't held level: one corner farther away than the others."""
    width, height = page.size
    frame = [(0, 0), (width, 0), (width, height), (0, height)]
    seen = [(x * 0.9 + 0.05 * width, y * 0.9 + 0.05 * height) for x, y in frame]
    x, y = seen[corner]
    seen[corner] = (x + (width / 2 - x) * inset, y + (height / 2 - y) * inset)
    onto = homography(seen, frame)
    coefficients = tuple(onto.ravel()[:8].tolist())
    return page.transform(
        page.size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC, fillcolor=DESK
    )


def _shaded_and_noisy(page):
    """A shadow over half of the page, and grain."""
    values = np.asarray(page, np.float32)
    shade = np.linspace(1.0, 0.55, page.width)[None]
    grain = np.random.default_rng(3).normal(0, 7, values.shape)
    return Image.fromarray(np.clip(values * shade + grain, 0, 255).astype(np.uint8))


PHOTOS = {
    "as printed": lambda page: page,
    "turned to the right": lambda page: page.rotate(-20, Image.Resampling.BICUBIC, expand=True, fillcolor=DESK),
    "turned to the left": lambda page: page.rotate(20, Image.Resampling.BICUBIC, expand=True, fillcolor=DESK),
    "upside down": lambda page: page.rotate(180),
    "lying": lambda page: page.rotate(90, expand=True),
    "tilted": lambda page: _tilted(page, 0.2, 0),
    "tilted and upside down": lambda page: _tilted(page.rotate(180), 0.2, 1),
    "in the shade": _shaded_and_noisy,
    "small": lambda page: page.resize((700, 990), Image.Resampling.BOX),
    "large and soft": lambda page: page.resize((2480, 3508)).filter(ImageFilter.GaussianBlur(3)),
}


@pytest.fixture(scope="module")
def recognizer():
    return Recognizer()


@pytest.mark.parametrize("name", PHOTOS)
def test_digits_come_back_from_a_photo(written, recognizer, tmp_path, name):
    """All seventy are found under their own digits, and read as such as well as from MNIST itself."""
    path = tmp_path / "photo.jpg"
    PHOTOS[name](written).convert("RGB").save(path, quality=70)
    found = collected(path)
    assert found.labels == [digit for digit, _ in boxes()]
    assert found.empty == 0
    answers = recognizer.predict_many([Image.fromarray(image) for image in 255 - found.images])
    wrong = sum(answer.digit != label for answer, label in zip(answers, found.labels, strict=True))
    assert wrong <= 1


def test_boxes_that_are_empty_are_left_out(written, tmp_path):
    """Of a sheet that somebody began, what is there is kept."""
    page = written.copy()
    for _, box in boxes()[EACH:]:
        page.paste(255, tuple(round(side) + 3 * (1 if place < 2 else -1) for place, side in enumerate(box)))
    page.rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=DESK).save(tmp_path / "begun.png")
    found = collected(tmp_path / "begun.png")
    assert found.labels == [0] * EACH
    assert found.empty == 9 * EACH


@pytest.mark.parametrize("turn", [0, 13, 180])
def test_an_empty_sheet_is_said_to_be_empty(tmp_path, turn):
    """Neither the lines nor the noise of a photo are taken for digits."""
    page = sheet().rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=DESK)
    _shaded_and_noisy(page).save(tmp_path / "empty.jpg", quality=60)
    with pytest.raises(PictureError, match=r"empty\.jpg: Nothing is written"):
        collected(tmp_path / "empty.jpg")


def test_a_half_covered_sheet_is_one_sentence(written, tmp_path):
    """A mark that is covered, a photo of something else, a blank: no sheet, and no guess."""
    covered = written.copy()
    covered.paste(DESK, (0, 900, *PAGE))
    pictures = [covered, Image.new("L", (800, 800), 255), Image.effect_noise((500, 500), 90), Image.new("L", (1, 1))]
    for number, picture in enumerate(pictures):
        path = tmp_path / f"{number}.png"
        picture.save(path)
        with pytest.raises(PictureError, match=rf"{number}\.png: There is no whole sheet"):
            collected(path)


def test_the_marks_are_where_they_were_printed():
    """Five, to a fraction of a pixel; and righting a sheet as printed moves nothing."""
    found = sorted((mark.x, mark.y) for mark in marks_in(sheet()))
    assert np.abs(np.array(found) - sorted((*CORNERS, FIFTH))).max() < 1
    difference = np.abs(np.asarray(righted(sheet()), float) - np.asarray(sheet(), float))
    assert difference.mean() < 2


def test_sheets_are_written_as_pdf_and_png(tmp_path):
    """Both open as what they are, A4 in size; another kind, or a folder that isn't there, is one sentence."""
    assert main(["sheet", str(tmp_path / "sheet.pdf")]) == 0
    assert (tmp_path / "sheet.pdf").read_bytes()[:5] == b"%PDF-"
    save_sheet(tmp_path / "sheet.PNG")
    with Image.open(tmp_path / "sheet.PNG") as page:
        assert page.size == PAGE
        assert page.info["dpi"] == pytest.approx((150, 150), abs=0.1)
    with pytest.raises(DataError, match=r"\.pdf or \.png"):
        save_sheet(tmp_path / "sheet.jpg")
    with pytest.raises(UserError, match=said(texts.CANT_WRITE)):
        save_sheet(tmp_path / "nowhere" / "sheet.pdf")


def test_a_class_becomes_one_set(written, tmp_path, capsys):
    """Each file's name is its writer's; a sheet that can't be read is told of, and the others are kept."""
    for name in ("ada", "ben"):
        written.save(tmp_path / f"{name}.png")
    Image.new("L", (50, 50), 255).save(tmp_path / "cat.png")
    (tmp_path / "note.txt").write_text("no picture")
    files = [str(tmp_path / name) for name in ("ada.png", "cat.png", "note.txt", "ben.png")]
    out = tmp_path / "class.npz"
    assert main(["collect", *files, "--out", str(out)]) == 1
    said = capsys.readouterr()
    assert said.out.count("70 digits, 0 boxes empty") == 2
    assert "cat.png" in said.err
    assert "note.txt" in said.err
    found = load_labelled(out)
    assert found.writers.tolist() == ["ada"] * 70 + ["ben"] * 70
    assert main(["collect", files[0], "--out", str(out)]) == 0
    out.unlink()
    assert main(["collect", files[1], "--out", str(out)]) == 1
    assert not out.exists()
