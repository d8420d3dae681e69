"""The pad as ``digitpad`` opens it; says when it is painted and closes.

With the argument "tensorflow" it imports TensorFlow first, as the tutorials' programs do.
"""

import sys

if "tensorflow" in sys.argv:
    import tensorflow  # noqa: F401

from digitpad import cli
from digitpad.app import window

show = window.App.open


def show_and_tell(app):
    def painted(_event):
        app.root.winfo_pointerxy()  # an answer of the X server: it has done all that it was asked to paint
        print("painted", flush=True)
        app.quit()

    app.root.bind("<<Painted>>", painted)
    show(app)


window.App.open = show_and_tell
sys.exit(cli.main([]))
