"""What a window's session knows."""


def ink_of(app):
    """The ink on the pad."""
    return app.session.document.drawing


def several(app):
    """Whether a number is answered."""
    return app.session.answers.current is not None and app.session.answers.current.several


def chosen(app):
    """The digit that is chosen, as it was read; or None."""
    return None if app.session.answers.current is None else app.session.answers.current.digit


def text(app):
    """The number that is answered."""
    return app.session.answers.current.text


def status(app):
    """What the window says, in its status line or in the bar over the pad."""
    return app.session.message.words


def do(app, name):
    """Do what an action does."""
    app.looks.actions[name].run()
