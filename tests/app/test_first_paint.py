"""What the window needs before it is painted."""

import subprocess
import sys

from tests.patience import PATIENCE

# Prints the heavy modules that are loaded when the window is painted, and then those once the model is there.
PAINTED = """
import sys
from pathlib import Path
from digitpad.app import main, window

HEAVY = ("numpy", "PIL", "keras", "tensorflow", "ai_edge_litert", "cc3d", "platformdirs", "digitpad.reading.recognizer",
         "digitpad.ink.raster", "digitpad.ink.normalising", "digitpad.scan", "digitpad.reading.engines", "asyncio",
         "logging")

class Watched(window.App):
    def open(self):
        self.root.bind("<<Painted>>", self.painted)
        super().open()

    def painted(self, event):
        print(sorted(name for name in HEAVY if name in sys.modules))
        self.looks.actions["predict"].run()
        self.root.bind("<<Answered>>", self.answered)

    def answered(self, event):
        print(sorted(name for name in HEAVY if name in sys.modules and "." not in name))
        self.quit()

window.App = Watched
sys.exit(main.open_pad())
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(screen):
    """The window is on the screen before numpy, Pillow or the recogniser is imported; Keras never is."""
    ended = subprocess.run([sys.executable, "-c", PAINTED], capture_output=True, text=True, timeout=PATIENCE)
    assert ended.stderr == ""
    assert ended.returncode == 0
    painted, answered = ended.stdout.splitlines()
    assert painted == "[]"
    assert "keras" not in answered
    assert "tensorflow" not in answered
    assert "numpy" in answered
