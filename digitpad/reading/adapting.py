"""The user's own digits beside the network's answer: nearest examples in the embedding add to the scores.

Each example near what is read adds to its digit's logit, the more, the more alike the two are; several add up. What is
like no example keeps its scores bit for bit. Two drawings are compared by the embeddings of both networks, which tell
hands apart better than either alone, all else by the picture network's. Refusing is guarded more closely: a digit's
gain raises "no digit" as well, as far as no example is very alike, so that letters stay refused and a person's own odd
sign is read.

Close to: Wu, Efros, Yu, "Improving generalization via scalable neighborhood component analysis", ECCV 2018 (a kernel
over cosine distances in the embedding); Khandelwal et al., "Generalization through memorization", ICLR 2020 (neighbours
added to a network that stays as it is).
"""

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from digitpad import texts
from digitpad.errors import ModelError, UserError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIGITS = 10
# So many examples that say otherwise are enough to ask whether one was labelled by mistake.
CONTRADICTED = 10
# The facts file's key.
FACT = "adapting"


@dataclass(frozen=True)
class Kernel:
    """How far an example reaches, and how much it says; ``python -m digitpad.training.studies.adapting`` chooses it.

    Attributes:
        reach: the cosine distance, 0..2, from which on an example says nothing.
        strength: the logit that an example adds to its digit at no distance; it falls as (1 - distance / reach)².
        digit_reach: as reach, for the evidence that ink is a digit at all.
        digit_strength: as strength, likewise.
    """

    reach: float = 0.12
    strength: float = 32.0
    digit_reach: float = 0.1
    digit_strength: float = 128.0


# Chosen likewise, for drawings that are compared by both networks.
OF_DRAWINGS = Kernel(reach=0.16, digit_reach=0.14)


def kernel_of(document: Mapping[str, Any], path: Path, default: Kernel | None = None) -> Kernel:
    """Return the kernel that a facts file names, or the one that was chosen for the model that ships.

    Args:
        document: all of the file.
        path: its own, for the message.
        default: what counts where it names none; by default that of pictures.

    Raises:
        ModelError: if it names something impossible.
    """
    given = document.get(FACT, {})
    try:
        if not isinstance(given, dict):
            raise TypeError
        named = {field.name: float(given[field.name]) for field in fields(Kernel) if field.name in given}
        kernel = Kernel(**{**asdict(default or Kernel()), **named})
    except (TypeError, ValueError):
        raise ModelError(texts.about_file(path, texts.BAD_FACTS)) from None
    if not (0 < kernel.digit_reach <= 2 and 0 < kernel.reach <= 2 and kernel.strength >= 0 <= kernel.digit_strength):
        raise ModelError(texts.about_file(path, texts.BAD_FACTS))
    return kernel


class Contradiction(NamedTuple):
    """An example that others speak against.

    Attributes:
        key: of the example.
        label: what it was said to be.
        otherwise: what its nearest others were said to be.
    """

    key: Hashable
    label: int
    otherwise: int


class _Group(NamedTuple):
    """Examples that are compared in one way: unit embeddings (n, k) float32, and labels (n,)."""

    embeddings: "NDArray[np.float32]"
    labels: "NDArray[np.int64]"


@dataclass(frozen=True, eq=False)
class _Known:
    """All examples at one moment, never changed.

    Attributes:
        embeddings: (n, k) float32 of the picture network, of unit length.
        strokes: (n, l) float32 of the strokes network, of unit length; zeros for no drawing.
        labels: (n,) 0..9.
        keys: of each.
    """

    embeddings: "NDArray[np.float32]"
    strokes: "NDArray[np.float32]"
    labels: "NDArray[np.int64]"
    keys: tuple[Hashable, ...]

    @cached_property
    def drawings(self) -> _Group:
        """Those that both networks have seen."""
        drawn = self.strokes.any(axis=1)
        return _Group(unit(self.embeddings[drawn], self.strokes[drawn]), self.labels[drawn])

    @cached_property
    def pictures(self) -> _Group:
        """Those that the picture network alone has seen."""
        alone = ~self.strokes.any(axis=1)
        return _Group(self.embeddings[alone], self.labels[alone])


