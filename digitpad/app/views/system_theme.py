"""Whether the system looks light or dark, and whether it wants high contrast, where it tells."""

import sys

from digitpad.app.session.system import said

# Windows' SPI_GETHIGHCONTRAST, and the flag HCF_HIGHCONTRASTON of its answer.
HIGH_CONTRAST, IS_ON = 0x42, 1


def system_theme() -> str | None:
    """Return "light" or "dark", or None where the system doesn't tell."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        # The key is only there in dark mode.
        return "dark" if said("defaults", "read", "-g", "AppleInterfaceStyle") == "Dark" else "light"
    told = said("gsettings", "get", "org.gnome.desktop.interface", "color-scheme")
    if not told:
        return None
    return "dark" if "dark" in told else "light"


def wants_high_contrast() -> bool:
    """Ask the system; one that doesn't tell is taken not to want it."""
    if sys.platform == "win32":
        return _windows_high_contrast()
    if sys.platform == "darwin":
        return said("defaults", "read", "com.apple.universalaccess", "increaseContrast") == "1"
    if said("gsettings", "get", "org.gnome.desktop.a11y.interface", "high-contrast") == "true":
        return True
    # So it was told before GNOME 43, and is elsewhere.
    return "highcontrast" in said("gsettings", "get", "org.gnome.desktop.interface", "gtk-theme").lower()


def _windows_high_contrast() -> bool:
    import ctypes

    class Answer(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("flags", ctypes.c_uint), ("scheme", ctypes.c_wchar_p))

    answer = Answer(ctypes.sizeof(Answer), 0, None)
    ask = ctypes.windll.user32.SystemParametersInfoW  # type: ignore[attr-defined, unused-ignore]
    ask(HIGH_CONTRAST, answer.size, ctypes.byref(answer), 0)
    return bool(answer.flags & IS_ON)


def _windows() -> str | None:
    import winreg

    path = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:  # type: ignore[attr-defined, unused-ignore]
            light, _ = winreg.QueryValueEx(key, "AppsUseLightTheme")  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        return None
    return "light" if light else "dark"
