"""What the pad remembers from one time to the next, in a small text file of the user's settings folder.

The window reads it before its first paint, so neither JSON nor platformdirs is needed for that on Linux.
"""

import contextlib
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

THEMES = ("system", "light", "dark")
# The pen on the screen, in pad units: bold as a marker, and a 4's gap or an 8's loops stay open.
PEN, PEN_LEAST, PEN_MOST = 17.0, 6.0, 40.0
MOST_BYTES = 10_000


class Settings(NamedTuple):
    """What a person has chosen.

    Attributes:
        theme: one of ``THEMES``.
        system_theme: what the system's theme was the last time: "light" or "dark".
        high_contrast: whether the system wanted high contrast the last time.
        pen: the pen's width on the screen, in pad units.
        live: whether answers come after each stroke.
        wide: whether the pad is the wide one, for numbers.
        window: the window's place, as "WIDTHxHEIGHT+X+Y", or "".
        newcomer: whether the pad has never been open before: then it shows what can be done.
        language: "system", or a key of ``digitpad.languages.LANGUAGES``.
        adapt: whether answers heed the person's own examples.
        model: the path of the model that was chosen; "" for the one that ships with digitpad.
    """

    theme: str = "system"
    system_theme: str = "light"
    high_contrast: bool = False
    pen: float = PEN
    live: bool = True
    wide: bool = False
    window: str = ""
    newcomer: bool = False
    language: str = "system"
    adapt: bool = True
    model: str = ""


def settings_file() -> Path | None:
    """Return where the settings are kept; None where no home folder is to be found out."""
    if sys.platform.startswith("linux"):
        # What platformdirs says, without the 10 ms that its import takes.
        folder = os.environ.get("XDG_CONFIG_HOME", "").strip() or os.path.expanduser("~/.config")
        path = Path(folder) / "digitpad"
    else:
        from platformdirs import user_config_path

        path = user_config_path("digitpad", appauthor=False, roaming=True)
    return path / "settings.txt" if path.is_absolute() else None


def load_settings() -> Settings:
    """Read the settings; a damaged file is set aside as settings.damaged.txt, and a missing one means defaults."""
    path = settings_file()
    try:
        content = b"" if path is None else path.read_bytes()[:MOST_BYTES]
        return parsed(content.decode("utf-8"))
    except FileNotFoundError:
        return Settings(newcomer=True)
    except OSError:
        return Settings()
    except ValueError:
        assert path is not None
        with contextlib.suppress(OSError):  # in a folder that can't be written it stays where it is
            os.replace(path, path.with_suffix(".damaged.txt"))
        return Settings()


def save_settings(settings: Settings) -> None:
    """Write the settings in one step; where that is not allowed, they are forgotten."""
    path = settings_file()
    if path is None:
        return
    lines = [f"{name} = {_written(value)}\n" for name, value in settings._asdict().items()]
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text("".join(lines), encoding="utf-8")
        os.replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def parsed(text: str) -> Settings:
    """Return the settings in a file's text, "name = value" a line; unknown names are left out.

    Raises:
        ValueError: if a line or a value is none.
    """
    found: dict[str, Any] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, equals, value = (part.strip() for part in line.partition("="))
        if not equals:
            raise ValueError(line)
        if name in _READERS:
            found[name] = _READERS[name](value)
    return Settings(**found)


def _written(value: Any) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def _one_of(*words: str) -> Any:
    def read(value: str) -> str:
        if value not in words:
            raise ValueError(value)
        return value

    return read


def _switch(value: str) -> bool:
    return bool(_one_of("on", "off")(value) == "on")


def _pen(value: str) -> float:
    pen = float(value)
    if not PEN_LEAST <= pen <= PEN_MOST:  # not-a-number fails this too
        raise ValueError(value)
    return pen


def _window(value: str) -> str:
    if value:
        place(value)
    return value


def _language(value: str) -> str:
    if not value.replace("_", "").isalpha():
        raise ValueError(value)
    return value  # one that this digitpad lacks means English


def place(window: str) -> tuple[int, int, int, int]:
    """Return (width, height, x, y) of a window's place as Tk writes it.

    Raises:
        ValueError: if it is none.
    """
    size, *corner = window.replace("+-", "+~").replace("+", " ").split()
    width, height = (int(number) for number in size.split("x"))
    x, y = (int(number.replace("~", "-")) for number in corner)
    if not (0 < width < 100_000 and 0 < height < 100_000 and abs(x) < 100_000 and abs(y) < 100_000):
        raise ValueError(window)
    return width, height, x, y


_READERS = {
    "theme": _one_of(*THEMES),
    "system_theme": _one_of("light", "dark"),
    "high_contrast": _switch,
    "pen": _pen,
    "live": _switch,
    "wide": _switch,
    "window": _window,
    "newcomer": _switch,
    "language": _language,
    "adapt": _switch,
    "model": str,
}