class Examples:
    """The user's own digits; may be changed from any thread while others ask.

    Args:
        embed: returns the (n, k) unit embeddings of n drawings or pictures, and behind them, where there is another
            network of drawings, that one's, or zeros.
        kernel: how much they say.
        of_drawings: how much drawings say to drawings, where both networks compare them.
        columns: how many of an embedding are the picture network's; None for all.
    """

    def __init__(
        self,
        embed: "Callable[[Sequence[Any]], NDArray[np.float32]]",
        kernel: Kernel | None = None,
        of_drawings: Kernel | None = None,
        columns: int | None = None,
    ) -> None:
        self.kernel, self.of_drawings = kernel or Kernel(), of_drawings or OF_DRAWINGS
        self._columns = columns
        # The switch: off, every answer is the network's own.
        self.enabled = True
        self._embed = embed
        self._lock = threading.Lock()
        nothing = np.zeros((0, 0), np.float32)
        self._known = _Known(nothing, nothing, np.zeros(0, np.int64), ())
        self._next = 0

    def __len__(self) -> int:
        return len(self._known.keys)

    def __contains__(self, key: object) -> bool:
        return key in self._known.keys

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """The keys of all, oldest first."""
        return self._known.keys

    @property
    def speak(self) -> bool:
        """Whether there are any and they are switched on."""
        return self.enabled and bool(self._known.keys)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many examples there are of each digit."""
        return tuple(np.bincount(self._known.labels, minlength=DIGITS).tolist())

    @property
    def embedded(self) -> "tuple[NDArray[np.float32], NDArray[np.int64]]":
        """The picture network's unit embeddings of all, (n, k), and what they are, (n,), at this moment."""
        return self._known.embeddings, self._known.labels

    def add(self, source: Any, label: int, key: Hashable = None) -> Hashable:
        """Add one; the next answer knows it.

        Args:
            source: what :func:`digitpad.digit_image` takes, with ink.
            label: 0..9.
            key: to take it away by; one that is there already is replaced. None for a number of its own.

        Returns:
            The key.

        Raises:
            UserError: for a blank source, or a label that is none.
        """
        return self.add_many([(source, label)], None if key is None else [key])[0]

    def add_many(self, pairs: Iterable[tuple[Any, int]], keys: Sequence[Hashable] | None = None) -> list[Hashable]:
        """Add several with one pass through the network; the arguments are as in :meth:`add`."""
        given = list(pairs)
        labels = np.array([_checked(label) for _, label in given], np.int64)
        if not given:
            return []
        embeddings = self._embed([source for source, _ in given])
        with self._lock:
            own: list[Hashable] = [*(range(self._next, self._next + len(given)) if keys is None else keys)]
            self._next += len(given)
            known = _without(self._known, set(own))
            parts = np.split(embeddings, [embeddings.shape[1] if self._columns is None else self._columns], axis=1)
            self._known = _Known(
                _one_below_the_other(known.embeddings, parts[0]),
                _one_below_the_other(known.strokes, parts[1]),
                np.concatenate([known.labels, labels]),
                (*known.keys, *own),
            )
        return own

    def remove(self, *keys: Hashable) -> None:
        """Take examples away again, and with them all that they said; keys that are not there are no error."""
        with self._lock:
            self._known = _without(self._known, set(keys))

    def clear(self) -> None:
        """Take all away."""
        with self._lock:
            self._known = _without(self._known, set(self._known.keys))

    def adapted(
        self,
        scores: "NDArray[np.float32]",
        embeddings: "NDArray[np.float32]",
        output: str,
        strokes: "NDArray[np.float32] | None" = None,
    ) -> "NDArray[np.float32]":
        """Return a model's raw scores as the examples change them.

        Args:
            scores: (n, 10 or 11) raw.
            embeddings: (n, k) of the picture network, of unit length.
            output: what the scores are: "logits", "softmax" or "sigmoid".
            strokes: (n, l) of the strokes network, where these are the scores of drawings by both.

        Returns:
            (n, 10 or 11) scores of the same kind; rows like no example are the same, bit for bit. Chances may leave
            0..1: only their ratios count.
        """
        known = self._known
        if not self.enabled or not known.keys:
            return scores
        groups = [(embeddings, _Group(known.embeddings, known.labels), self.kernel)]
        if strokes is not None:
            drawings = unit(embeddings, strokes), known.drawings, self.of_drawings
            groups = [drawings, (embeddings, known.pictures, self.kernel)]
        voices = [_voices(asked, *group, kernel) for asked, group, kernel in groups if len(group.labels)]
        return with_gains(scores, _gains(np.sum(voices, axis=0)), output)

    def contradictions(self) -> list[Contradiction]:
        """Return the examples whose ten nearest others are all within reach and all of one other digit."""
        known, found = self._known, []
        if len(known.keys) <= CONTRADICTED:
            return []
        for index, embedding in enumerate(known.embeddings):
            distances = 1 - known.embeddings @ embedding
            distances[index] = np.inf
            nearest = np.argpartition(distances, CONTRADICTED - 1)[:CONTRADICTED]
            voices = set(known.labels[nearest].tolist())
            label = int(known.labels[index])
            if distances[nearest].max() < self.kernel.reach and len(voices) == 1 and label not in voices:
                found.append(Contradiction(known.keys[index], label, voices.pop()))
        return found


