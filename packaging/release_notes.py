"""Prints what is new in a version: ``python packaging/release_notes.py v1.2.3``.

It ends with a sentence and status 1 unless the tag, the version in the package and the newest section of CHANGELOG.md
are one and the same, so that nothing is released under a wrong name.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def release_notes(tag: str, version: str, changelog: str) -> str:
    """Return the newest section of the changelog, without its heading.

    Args:
        tag: such as v1.2.3.
        version: of the package.
        changelog: the text of CHANGELOG.md.

    Raises:
        ValueError: says which of them disagree.
    """
    if tag != f"v{version}":
        raise ValueError(f"The tag is {tag}, and the package has version {version}.")
    sections = re.split(r"^## *(\S+).*$", changelog, flags=re.MULTILINE)
    if len(sections) < 3 or sections[1] != version:
        newest = sections[1] if len(sections) >= 3 else "none"
        raise ValueError(f"The newest section of the changelog is {newest}, and the package has version {version}.")
    notes = sections[2].strip()
    if not notes:
        raise ValueError(f"The changelog says nothing about version {version}.")
    return notes


def main() -> None:
    """Print the notes for the tag on the command line."""
    sys.path.insert(0, str(ROOT))
    from digitpad import __version__

    try:
        print(release_notes(sys.argv[1], __version__, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
