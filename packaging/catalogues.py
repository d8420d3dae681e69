"""Brings the catalogues of all languages up to date with ``digitpad.texts``: ``make catalogues``.

Messages that are new or have changed are left empty in the ``.po`` files, to be translated by hand; the ``.mo`` files,
which the program reads, are made anew. Ends with 1 if something is still to be translated.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from digitpad import __version__, texts
from digitpad.languages import DOMAIN, FOLDER, LANGUAGES, messages

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "# {language} for digitpad. The context of a message is its name in digitpad/texts.py."


def source() -> Catalog:
    """Return what is to be translated."""
    catalogue = Catalog(project=DOMAIN)
    for context, message in messages().items():
        plural = isinstance(message, texts.Plural)
        catalogue.add((message.one, message.many) if plural else message, context=context)
    return catalogue


def updated(path: Path, language: str) -> Catalog:
    """Return a language's catalogue with the messages of today; what was translated of them is kept."""
    known = Catalog(locale=language)
    if path.is_file():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    catalogue = Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment=HEADER.format(language=LANGUAGES[language]),
        project=DOMAIN,
        version=__version__,
        msgid_bugs_address="",
        last_translator="",
        # The same messages make the same file.
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )
    for message in source():
        if message.id:
            same = known.get(message.id, message.context)
            catalogue.add(message.id, None if same is None else same.string, context=message.context)
    return catalogue


def as_mo(catalogue: Catalog) -> bytes:
    """Return what the program reads of a catalogue."""
    content = BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the contexts of the messages that are still to be translated."""
    return [
        message.context
        for message in catalogue
        if message.id and not all(message.string if message.pluralizable else [message.string])
    ]


def main() -> int:
    """Write all catalogues; return the exit status."""
    missing = 0
    for language in LANGUAGES:
        if language == "en":
            continue
        folder = FOLDER / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{DOMAIN}.po"
        catalogue = updated(path, language)
        with path.open("wb") as file:
            write_po(file, catalogue, width=0, omit_header=False, sort_output=False)
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        left = untranslated(catalogue)
        missing += len(left)
        print(f"{language}: {len(left)} to translate", *left[:20], sep="\n  " if left else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