def unit(*parts: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return embeddings of one or several networks side by side, each with the same say, every row of length 1.

    Args:
        parts: (n, k) each; a row of zeros says nothing.
    """
    whole = np.concatenate([_scaled(part) for part in parts], axis=1) if len(parts) > 1 else parts[0]
    return _scaled(whole)


def _scaled(part: "NDArray[np.float32]") -> "NDArray[np.float32]":
    lengths = np.linalg.norm(part, axis=1, keepdims=True)
    result: NDArray[np.float32] = (part / np.maximum(lengths, np.finfo(np.float32).tiny)).astype(np.float32)
    return result


def of_scores(scores: "NDArray[np.float32]", output: str) -> "NDArray[np.float32]":
    """Return what stands in for the embedding of a model that gives none: its logits around their mean.

    Args:
        scores: (n, 10 or 11) raw.
        output: what they are.
    """
    # Below one in ten million a chance is noise of single precision.
    logits = scores if output == "logits" else np.log(np.maximum(scores, 1e-7))
    result: NDArray[np.float32] = logits - logits.mean(axis=1, keepdims=True)
    return result


def evidence(
    embeddings: "NDArray[np.float32]",
    examples: "NDArray[np.float32]",
    labels: "NDArray[np.int64]",
    kernel: Kernel,
) -> "NDArray[np.float32]":
    """Return how much examples add to the logits of each digit, and of "no digit" in the last column.

    Args:
        embeddings: (n, k), of unit length, of what is read.
        examples: (m, k), likewise, of the examples.
        labels: (m,) 0..9.
        kernel: how much they say.

    Returns:
        (n, 11), ≥ 0; rows that no example reaches are 0.
    """
    return _gains(_voices(embeddings, examples, labels, kernel))


def _voices(
    embeddings: "NDArray[np.float32]",
    examples: "NDArray[np.float32]",
    labels: "NDArray[np.int64]",
    kernel: Kernel,
) -> "NDArray[np.float32]":
    """Return (2, n, 10): how much examples speak for each digit, and for ink being that digit at all."""
    distances = 1 - embeddings @ examples.T
    members = np.eye(DIGITS, dtype=np.float32)[labels]
    digits = kernel.strength * (np.maximum(0, 1 - distances / kernel.reach) ** 2 @ members)
    alike = kernel.digit_strength * (np.maximum(0, 1 - distances / kernel.digit_reach) ** 2 @ members)
    return np.stack([digits, alike])


def _gains(voices: "NDArray[np.float32]") -> "NDArray[np.float32]":
    digits, alike = voices
    # A digit gains on "no digit" only by examples that are very alike.
    refused = np.maximum(digits.max(axis=1) - alike.max(axis=1), 0)
    return np.column_stack([digits, refused]).astype(np.float32)


def with_gains(scores: "NDArray[np.float32]", gains: "NDArray[np.float32]", output: str) -> "NDArray[np.float32]":
    """Add gains (n, 11) to scores (n, 10 or 11) of any kind; rows without any stay as they are."""
    gained = gains[:, : scores.shape[1]]
    reached = gains.any(axis=1)
    if not reached.any():
        return scores
    result = scores.copy()
    if output == "logits":
        result[reached] += gained[reached]
    else:
        # Chances are multiplied; the row's largest gain is taken off all, which changes no ratio and overflows nowhere.
        result[reached] *= np.exp(gained[reached] - gained[reached].max(axis=1, keepdims=True))
    return result


def left_out(
    scores: "NDArray[np.float32]",
    embeddings: "NDArray[np.float32]",
    labels: Sequence[int],
    kernel: Kernel,
    output: str,
) -> "NDArray[np.float32]":
    """Return the scores of n examples, each as all the others, but not itself, change them.

    Args:
        scores: (n, 10 or 11) raw, of the network alone.
        embeddings: (n, k), of unit length.
        labels: (n,) 0..9.
        kernel: how much examples say.
        output: what the scores are.
    """
    said = np.array([_checked(label) for label in labels], np.int64)
    places = np.arange(len(said))
    gains = [evidence(embeddings[i : i + 1], embeddings[places != i], said[places != i], kernel) for i in places]
    return with_gains(scores, np.concatenate(gains), output)


def _checked(label: int) -> int:
    if isinstance(label, bool) or not isinstance(label, int | np.integer) or not 0 <= label < DIGITS:
        raise UserError(texts.NOT_A_LABEL.format(label=texts.short(label)))
    return int(label)


def _one_below_the_other(one: "NDArray[np.float32]", other: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the rows of both; the narrower ones end in zeros."""
    columns = max(one.shape[1], other.shape[1])
    return np.concatenate([np.pad(rows, ((0, 0), (0, columns - rows.shape[1]))) for rows in (one, other)])


def _without(known: _Known, keys: set[Hashable]) -> _Known:
    kept = [index for index, key in enumerate(known.keys) if key not in keys]
    if len(kept) == len(known.keys):
        return known
    left = tuple(known.keys[index] for index in kept)
    return _Known(known.embeddings[kept], known.strokes[kept], known.labels[kept], left)
