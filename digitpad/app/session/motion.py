"""Whether the system was told that its user wants little motion on the screen."""

import sys

from digitpad.app.session.system import said

# Windows' SPI_GETCLIENTAREAANIMATION.
ANIMATION = 0x1042


def wants_little_motion() -> bool:
    """Ask the system; one that doesn't tell is taken not to mind. It may take some milliseconds."""
    if sys.platform == "win32":
        import ctypes

        animated = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(ANIMATION, 0, ctypes.byref(animated), 0)
        return not animated.value
    if sys.platform == "darwin":
        return said("defaults", "read", "com.apple.universalaccess", "reduceMotion") == "1"
    return said("gsettings", "get", "org.gnome.desktop.interface", "enable-animations") == "false"
