"""What a person's own examples bring: each writer's digits split in two by time, examples first, then measured."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.measuring.hands import Hands, Indices, Reader, first_of_each, hard_hands
from digitpad.training.measuring.tables import table

# "Corrections only": so many digits are written first, and whoever writes corrects what is wrong.
CORRECTED = 50
EACH = (3, 10)
DRAWS, SEED = 2_000, 0


@dataclass(frozen=True)
class Gain:
    """What examples of each writer's hand bring that writer.

    Attributes:
        name: of the kind of examples.
        writers: how many.
        digits: how many were asked about.
        wrong: digits read wrongly, before and after.
        lost: those and the refused ones, before and after.
        fewer: the share of lost ones that the examples take away, 0..1; negative where they add some.
        interval: its 95 % interval over writers (bootstrap).
    """

    name: str
    writers: int
    digits: int
    wrong: tuple[int, int]
    lost: tuple[int, int]
    fewer: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Harm:
    """What examples must not do.

    Attributes:
        pairs: of writers, one with examples and another with digits.
        strangers: the share of the other's digits read wrongly or refused, before and after.
        letters: the share of letters that are refused, before and after their writers' digits became examples.
        letter_count: how many letters.
        signs: the share of refused signs, letters called a digit, that are read as it after one and two examples.
        sure: the share of digits that are sure with examples of the writer.
        sure_right: the share of the sure ones that are right, before and after.
    """

    pairs: int
    strangers: tuple[float, float]
    letters: tuple[float, float]
    letter_count: int
    signs: tuple[float, float]
    sure: float
    sure_right: tuple[float, float]


def measured(recognizer: Recognizer, digits: StrokeSet, letters: StrokeSet) -> tuple[list[Gain], Harm]:
    """Measure what examples bring writers whom the networks have never seen, and what they leave alone.

    Args:
        recognizer: to measure.
        digits: of the writers.
        letters: of the same or others.
    """
    kernels = recognizer.examples
    reader = Reader(recognizer, kernels.kernel if recognizer.strokes is None else kernels.of_drawings)
    hands = reader.hands(digits)
    crooked = reader.hands(hard_hands(digits))
    return all_gains(reader, hands, crooked), harm(reader, hands, reader.hands(letters))


def gains(reader: Reader, hands: Hands, corrections: bool = True) -> Iterator[Gain]:
    """Yield what a few and what many of each digit bring, and corrections alone.

    Args:
        reader: to measure.
        hands: digits of writers whom the network has never seen.
        corrections: whether these are measured, too, which takes longest.
    """
    for each in EACH:
        cases = list(_few_of_each(hands, each))
        if cases:
            yield _gain(reader, hands, texts.ADAPTING_EACH.format(each=each), cases)
    long = [np.concatenate(halves) for halves in hands.halves(2 * CORRECTED) if corrections]
    for name, unsure in ((texts.ADAPTING_CORRECTED.format(count=CORRECTED), False), (texts.ADAPTING_ANSWERED, True)):
        cases = [(corrected(reader, hands, own[:CORRECTED], unsure), own[CORRECTED:]) for own in long]
        if cases:
            yield _gain(reader, hands, name, cases)


def all_gains(reader: Reader, hands: Hands, crooked: Hands) -> list[Gain]:
    """Return what examples bring the writers, and the same when they write crookedly."""
    named = (replace(gain, name=texts.ADAPTING_CROOKED.format(name=gain.name)) for gain in gains(reader, crooked))
    return [*gains(reader, hands), *named]


def _few_of_each(hands: Hands, each: int) -> Iterator[tuple[Indices, Indices]]:
    """Yield the examples of each writer, the first of each digit, and what is asked about: all the later ones."""
    for first, rest in hands.halves():
        if each == min(EACH):
            yield first_of_each(hands, first, each), rest
            continue
        # Few writers have so many of each, and hardly any in half of what they wrote.
        own = np.concatenate([first, rest])
        known = first_of_each(hands, own, each)
        if len(known) == 10 * each and len(own) > len(known):
            yield known, np.setdiff1d(own, known)


def corrected(reader: Reader, hands: Hands, written: Indices, unsure: bool) -> Indices:
    """Return the examples that a person makes who corrects what is read wrongly or refused, as it is read then.

    Args:
        reader: that reads.
        hands: of which all are.
        written: the indices of what is written, in this order.
        unsure: whether the person also says what it is where the answer is not sure.
    """
    known: list[int] = []
    for index in written.tolist():
        digits, refused, sure = reader.answers(hands, np.array([index]), np.array(known, np.int64))
        if refused[0] or (unsure and not sure[0]) or digits[0] != hands.digits[index]:
            known.append(index)
    return np.array(known, np.int64)


def _gain(reader: Reader, hands: Hands, name: str, cases: list[tuple[Indices, Indices]]) -> Gain:
    counts = np.array([_errors(reader, hands, rest, known) for known, rest in cases])
    wrong, lost = counts[:, :2], counts[:, 2:]
    rng = np.random.default_rng(SEED)
    drawn = lost[rng.integers(len(cases), size=(DRAWS, len(cases)))].sum(axis=1)
    shares = 1 - drawn[:, 1] / np.maximum(drawn[:, 0], 1)
    low, high = np.quantile(shares, [0.025, 0.975]).tolist()
    before, after = lost.sum(axis=0).tolist()
    asked = sum(len(rest) for _, rest in cases)
    was, now = wrong.sum(axis=0).tolist()
    return Gain(name, len(cases), asked, (was, now), (before, after), 1 - after / max(before, 1), (low, high))


def _errors(reader: Reader, hands: Hands, asked: Indices, known: Indices) -> tuple[int, int, int, int]:
    """Return how many are wrong, before and after, and how many wrong or refused."""
    truth = hands.digits[asked]
    counts = []
    for examples in (known[:0], known):
        digits, refused, _ = reader.answers(hands, asked, examples)
        wrong = digits != truth
        counts.append((int(wrong.sum()), int((wrong | refused).sum())))
    (was_wrong, was_lost), (wrong_now, lost_now) = counts
    return was_wrong, wrong_now, was_lost, lost_now


def harm(reader: Reader, hands: Hands, letters: Hands, each: int = min(EACH), pairs: int | None = None) -> Harm:
    """Measure what examples must leave alone.

    Args:
        reader: to measure.
        hands: digits of writers whom the network has never seen.
        letters: of the same or other writers, which are no digits.
        each: examples of each digit.
        pairs: of strangers, at most so many, drawn by chance; None for all.
    """
    halves = list(hands.halves())
    known = [first_of_each(hands, first, each) for first, _ in halves]
    asked = [rest for _, rest in halves]
    strangers = list(permutations(range(len(halves)), 2))
    if pairs is not None and pairs < len(strangers):
        strangers = [strangers[place] for place in np.random.default_rng(SEED).permutation(len(strangers))[:pairs]]
    lost = np.array([_errors(reader, hands, asked[other], known[own])[2:] for own, other in strangers]).reshape(-1, 2)
    total = sum(len(asked[other]) for _, other in strangers)
    before, after = (lost.sum(axis=0) / max(total, 1)).tolist()
    refused = np.array([0, 0])
    both = np.intersect1d(letters.writers, hands.writers)
    for own in both:
        theirs = np.flatnonzero(hands.writers == own)
        refused += _refused(reader, hands, letters, np.flatnonzero(letters.writers == own), theirs, each)
    count = int(np.isin(letters.writers, both).sum())
    own_sure, right = _sure(reader, hands, known, asked)
    signs = (_signs(reader, letters, 1), _signs(reader, letters, 2))
    share = refused / max(count, 1)
    return Harm(len(strangers), (before, after), (float(share[0]), float(share[1])), count, signs, own_sure, right)


def _refused(
    reader: Reader, hands: Hands, letters: Hands, asked: Indices, theirs: Indices, each: int
) -> NDArray[np.int64]:
    both = _together(letters, hands)
    known = first_of_each(hands, theirs, each) + len(letters.labels)
    said = both.labels[known].astype(np.int64)
    return np.array([reader.answers(both, asked, examples, said)[1].sum() for examples in (known[:0], known)])


def _together(one: Hands, other: Hands) -> Hands:
    return replace(one, **{name: np.concatenate([value, getattr(other, name)]) for name, value in vars(one).items()})


def _signs(reader: Reader, letters: Hands, examples: int) -> float:
    """Return the share of a writer's refused letters that are read as a 7 after so many of them were called so."""
    read = count = 0
    for writer, label in sorted(set(zip(letters.writers.tolist(), letters.labels.tolist(), strict=True))):
        own = np.flatnonzero((letters.writers == writer) & (letters.labels == label))
        # Some letters are read as digits already.
        if len(own) <= 2 or not reader.answers(letters, own, own[:0])[1].all():
            continue
        called = np.full(examples, 7)
        digits, refused, _ = reader.answers(letters, own[2:], own[:examples], called)
        read += int(((digits == 7) & ~refused).sum())
        count += len(own) - 2
    return read / max(count, 1)


