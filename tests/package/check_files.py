"""What is handed out, and what the package puts where."""

import configparser
import hashlib
import os
import shlex
import stat
import tarfile
from pathlib import Path

import digitpad
from tests.package.conftest import DIST, install, only, output, remove, system_files

PROGRAM = Path("/opt/digitpad")
MEGABYTE = 1_000_000


def test_the_sums_are_right():
    """SHA256SUMS names the archive, the one-file program and the package, and nothing has changed since."""
    lines = (DIST / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    sums = {name: value for value, name in (line.split("  ") for line in lines)}
    expected = [only("digitpad-{version}-linux-*.tar.gz"), only("digitpad_{version}_*.deb")]
    assert {path.name for path in expected} < set(sums)
    assert len(sums) == 3
    for name, value in sums.items():
        assert hashlib.sha256((DIST / name).read_bytes()).hexdigest() == value


def test_nothing_is_larger_than_allowed(installed):
    """The folder stays below 90 MB and the one file below 35 MB."""
    folder = sum(path.lstat().st_size for path in PROGRAM.rglob("*") if path.is_file())
    assert folder <= 90 * MEGABYTE
    one_file = next(path for path in DIST.glob(f"digitpad-{digitpad.__version__}-linux-*") if path.suffix != ".gz")
    assert one_file.stat().st_size <= 35 * MEGABYTE


def test_nothing_unused_is_in_it(installed):
    """Neither TensorFlow's world nor what Pillow, Tcl, numpy and LiteRT bring without need, nor OpenSSL is in it."""
    names = {path.name for path in PROGRAM.rglob("*")}
    folders = {"keras", "tensorflow", "scipy", "matplotlib", "tzdata", "demos", "f2py", "tests", "vendors"}
    assert not names & folders
    assert {path.stem for path in PROGRAM.rglob("msgs/*")} == {"de", "en", "es", "fr", "zh_cn"}
    parts = ("_avif", "libavif", "_imagingcms", "liblcms", "libssl", "libcrypto", "WebGpu")
    assert not [name for name in names for part in parts if part in name]


def test_licences_of_everything_are_in_it(installed):
    """Each library that is bundled has a folder with its licence, Python and Tcl/Tk too."""
    licences = PROGRAM / "_internal" / "licences"
    owners = {path.name for path in licences.iterdir()}
    libraries = {
        "numpy",
        "pillow",
        "ai-edge-litert",
        "connected-components-3d",
        "platformdirs",
        "pyinstaller",
        "tkinterdnd2",
    }
    assert libraries | {"digitpad", "Python", "Tcl and Tk", "Debian"} <= owners
    assert all(any(path.is_file() and path.stat().st_size for path in licences.joinpath(o).rglob("*")) for o in owners)
    with_openblas = bool(list(PROGRAM.rglob("*openblas*")))
    assert with_openblas == ("OpenBLAS" in (licences / "numpy" / "LICENSE.txt").read_text(encoding="utf-8"))
    assert (licences / "Debian" / "libx11-6" / "copyright").is_file()


def test_everybody_may_read_and_only_root_may_write(installed):
    """What is installed belongs to root, and others can read all of it and change nothing."""
    listed = output("dpkg-query", "--listfiles", "digitpad").splitlines()
    for path in listed:
        status = os.lstat(path)
        assert (status.st_uid, status.st_gid) == (0, 0), path
        if not stat.S_ISLNK(status.st_mode):
            assert status.st_mode & 0o022 == 0, path
            assert status.st_mode & 0o044 == 0o044, path


def test_the_menu_entry_starts_the_pad(installed, open_pad):
    """The entry's command is on the PATH, its icon is there in all sizes, and it opens drawing files."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read("/usr/share/applications/digitpad.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    command, file = shlex.split(entry["Exec"])
    assert (command, file) == (installed.name, "%f")
    assert entry["MimeType"] == "application/x-digitpad-drawing;"
    sizes = {path.parts[-3] for path in Path("/usr/share/icons/hicolor").glob(f"*/apps/{entry['Icon']}.png")}
    assert {f"{size}x{size}" for size in (16, 24, 32, 48, 64, 128, 256, 512)} <= sizes
    pad = open_pad()
    window = pad.wait_for_title("^digitpad$")
    assert window in pad.tool("search", "--onlyvisible", "--class", f"^{entry['StartupWMClass']}$").split()


def test_drawing_files_have_a_type(installed):
    """Where the desktop keeps types, .digitpad files have theirs and it is JSON."""
    types = Path("/usr/share/mime/globs2")
    assert Path("/usr/share/mime/packages/digitpad.xml").is_file()
    if types.is_file():
        assert ":application/x-digitpad-drawing:*.digitpad\n" in types.read_text(encoding="utf-8")
        parents = Path("/usr/share/mime/subclasses").read_text(encoding="utf-8")
        assert "application/x-digitpad-drawing application/json\n" in parents


def test_removal_leaves_nothing(before, installed):
    """Once removed, the machine has the files that it had before the package, and no others."""
    assert system_files() - before
    remove()
    try:
        assert system_files() ^ before == set()
    finally:
        install()


def test_the_archive_runs_where_it_is_unpacked(run, tmp_path):
    """The .tar.gz holds one folder named after the version, which works from a path with spaces and other letters."""
    place = tmp_path / "Ziffern malen" / "数字 ñ"
    with tarfile.open(only("digitpad-{version}-linux-*.tar.gz")) as archive:
        archive.extractall(place, filter="tar")
    (folder,) = place.iterdir()
    assert folder.name == f"digitpad-{digitpad.__version__}"
    done = run("self-test", program=folder / "digitpad")
    assert (done.returncode, done.stderr) == (0, "")
    assert "10 of 10" in done.stdout


def test_the_one_file_runs_and_cleans_up(run, tmp_path):
    """The one-file program passes its self-test from such a path too, and leaves nothing in the temporary folder."""
    temporary, program = tmp_path / "kurz und gut", tmp_path / "ein Programm ñ"
    temporary.mkdir()
    built = next(path for path in DIST.glob(f"digitpad-{digitpad.__version__}-linux-*") if path.suffix != ".gz")
    program.write_bytes(built.read_bytes())
    program.chmod(0o755)
    done = run("self-test", program=program, TMPDIR=str(temporary))
    assert (done.returncode, done.stderr) == (0, "")
    assert "10 of 10" in done.stdout
    assert list(temporary.iterdir()) == []


def test_all_that_it_links_to_is_there(installed):
    """Every library that a bundled one needs is bundled, or is one that the package depends on."""
    outside = {"linux-vdso.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libxcb.so.1"}
    of_libc = {f"lib{name}.so" for name in ("c", "m", "dl", "rt", "pthread", "util", "resolv")}
    inside = {path.name for path in PROGRAM.rglob("*")}
    for path in PROGRAM.rglob("*.so*"):
        listed = output("objdump", "--private-headers", path).splitlines()
        needed = {line.split()[1] for line in listed if line.strip().startswith("NEEDED")}
        missing = {name for name in needed - inside - outside if name.rsplit(".", 1)[0] not in of_libc}
        assert not missing, path
