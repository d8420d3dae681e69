"""Which of many things in rows are chosen, with pointer or keys, and which one the keyboard is at."""

from collections.abc import Callable, Sequence


class Choosing:
    """Chooses as people know it from folders of files.

    Attributes:
        keys: what there is to choose from.
        chosen: the keys of what is chosen.
        at: the index of the one that the keyboard is at.

    Args:
        choose: is told which are to be chosen.
        turns: whether each is chosen or not by itself, as with ticks, so that a plain click leaves the others alone.
    """

    def __init__(self, choose: Callable[[set[str]], None], turns: bool = False) -> None:
        self._choose, self._turns = choose, turns
        self.keys: Sequence[str] = ()
        self.chosen: set[str] = set()
        self.at = 0
        self._anchor = 0

    def show(self, keys: Sequence[str], chosen: set[str]) -> None:
        """Take note of what there is now; where one has gone, the keyboard is at what has come into its place."""
        self.keys, self.chosen = keys, {*chosen}
        last = max(len(keys) - 1, 0)
        self.at, self._anchor = min(self.at, last), min(self._anchor, last)

    def click(self, index: int | None, extend: bool = False, add: bool = False) -> None:
        """Choose the one that was clicked on, or none beside all; up to it (extend), or it too (add)."""
        if index is None:
            if not (extend or add or self._turns):
                self._choose(set())
            return
        self.at = index
        if extend:
            self._extend(add)
        elif self._turns or add:
            self.turn()
        else:
            self._choose_here()

    def go(self, by: int, extend: bool = False, add: bool = False) -> None:
        """Go on by so many, if there are so many: with what is chosen, up to there (extend), or without it (add)."""
        to = self.at + by
        if not 0 <= to < len(self.keys):
            return
        self.at = to
        if extend:
            self._extend(add)
        elif self._turns or add:
            self._choose(self.chosen)
        else:
            self._choose_here()

    def go_to_end(self, at_start: bool, extend: bool = False, add: bool = False) -> None:
        """Go to the first or to the last one."""
        self.go((0 if at_start else len(self.keys) - 1) - self.at, extend, add)

    def space(self, turn: bool = False) -> None:
        """Choose the one that the keyboard is at, beside the others; or, if it is chosen, no more."""
        if self.keys and (self._turns or turn or self.keys[self.at] not in self.chosen):
            self.turn()

    def turn(self) -> None:
        """Choose the one that the keyboard is at, or, if it is chosen, no more; the others stay."""
        self._anchor = self.at
        self._choose(self.chosen ^ {self.keys[self.at]})

    def all(self) -> None:
        """Choose all."""
        self._choose({*self.keys})

    def _choose_here(self) -> None:
        self._anchor = self.at
        self._choose({self.keys[self.at]})

    def _extend(self, add: bool) -> None:
        first, last = sorted((self._anchor, self.at))
        between = {*self.keys[first : last + 1]}
        if self._turns and self.keys[self._anchor] not in self.chosen:
            self._choose(self.chosen - between)
        else:
            self._choose(self.chosen | between if add or self._turns else between)
