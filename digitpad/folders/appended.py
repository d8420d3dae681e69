"""What is put at the end of a file: all of it or, on a full disk, nothing."""

import os
from typing import BinaryIO


def append_whole(file: BinaryIO, content: bytes) -> int:
    """Write bytes at the end of a file.

    Args:
        file: opened without a buffer, so that a single write may take a part only.
        content: to write.

    Returns:
        Where it begins, in bytes.

    Raises:
        OSError: if it can't be written whole; then the file is as long as before.
    """
    start = file.seek(0, os.SEEK_END)
    written = 0
    try:
        while written < len(content):
            written += file.write(content[written:]) or 0
    except OSError:
        file.truncate(start)
        raise
    return start
