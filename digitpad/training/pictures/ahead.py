"""Makes the next epoch's pictures in another process while the network learns from this one's.

That process never loads Keras: it imports this module, and what the source needs to draw.
"""

import contextlib
import os
import threading
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


def epochs(source: Source, first: int, end: int) -> Iterator[Labelled]:
    """Yield the epochs from ``first`` to before ``end``, each made while the one before is in use."""
    if not source.takes_long:
        yield from (source.epoch(number) for number in range(first, end))
        return
    # A fresh process: a fork of one that runs TensorFlow's threads may hang.
    with ProcessPoolExecutor(1, get_context("spawn"), _start, (source,)) as maker:
        upcoming: Future[Labelled] | None = maker.submit(_make, first) if first < end else None
        for number in range(first, end):
            assert upcoming is not None
            current = upcoming.result()
            upcoming = maker.submit(_make, number + 1) if number + 1 < end else None
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
