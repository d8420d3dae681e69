"""Messages by their names, so that a test does not break when a sentence is put better."""

import re

PLACE = re.compile(r"\\\{[^{}]*\\\}")


def said(message):
    """Return a regular expression of a message, whatever stands in its places.

    Args:
        message: an entry of ``digitpad.texts``; of one in plural forms, any form will do.
    """
    if isinstance(message, tuple):
        return "|".join(map(said, message))
    return PLACE.sub("(?:.|\\n)*?", re.escape(str(message)))
