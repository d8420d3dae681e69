"""Makes the files that are handed out from what PyInstaller has built in dist/: ``python packaging/deliver.py``.

On Linux an archive of the one-folder program, the one-file program and a Debian package; on Windows and macOS a zip; on
each their SHA-256 sums.
"""

import hashlib
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from debian import build_deb

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
SUMS = DIST / "SHA256SUMS"
SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def main() -> None:
    """Make them, in place of those of an earlier build."""
    sys.path.insert(0, str(ROOT))
    from digitpad import __version__

    name = f"digitpad-{__version__}-{SYSTEMS[sys.platform]}-{_machine()}"
    if sys.platform == "linux":
        made = [_tar(name), _one_file(name)]
        if shutil.which("dpkg-deb"):
            made.append(build_deb(DIST / "digitpad", __version__, DIST))
        else:
            print("There is no dpkg-deb here, so no Debian package was made.", file=sys.stderr)
    else:
        made = [_zip(name)]
    SUMS.write_text("".join(f"{_sha256(path)}  {path.name}\n" for path in made), encoding="ascii", newline="\n")
    for path in (*made, SUMS):
        print(f"{path.stat().st_size / 1e6:6.1f} MB  {path.relative_to(ROOT)}")


def _machine() -> str:
    """Return the processor's name, the same on all systems."""
    return {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())


def _tar(name: str) -> Path:
    made = DIST / f"{name}.tar.gz"
    with tarfile.open(made, "w:gz") as archive:
        archive.add(DIST / "digitpad", f"digitpad-{name.split('-')[1]}", filter=_owned_by_root)
    return made


def _owned_by_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def _one_file(name: str) -> Path:
    return (DIST / "digitpad-onefile").replace(DIST / name)


def _zip(name: str) -> Path:
    made = DIST / f"{name}.zip"
    if sys.platform == "darwin":
        # Python's own zip would lose the links and rights that make an .app work.
        subprocess.run(["ditto", "-c", "-k", "--keepParent", DIST / "digitpad.app", made], check=True)
    else:
        shutil.make_archive(str(made.with_suffix("")), "zip", DIST, "digitpad")
    return made


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main()
