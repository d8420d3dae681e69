"""What the operating systems want to know of the packaged program: versions, document types."""

from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Reverse-domain names of the program and of its drawing files, for macOS.
BUNDLE_IDENTIFIER = "io.github.digitpad"
DRAWING_TYPE = "io.github.digitpad.ink.drawing"


def metadata_of(libraries: Iterable[str]) -> list[tuple[str, str]]:
    """Return what ``importlib.metadata`` needs to tell the libraries' versions, as PyInstaller's datas."""
    found = []
    for library in libraries:
        path = Path(str(metadata.distribution(library).locate_file("")))
        folder = next(
            entry.parent
            for entry in metadata.files(library) or []
            if entry.name == "METADATA" and entry.parent.name.endswith(".dist-info")
        )
        found.append((str(path / folder / "METADATA"), str(folder)))
    return found


def version_resource(version: str, folder: Path) -> str:
    """Write the version resource of a Windows executable and return its path.

    Args:
        version: three numbers with dots between them.
        folder: where to write it.
    """
    template = (HERE / "windows" / "version_info.txt").read_text(encoding="utf-8")
    numbers = ", ".join([*version.split("."), "0"])
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "version_info.txt"
    made.write_text(template.replace("@NUMBERS@", numbers).replace("@VERSION@", version), encoding="utf-8")
    return str(made)


def document_types() -> dict[str, Any]:
    """Return what tells macOS that drawing files are the program's own, for Info.plist."""
    return {
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "digitpad drawing",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [DRAWING_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": DRAWING_TYPE,
                "UTTypeDescription": "digitpad drawing",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {"public.filename-extension": ["digitpad"]},
            }
        ],
    }
