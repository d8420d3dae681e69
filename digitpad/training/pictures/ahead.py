"""Makes the next epoch's pictures in another process while the network learns from this one's.

That process never loads Keras: it imports this module, and what the source needs to draw.
"""

import contextlib
import math
import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Labelled = tuple[NDArray[np.uint8], NDArray[np.int64]]


class Source(Protocol):
    """Where a training's pictures come from; it must be picklable.

    Attributes:
        takes_long: whether making an epoch takes long enough to be worth another process.
    """

    takes_long: bool

    def epoch(self, number: int) -> Labelled:
        """Return the shuffled pictures (n, 28, 28) uint8 and labels (n,) int64 of one epoch."""
        ...

    def validation(self) -> Labelled | None:
        """Return the pictures that choose the best epoch, or None to keep the last."""
        ...


class Pooled:
    """A source of so many epochs, which are shown again and again; closing epochs have a pool of their own.

    Args:
        source: of the epochs.
        pool: how many of each kind there are.
        closing_from: the number of the first closing epoch.
    """

    def __init__(self, source: Source, pool: int, closing_from: float = math.inf) -> None:
        self.source, self.pool, self.closing_from = source, pool, closing_from
        self.takes_long = source.takes_long

    def place(self, number: int) -> int:
        """Return the number of the epoch that is shown as this one."""
        first = 0 if number < self.closing_from else int(self.closing_from)
        return first + (number - first) % self.pool

    def epoch(self, number: int) -> Labelled:
        """Return the pictures and labels of an epoch of the pool."""
        return self.source.epoch(self.place(number))

    def validation(self) -> Labelled | None:
        """Return the source's."""
        return self.source.validation()


def epochs(source: Source, first: int, end: int, makers: int = 1) -> Iterator[Labelled]:
    """Yield the epochs from ``first`` to before ``end``, each made while those before are in use.

    Args:
        source: of the epochs.
        first: the number of the first.
        end: the number after the last.
        makers: how many processes make them, each one epoch.
    """
    if not source.takes_long:
        yield from (source.epoch(number) for number in range(first, end))
        return
    # A fresh process: a fork of one that runs TensorFlow's threads may hang.
    with ProcessPoolExecutor(makers, get_context("spawn"), _start, (source,)) as pool:
        upcoming: deque[Future[Labelled]] = deque()
        for number in range(first, end):
            while number + len(upcoming) < min(number + makers, end):
                upcoming.append(pool.submit(_make, number + len(upcoming)))
            current = upcoming.popleft().result()
            if number + 1 + len(upcoming) < end:
                upcoming.append(pool.submit(_make, number + 1 + len(upcoming)))
            yield current


_source: Source | None = None


def _start(source: Source) -> None:
    global _source  # the process lives for this one source
    _source = source
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A training that is killed can't say goodbye, and its maker of pictures would wait for orders for ever.
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _make(number: int) -> Labelled:
    assert _source is not None
    # Ctrl+C reaches this process too; the one that trains answers it.
    with contextlib.suppress(KeyboardInterrupt):
        return _source.epoch(number)
    raise SystemExit
