"""Whether the system looks light or dark, where it tells."""

import shutil
import subprocess
import sys

PATIENCE = 3.0  # seconds; a question that hangs is no answer


def system_theme() -> str | None:
    """Return "light" or "dark", or None where the system doesn't tell."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        # The key is only there in dark mode.
        return "dark" if _said("defaults", "read", "-g", "AppleInterfaceStyle") == "Dark" else "light"
    said = _said("gsettings", "get", "org.gnome.desktop.interface", "color-scheme")
    if not said:
        return None
    return "dark" if "dark" in said else "light"


def _windows() -> str | None:
    import winreg

    path = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:  # type: ignore[attr-defined, unused-ignore]
            light, _ = winreg.QueryValueEx(key, "AppsUseLightTheme")  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        return None
    return "light" if light else "dark"


def _said(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
