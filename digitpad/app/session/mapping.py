"""The map of digits: it is read when its window opens, and the digit on the pad moves on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad import texts
from digitpad.app.session.asking import sentence
from digitpad.app.session.followed import followed
from digitpad.app.session.session import Session
from digitpad.app.session.telling import Change, nobody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from digitpad.reading.digit_map import DigitMap, Shipped

# So many of the places where the digit was are remembered, while it moves.
TRAIL = 60


class Mapping:
    """Follows the digit that the answer is about.

    Attributes:
        map: of the model that answers; None until it is known.
        is_made: whether it was made for this model, because the one that ships belongs to another.
        image: what the network saw of the digit on the pad; None while there is none.
        mine: where that lies, (2,).
        trail: where it was before, oldest first.
        own: where the examples of one's own hand lie, (m, 2), and what they are, (m,).
        chosen: the digit of the map that is shown large, counted from 0.
        words: what is said about all this.

    Args:
        session: whose answers are followed.
        tell: is called when there is something else to be shown.
    """

    def __init__(self, session: Session, tell: Callable[[], None]) -> None:
        self.map: DigitMap | None = None
        self.is_made = False
        self.image: NDArray[np.float32] | None = None
        self.mine: NDArray[np.float32] | None = None
        self.trail: list[NDArray[np.float32]] = []
        self.own = _no_examples()
        self.chosen: int | None = None
        self.words = texts.MAP_LOADING
        self._session, self._tell = session, tell
        self._closed = False
        self._leave = session.subscribe(self._hear)

    def open(self) -> None:
        """Read the map, and take the digit that is there now."""
        self._read()
        self._follow("answer")

    def close(self) -> None:
        """Follow no more; what is still being worked out is dropped."""
        if not self._closed:
            self._closed = True
            self._tell = nobody
            self._leave()

    def choose(self, index: int | None) -> None:
        """Show one of the map's digits large, or none."""
        if index != self.chosen:
            self.chosen = index
            self._tell()

    def walk(self, step: tuple[int, int]) -> None:
        """Choose the nearest digit to the right (1, 0), above (0, 1) and so on; at first the one nearest to yours."""
        if self.map is None:
            return
        if self.chosen is None:
            self.choose(self.map.nearest(np.zeros(2, np.float32) if self.mine is None else self.mine))
            return
        found = self.map.beside(self.map.places[self.chosen], step)
        if found is not None:
            self.choose(found)

    def _do(self, kind: str, work: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        def heard(result: Any) -> None:
            if self._closed:
                return
            if isinstance(result, Exception):
                self.words = sentence(result)
                self._tell()
            else:
                done(result)

        self._session.work(kind, work, heard)

    def _read(self) -> None:
        def work(reader: Any) -> "tuple[Shipped, bool]":
            from digitpad.bundled import models_folder
            from digitpad.reading.digit_map import MAP_FILE, read_map

            shipped = read_map(models_folder() / MAP_FILE)
            return shipped, shipped.is_of(reader.path)

        def take(found: "tuple[Shipped, bool]") -> None:
            shipped, is_its_own = found
            if is_its_own:
                self._use(shipped.map)
            else:
                self.words = texts.MAP_MAKING
                self._tell()
                self._make(shipped.map, [])

        self._do("map", work, take)

    def _make(self, shipped: "DigitMap", made: "list[NDArray[np.float32]]") -> None:
        """Make a map of the same digits for another model, some at a time, so that questions don't wait."""
        from digitpad.reading.digit_map import BATCH, embeddings_of, map_of

        start = len(made) * BATCH

        def work(reader: Any) -> "NDArray[np.float32] | DigitMap":
            if start >= len(shipped.labels):
                return map_of(np.concatenate(made), shipped.pictures, shipped.labels)
            batch: Iterator[NDArray[np.float32]] = embeddings_of(
                reader.outputs, shipped.pictures[start : start + BATCH]
            )
            return next(batch)

        def take(found: "NDArray[np.float32] | DigitMap") -> None:
            if isinstance(found, np.ndarray):
                self._make(shipped, [*made, found])
            else:
                self.is_made = True
                self._use(found)

        self._do("map", work, take)

    def _use(self, found: "DigitMap") -> None:
        self.map = found
        self.words = texts.MAP_MADE if self.is_made else ""
        self._tell()
        self._place()
        self._place_own()

    def _place(self) -> None:
        """Ask where the digit on the pad lies."""
        known, image = self.map, self.image
        if known is None or image is None:
            return

        def take(place: "NDArray[np.float32]") -> None:
            if known is not self.map or self.image is None:
                return
            if self.mine is not None:
                self.trail = [*self.trail, self.mine][-TRAIL:]
            self.mine = place
            self._tell()

        self._do("map place", lambda reader: known.place(reader.outputs([image]).embeddings)[0], take)

    def _place_own(self) -> None:
        """Ask where the examples lie that the recogniser has been taught."""
        known = self.map

        def work(reader: Any) -> "tuple[NDArray[np.float32], NDArray[np.int64]]":
            embeddings, labels = reader.examples.embedded
            assert known is not None, "asked with a map"
            return (known.place(embeddings), labels) if len(labels) else _no_examples()

        def take(found: "tuple[NDArray[np.float32], NDArray[np.int64]]") -> None:
            if known is self.map and (len(found[1]) or len(self.own[1])):
                self.own = found
                self._tell()

        if known is not None:
            self._do("map own", work, take)

    def _follow(self, change: Change) -> None:
        found = followed(self._session, change)
        if found is None:
            return
        if found.image is None:
            if self.image is not None:
                self.image, self.mine, self.trail = None, None, []
                self._tell()
        elif self.image is None or not np.array_equal(self.image, found.image):
            self.image = found.image
            self._place()

    def _hear(self, change: Change) -> None:
        if change == "model":
            # Another model sees other things, and has another map.
            self.map, self.is_made, self.image, self.mine, self.trail = None, False, None, None, []
            self.own = _no_examples()
            self.words = texts.MAP_LOADING
            self._read()
            self._tell()
        elif change == "lessons":
            self._place_own()
        self._follow(change)


def _no_examples() -> "tuple[NDArray[np.float32], NDArray[np.int64]]":
    return np.zeros((0, 2), np.float32), np.zeros(0, np.int64)
