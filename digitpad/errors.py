"""The errors that are meant for the person at the pad."""


class UserError(Exception):
    """Something a person can understand and put right.

    Its message is one plain sentence: what is wrong, with which file, and what to do. The command line
    prints it and ends with status 1, the window shows it; neither shows a traceback. Every other
    exception is a bug in digitpad.
    """


class PictureError(UserError):
    """A file or an image that can't be read as a picture."""


class DrawingError(UserError):
    """Strokes, or a drawing file, that make no drawing."""


class WriteError(DrawingError):
    """A file that can't be written."""


class ModelError(UserError):
    """A model that is missing, damaged, of the wrong shape, or can't run here."""


class DataError(UserError):
    """A data set that is missing, damaged or in an unknown format."""
