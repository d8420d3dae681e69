"""A disk that is nearly full."""

import errno
import os


class Full:
    """An open file on a disk with room for 20 bytes more."""

    def __init__(self, real):
        self.real, self.room = real, 20

    def write(self, content):
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = self.real.write(content[: self.room])
        self.room -= written
        return written

    def __getattr__(self, name):
        return getattr(self.real, name)
