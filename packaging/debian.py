"""Makes a Debian package of the one-folder program."""

import gzip
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# Where the person's own files stay out, and the package manager's rules for programs from elsewhere point to.
PROGRAM = Path("opt/digitpad")
CONTROL = """\
Package: digitpad
Version: {version}
Architecture: {architecture}
Maintainer: The digitpad authors <noreply@digitpad.invalid>
Installed-Size: {kilobytes}
Depends: libc6 (>= {libc}), libxcb1, fontconfig-config
Section: education
Priority: optional
Description: draw a digit, and a small neural network says which one it is
 A pad to write a digit on with mouse, pen or finger. A convolutional network
 says which digit it is, how sure it is, and when it is no digit at all. It
 works offline and sends nothing anywhere.
"""
COPYRIGHT = """\
digitpad is under the following licence. The licences of everything that it
brings along are in /{program}/_internal/licences.

{licence}"""


def build_deb(program: Path, version: str, folder: Path) -> Path:
    """Make the package.

    Args:
        program: the folder of the one-folder program.
        version: of the program.
        folder: where to put the package.

    Returns:
        The path of the .deb file.
    """
    architecture = _output("dpkg", "--print-architecture").strip()
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    _lay_out(program, tree)
    control = CONTROL.format(
        version=version,
        architecture=architecture,
        kilobytes=_kilobytes(tree),
        libc=_libc_needed(path for path in program.rglob("*") if path.is_file()),
    )
    _write(tree / "DEBIAN" / "control", control)
    _make_readable(tree)
    made = folder / f"digitpad_{version}_{architecture}.deb"
    _output("dpkg-deb", "--root-owner-group", "--build", tree, made)
    return made


def _lay_out(program: Path, tree: Path) -> None:
    shutil.copytree(program, tree / PROGRAM, symlinks=True)
    command = tree / "usr" / "bin" / "digitpad"
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/{PROGRAM}/digitpad")
    share = tree / "usr" / "share"
    _copy(HERE / "linux" / "digitpad.desktop", share / "applications" / "digitpad.desktop")
    # The desktop's own packages watch this folder and the one of icons, and need no script of ours to notice.
    _copy(HERE / "linux" / "digitpad.xml", share / "mime" / "packages" / "digitpad.xml")
    for icon in HERE.glob("icons/digitpad-*.png"):
        size = icon.stem.removeprefix("digitpad-")
        _copy(icon, share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "digitpad.png")
    documents = share / "doc" / "digitpad"
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    _write(documents / "copyright", COPYRIGHT.format(program=PROGRAM, licence=licence))
    changes = gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0)
    (documents / "changelog.gz").write_bytes(changes)


def _libc_needed(files: Iterable[Path]) -> str:
    """Return the newest version of the C library whose functions the program calls, such as 2.36."""
    libraries = [path for path in files if path.open("rb").read(4) == b"\x7fELF"]
    versions = re.findall(r"GLIBC_(\d+)\.(\d+)", _output("objdump", "--private-headers", *libraries))
    return ".".join(map(str, max((int(major), int(minor)) for major, minor in versions)))


def _kilobytes(tree: Path) -> int:
    return sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024


def _make_readable(tree: Path) -> None:
    """Let everybody read and only the owner write, whatever the umask was here."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _output(*command: str | Path) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
