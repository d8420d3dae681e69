"""How far a long run is: a bar with the time that is left, on a terminal only."""

import contextlib
import sys
from collections.abc import Iterator, Sized
from typing import Any

# Fewer are done before a bar has been looked at.
FEW = 16
BAR = "{percentage:3.0f} % {bar} {n_fmt}/{total_fmt}  {remaining}"


class Progress:
    """A bar on standard error.

    Args:
        all_of: what is gone through.
    """

    def __init__(self, all_of: Sized) -> None:
        self._bar: Any = None
        if len(all_of) > FEW and sys.stderr is not None and sys.stderr.isatty():
            from tqdm import tqdm  # few who read a file need it

            self._bar = tqdm(total=len(all_of), file=sys.stderr, bar_format=BAR, dynamic_ncols=True, leave=False)

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        if self._bar is not None:
            self._bar.update(count)

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Make room for what is printed meanwhile."""
        if self._bar is None:
            yield
            return
        with self._bar.external_write_mode(file=sys.stdout):
            yield

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
