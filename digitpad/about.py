"""What digitpad is made of: versions, the model's facts, licences."""

import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from digitpad import __version__, texts
from digitpad.errors import ModelError

# Libraries that are in every digitpad, by the names that they are installed under.
LIBRARIES = ("numpy", "pillow", "ai-edge-litert", "connected-components-3d", "platformdirs", "tkinterdnd2")


# Begins a heading.
HEADING = "# "


def about(model: Path | None, tk_version: str) -> str:
    """Return the text, some lines long: headings begin with ``HEADING``, and a tab stands between a name and its value.

    Args:
        model: the model file in use; None for the one that ships with digitpad.
        tk_version: Tk's.
    """
    own = [HEADING + texts.ABOUT_DIGITPAD.format(version=__version__), texts.DESCRIPTION, texts.ABOUT_PRIVATE]
    systems = [f"Python {platform.python_version()}, Tk {tk_version}, {platform.system()} {platform.release()}"]
    libraries = [HEADING + texts.ABOUT_LIBRARIES, *map(_library, LIBRARIES)]
    name, *facts = model_facts(model)
    return "\n".join([*own, *systems, *libraries, HEADING + name, *facts])


def model_facts(model: Path | None) -> list[str]:
    """Return what the facts file beside a model says, a line for each."""
    from digitpad.bundled import models_folder
    from digitpad.reading.facts import facts_beside

    path = model or models_folder() / "digitpad.tflite"
    try:
        facts = facts_beside(path)
    except ModelError as error:
        return [texts.ABOUT_MODEL.format(name=path.name), str(error)]
    if facts is None:
        return [texts.ABOUT_MODEL.format(name=path.name), texts.ABOUT_NO_FACTS]
    document = {
        name: value
        for name, value in facts.document
        if name not in ("format", "version", "sha256", "data_sha256", "settings")
    }
    return [texts.ABOUT_MODEL.format(name=path.name), *_lines(document)]


def _lines(document: dict[str, Any], indent: str = "  ") -> list[str]:
    lines: list[str] = []
    for name, value in document.items():
        words = str(name).replace("_", " ")
        if isinstance(value, dict):
            lines += [f"{indent}{words}:", *_lines(value, indent + "  ")]
        elif value not in ("", None) and not isinstance(value, list):  # tables are in the facts file, and in the card
            lines.append(f"{indent}{words}:\t{value}")
    return lines


def _library(name: str) -> str:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return f"{name} {texts.NO_VERSION}"
    said = [found[key].partition("\n")[0] for key in ("License-Expression", "License") if key in found]
    classified = [words.rpartition(" :: ")[2] for words in found.get_all("Classifier") or () if "License" in words]
    licence = next(filter(None, [*said, *classified]), "")
    return f"{name} {found['Version']}" + (f"\t{licence}" if licence else "")
