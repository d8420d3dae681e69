"""Collects the licences of everything that goes into the packaged program: they lie in its folder ``licences``."""

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
# What is in the program without being imported: PyInstaller's start-up code.
ALWAYS = ("pyinstaller",)
# The file of a place in the program, where PyInstaller is to find it, and what it is to do with it.
Entry = tuple[str, str, str]


def licence_files(modules: Iterable[str], libraries: Iterable[Path]) -> list[Entry]:
    """Return the licences as files for PyInstaller.

    Args:
        modules: the names of all modules in the program.
        libraries: the paths of all extension modules and shared libraries in it, where they were taken from.

    Raises:
        SystemExit: with a sentence, if something would go without its licence.
    """
    found = [
        ("digitpad", HERE.parent / "LICENSE"),
        ("Tcl and Tk", HERE / "tcl_tk_licence.txt"),
        ("Python", _python_licence()),
        *_licences_of_distributions(modules),
        *_licences_of_system(libraries),
    ]
    return [(f"licences/{owner}/{path.name}", str(path), "DATA") for owner, path in dict.fromkeys(found)]


def _python_licence() -> Path:
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path("/usr/share/doc/libpython3-stdlib"))
    for path in (place / name for place in places for name in ("LICENSE.txt", "LICENSE", "copyright")):
        if path.is_file():
            return path
    raise SystemExit("Python's own licence isn't where it is looked for; please say where in packaging/licences.py.")


def _licences_of_distributions(modules: Iterable[str]) -> list[tuple[str, Path]]:
    owners = metadata.packages_distributions()
    names = {owner for module in modules for owner in owners.get(module.partition(".")[0], ())}
    found = []
    for name in sorted({*names, *ALWAYS} - {"digitpad"}):
        files = [file for file in metadata.files(name) or () if file.name.upper().startswith(NAMES)]
        if not files:
            raise SystemExit(f"{name} comes without a licence file; it can't go into the package.")
        # numpy keeps one for each of its parts, many under the same name.
        found += [("/".join([name, *_inner_folder(file.parts)]), Path(str(file.locate()))) for file in files]
    return found


def _inner_folder(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folders between a distribution's folder of licences and the file."""
    return parts[parts.index("licenses") + 1 : -1] if "licenses" in parts else ()


def _licences_of_system(libraries: Iterable[Path]) -> list[tuple[str, Path]]:
    """Return the licences of libraries that the operating system's packages brought: X11's, and the C++ runtime."""
    system = {path.resolve() for path in libraries if str(path.resolve()).startswith(("/lib", "/usr/lib"))}
    if not system or not sys.platform.startswith("linux"):
        return []
    if shutil.which("dpkg-query") is None:
        raise SystemExit("Under what licences the system's libraries are, only Debian's tools tell: no dpkg-query.")
    # What is installed under /usr/lib may be registered under /lib, which is a link to it.
    patterns = [f"*{str(path).removeprefix('/usr')}" for path in system]
    lines = subprocess.run(["dpkg-query", "--search", *patterns], stdout=subprocess.PIPE, text=True, check=True).stdout
    packages = {line.partition(":")[0] for line in lines.splitlines()}
    return [(f"Debian/{package}", Path("/usr/share/doc", package, "copyright")) for package in sorted(packages)]
