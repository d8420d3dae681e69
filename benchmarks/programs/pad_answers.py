"""The pad with a drawing on it, told to predict as soon as it is painted; says when each answer is shown.

The argument is how many answers to get; then it says how much memory it has, in MB, and closes.
"""

import sys

from benchmarks.memory_of_this import resident_megabytes
from digitpad import cli
from digitpad.app import window
from digitpad.app.session import speaking

show = window.App.open
left = int(sys.argv[1])


def show_and_tell(app):
    def answered(_event):
        global left
        print(app.root.title(), flush=True)
        left -= 1
        if left:
            speaking.ask(app.session)
        else:
            print(resident_megabytes(), flush=True)
            app.quit()

    app.root.bind("<<Painted>>", lambda _event: speaking.ask(app.session))
    app.root.bind("<<Answered>>", answered)
    show(app)


window.App.open = show_and_tell
sys.exit(cli.main([sys.argv[2]]))
