"""How far something is that takes long."""

from collections.abc import Callable

# Is told how many of how many are done; what it raises ends the work.
Progress = Callable[[int, int], object]


def unwatched(_done: int, _count: int) -> None:
    """Let nobody know how far it is."""
