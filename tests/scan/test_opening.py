"""Opening picture files: every format, and one sentence for whatever is wrong."""

import io
import struct
import zlib

import pytest
from PIL import Image

from digitpad import texts
from digitpad.errors import PictureError
from digitpad.scan import open_file, open_picture

FORMATS = ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF"]


def content(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def half_black():
    image = Image.new("RGB", (40, 20), "white")
    image.paste("black", (0, 0, 20, 20))
    return image


def message_of(source, name=None):
    with pytest.raises(PictureError) as caught:
        open_picture(source, name)
    return str(caught.value)


@pytest.mark.parametrize("kind", FORMATS)
def test_reads_every_format_whatever_the_file_is_called(tmp_path, kind):
    """The content decides what a file is, not its name; a folder may have spaces and any letters."""
    path = tmp_path / "Blätter von Zoë" / "seven.txt"
    path.parent.mkdir()
    path.write_bytes(content(half_black(), kind))
    grey = open_picture(path).convert("L")
    assert grey.size == (40, 20)
    assert (grey.getpixel((5, 10)) < 20, grey.getpixel((35, 10)) > 235) == (True, True)


def test_reads_bytes():
    """A picture may come as bytes, from standard input or the clipboard."""
    assert open_picture(content(half_black(), "PNG")).size == (40, 20)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_cut_off_picture_is_named_with_its_cause(tmp_path, kind):
    """Half a file of any format is one sentence with the file's name."""
    noise = Image.effect_noise((64, 64), 90)
    path = tmp_path / "seven.png"
    path.write_bytes(content(noise, kind)[:1500])
    assert message_of(path) == texts.about_file(path, texts.DAMAGED_PICTURE)


@pytest.mark.parametrize(
    "raw",
    [
        b"just some text",
        b"",
        b"%PDF-1.7\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n%%EndComments\nshowpage\n",
        b"P5 2 2 255\n\1\2\3\4",
    ],
    ids=["text", "empty", "PDF", "SVG", "HEIC", "EPS", "PGM"],
)
def test_other_content_is_no_picture(tmp_path, raw):
    """What is none of the six formats is refused, EPS above all: Pillow would hand it to an interpreter."""
    path = tmp_path / "seven.png"
    path.write_bytes(raw)
    assert message_of(path).startswith(f"{path}: This is not a picture that digitpad reads")


def test_names_what_the_file_system_says(tmp_path):
    """A missing file, a folder, and a path through a file are sentences with the system's reason."""
    (tmp_path / "file").write_text("")
    assert message_of(tmp_path / "none.png") == texts.about_file(
        tmp_path / "none.png", texts.CANT_READ.format(reason="no such file or directory")
    )
    assert message_of(tmp_path).startswith(f"{tmp_path}: can't be read (")
    assert message_of(tmp_path / "file" / "x.png").startswith(f"{tmp_path / 'file' / 'x.png'}: can't be read (")


def test_calls_bytes_by_the_given_name():
    """Messages about content that came without a file use the name that the caller gives."""
    assert message_of(b"text", texts.STANDARD_INPUT) == texts.about_file(texts.STANDARD_INPUT, texts.NOT_A_PICTURE)


@pytest.mark.parametrize("side", [13_000, 40_000])
def test_refuses_a_decompression_bomb(side):
    """A small file that claims to be a giant picture is refused before it is decoded."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )
    assert message_of(bomb, "bomb.png") == texts.about_file("bomb.png", texts.HUGE_PICTURE.format(megapixels=150))


def test_opens_a_hundred_megapixels():
    """A large scan within the limit is opened without a warning, and a JPEG comes reduced."""
    large = open_picture(content(Image.new("L", (10_000, 10_000), 255), "JPEG"))
    assert 2000 < max(large.size) < 5001


@pytest.mark.parametrize("orientation", [1, 6])
def test_says_how_much_a_picture_was_reduced(orientation):
    """Of a large JPEG the file's own size is known, upright, and how many of its pixels made one; others come whole."""
    large, exif = Image.new("L", (4101, 4303), 255), Image.Exif()
    exif[0x0112] = orientation
    picture = open_file(content(large, "JPEG", exif=exif))
    size = large.size if orientation == 1 else large.size[::-1]
    assert (picture.reduction, picture.size) == (2, size)
    assert picture.image.size == tuple(-(-side // 2) for side in size)
    whole = open_file(content(large, "PNG", exif=exif))
    assert (whole.reduction, whole.size, whole.image.size) == (1, size, size)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_refuses_animations(kind):
    """Which frame of an animation is meant, nobody can tell: one sentence; a single frame is a picture."""
    frames = [Image.new("L", (8, 8), shade) for shade in (10, 200, 90)]
    with pytest.raises(PictureError, match="moving: This is an animation"):
        open_picture(content(frames[0], kind, save_all=True, append_images=frames[1:]), "moving")
    assert open_picture(content(frames[0], kind)).size == (8, 8)


def test_takes_the_first_page_of_a_tiff():
    """The pages of a scan don't move: the first one counts."""
    pages = [Image.new("L", (8, 8), shade) for shade in (10, 200)]
    assert open_picture(content(pages[0], "TIFF", save_all=True, append_images=pages[1:])).getpixel((0, 0)) == 10


def test_turns_a_picture_as_its_exif_data_say():
    """A phone held upright stores the picture lying, with a note: it is turned."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise
    picture = open_picture(content(half_black(), "JPEG", exif=exif, quality=95)).convert("L")
    assert picture.size == (20, 40)
    assert picture.getpixel((10, 5)) < 20


def test_damaged_exif_data_leave_the_picture_as_it_is():
    """Broken notes about a picture don't make its pixels unreadable."""
    raw = content(half_black(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert open_picture(raw).size == (40, 20)
