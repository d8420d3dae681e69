"""Which language the program speaks: every sentence in ``texts`` is put in its place, at once, while it runs.

Catalogues are gettext's (the GNU gettext manual has their form): ``LANGUAGE/LC_MESSAGES/digitpad.mo`` beside this file,
made from the ``.po`` files there by ``make catalogues``. A message's context is the name that it has in ``texts``, so
that two sentences that are alike in English may differ elsewhere. For English nothing is read, and nothing imported.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digitpad import texts

if TYPE_CHECKING:
    import gettext

DOMAIN = "digitpad"
FOLDER = Path(__file__).resolve().parent
# The names of languages, each in its own words: whoever looks for theirs must be able to read it.
LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "hi": "हिन्दी",
    "zh_CN": "简体中文",
}
SYSTEM = "system"
# Whoever scripts the command line can say which language it is to answer in.
VARIABLE = "DIGITPAD_LANGUAGE"
# Fonts that a language needs where the system has none: Debian's package, and what fontconfig calls the language.
FONTS = {"zh_CN": ("fonts-noto-cjk", "zh-cn"), "hi": ("fonts-noto-core", "hi")}

_english: dict[str, Any] = {}
_current = "en"


def current() -> str:
    """Return the language that is spoken now: a key of ``LANGUAGES``."""
    return _current


def use(language: str) -> None:
    """Speak a language from now on.

    Args:
        language: a key of ``LANGUAGES``; any other word, and a language whose catalogue is missing or damaged, means
            English.
    """
    global _current
    catalogue = None if language == "en" else _catalogue(language)
    _current = "en" if catalogue is None else language
    if catalogue is None and not _english:
        return
    if not _english:
        _english.update((name, value) for name, value in vars(texts).items() if name.isupper())
    for name, value in _english.items():
        setattr(texts, name, value if catalogue is None else _translated(catalogue, name, value))
    texts.Plural.chooser = texts.english_plural if catalogue is None else _plural(catalogue)


def chosen(setting: str) -> str:
    """Return the language to begin with.

    Args:
        setting: what the person chose: a key of ``LANGUAGES``, or "system" for the system's own.
    """
    said = os.environ.get(VARIABLE, "").strip()
    if said:
        return nearest(said)
    return setting if setting in LANGUAGES else of_system()


def of_system() -> str:
    """Return the system's language, as far as it is one of ours; else "en"."""
    if sys.platform in ("win32", "darwin"):
        import locale

        return nearest(locale.getlocale()[0] or "")
    # As gettext looks for it (GNU gettext manual, 2.3): LANGUAGE is a list, and means nothing in the locale "C".
    first = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "C")
    if first.partition(".")[0] in ("C", "POSIX"):
        return "en"
    wanted = [*os.environ.get("LANGUAGE", "").split(":"), first]
    return next((nearest(name) for name in wanted if _known(name)), "en")


def nearest(name: str) -> str:
    """Return the language of ours that a locale's name means: "de" for "de_AT.UTF-8", "en" for one that we lack."""
    return _known(name) or "en"


def missing_font(language: str) -> str | None:
    """Return Debian's package of a font that a language needs and this system lacks; None if nothing is missing.

    It can be told on Linux only; other systems bring fonts for every language of ours.
    """
    if language not in FONTS or not sys.platform.startswith("linux"):
        return None
    import shutil
    import subprocess

    package, name = FONTS[language]
    program = shutil.which("fc-list")
    if program is None:
        return None
    found = subprocess.run([program, f":lang={name}", "family"], capture_output=True, check=False).stdout
    return None if found.strip() else package


def messages(names: dict[str, Any] | None = None) -> "dict[str, str | texts.Plural]":
    """Return all messages in English by their contexts; parts of tuples and tables have contexts of their own.

    Args:
        names: what to go through in place of ``texts``.
    """
    if names is None:
        names = _english or {name: value for name, value in vars(texts).items() if name.isupper()}
    found: dict[str, str | texts.Plural] = {}
    for name, value in names.items():
        if isinstance(value, tuple):
            found |= messages({f"{name}.{index}": part for index, part in enumerate(value)})
        elif isinstance(value, dict):
            found |= messages({f"{name}.{key}": part for key, part in value.items()})
        elif isinstance(value, texts.Plural) or (isinstance(value, str) and value and name not in texts.UNTRANSLATED):
            found[name] = value
    return found


def _known(name: str) -> str:
    name = name.partition(".")[0].partition("@")[0].replace("-", "_")
    base = name.partition("_")[0].lower()
    if base in ("zh", "chinese"):
        # Who writes traditional characters reads English sooner than simplified ones.
        return "" if any(part in name for part in ("TW", "HK", "MO", "Hant", "Taiwan", "Hong")) else "zh_CN"
    windows = {"english": "en", "german": "de", "spanish": "es", "french": "fr", "hindi": "hi"}
    base = windows.get(base, base)
    return base if base in LANGUAGES else ""


def _catalogue(language: str) -> "gettext.GNUTranslations | None":
    import gettext
    import struct

    if language not in LANGUAGES:
        return None
    try:
        with open(FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo", "rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, KeyError, IndexError, SyntaxError, struct.error):  # all that a damaged one can raise
        return None


def _translated(catalogue: "gettext.GNUTranslations", name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_translated(catalogue, f"{name}.{index}", part) for index, part in enumerate(value))
    if isinstance(value, dict):
        return {key: _translated(catalogue, f"{name}.{key}", part) for key, part in value.items()}
    if isinstance(value, texts.Plural):
        return texts.Plural(value.one, value.many, name)
    if isinstance(value, str) and value and name not in texts.UNTRANSLATED:
        return catalogue.pgettext(name, value)
    return value


def _plural(catalogue: "gettext.GNUTranslations") -> Any:
    def choose(message: texts.Plural, count: int) -> str:
        return catalogue.npgettext(message.context, message.one, message.many, count)

    return choose