def _sure(
    reader: Reader, hands: Hands, known: list[Indices], asked: list[Indices]
) -> tuple[float, tuple[float, float]]:
    counts = []
    for with_examples in (False, True):
        sure = right = 0
        for examples, rest in zip(known, asked, strict=True):
            digits, _, certain = reader.answers(hands, rest, examples if with_examples else examples[:0])
            sure += int(certain.sum())
            right += int((certain & (digits == hands.digits[rest])).sum())
        counts.append((sure, right / max(sure, 1)))
    total = max(sum(map(len, asked)), 1)
    return counts[1][0] / total, (counts[0][1], counts[1][1])


def as_text(found: list[Gain], harmless: Harm) -> str:
    """Return what examples bring, and what they leave alone, for people."""
    rows = [
        (
            gain.name,
            str(gain.writers),
            str(gain.digits),
            str(gain.wrong[0]),
            str(gain.wrong[1]),
            str(gain.lost[0]),
            str(gain.lost[1]),
            texts.ADAPTING_FEWER.format(share=gain.fewer, low=gain.interval[0], high=gain.interval[1]),
        )
        for gain in found
    ]
    return "\n".join([table(texts.ADAPTING_COLUMNS, rows), texts.ADAPTING_NOTE, "", *harm_lines(harmless)])


def harm_lines(harmless: Harm) -> list[str]:
    """Return what examples leave alone, in sentences."""
    each, (before, after) = min(EACH), harmless.strangers
    return [
        texts.ADAPTING_STRANGERS.format(
            each=each, pairs=harmless.pairs, before=before, after=after, change=100 * (after - before)
        ),
        texts.ADAPTING_LETTERS.format(
            before=harmless.letters[0], after=harmless.letters[1], count=harmless.letter_count
        ),
        texts.ADAPTING_SIGNS.format(one=harmless.signs[0], two=harmless.signs[1]),
        texts.ADAPTING_SURE.format(
            each=each, share=harmless.sure, right=harmless.sure_right[1], before=harmless.sure_right[0]
        ),
    ]


def as_json(found: list[Gain], harmless: Harm) -> dict[str, Any]:
    """Return what examples bring, and what they leave alone, for programs."""
    return {"gains": [asdict(gain) for gain in found], "harm": asdict(harmless)}
