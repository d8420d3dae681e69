"""What examples bring: counted on hands whose every score is known."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from digitpad.cli import main
from digitpad.examples.labelled import save_pictures
from digitpad.reading.adapting import Kernel
from digitpad.reading.facts import Facts
from digitpad.training.data.strokes import build
from digitpad.training.measuring.adapting import as_text, corrected, gains, harm
from digitpad.training.measuring.hands import Hands, Reader, first_of_each, hard_hands

KERNEL = Kernel(reach=0.2, strength=40, digit_reach=0.2, digit_strength=80)


def _hands(writers, each, mistaken=None, refused=()):
    """Digits that are read rightly, but for one that these writers write like another, or that no network takes."""
    labels, scores, embeddings, names = [], [], [], []
    for writer in writers:
        for _ in range(each):
            for digit in range(10):
                read = mistaken[digit] if mistaken and digit in mistaken else digit
                row = np.full(11, -5.0)
                row[10 if digit in refused else read] = 10
                place = np.zeros(30)
                place[digit if digit not in (mistaken or {}) else 10 + digit] = 1
                labels.append(str(digit))
                scores.append(row)
                embeddings.append(place)
                names.append(writer)
    return Hands(np.array(scores, np.float32), np.array(embeddings, np.float32), np.array(labels), np.array(names))


@pytest.fixture
def reader():
    return Reader(SimpleNamespace(output="logits", drawing_facts=Facts("logits")), KERNEL)


def test_a_mistake_that_a_hand_makes_is_gone_with_three_of_each(reader):
    """One in ten digits is read wrongly before and none after, for as many writers as there are."""
    hands = _hands(["a", "b"], 22, {7: 1})
    three, ten, wrong_ones, unsure_too = gains(reader, hands)
    assert (three.writers, three.digits, three.wrong, three.lost) == (2, 220, (22, 0), (22, 0))
    assert (three.fewer, three.interval) == (1, (1, 1))
    assert (ten.digits, ten.wrong) == (240, (24, 0))
    assert wrong_ones.wrong == unsure_too.wrong == (34, 0)
    assert "100% (100% to 100%)" in as_text([three], harm(reader, hands, _hands([], 0)))


def test_refused_digits_count_as_lost_and_not_as_wrong(reader):
    """They are read with examples."""
    three = next(gains(reader, _hands(["a"], 10, refused=(4,))))
    assert three.wrong[1] == 0
    assert three.lost == (5, 0)


def test_a_person_corrects_only_what_is_wrong(reader):
    """The first of the mistaken sevens is corrected, and from then on they are read."""
    hands = _hands(["a"], 10, {7: 1})
    assert corrected(reader, hands, np.arange(50), unsure=False).tolist() == [7]
    assert first_of_each(hands, np.arange(40), 2).tolist()[:4] == [0, 10, 1, 11]


def test_harm_is_seen(reader):
    """A hand whose sevens look like another's ones spoils these, and that is counted; so are letters that are read."""
    wild = _hands(["a"], 10)
    theirs = _hands(["b"], 10)
    theirs.embeddings[theirs.digits == 1] = wild.embeddings[wild.digits == 7][0]
    both = Hands(*(np.concatenate([getattr(wild, name), getattr(theirs, name)]) for name in vars(wild)))
    letters = Hands(wild.scores[:3].copy(), wild.embeddings[:3].copy(), np.array(["X"] * 3), np.array(["a"] * 3))
    letters.scores[:] = -5
    letters.scores[:, 10] = 10
    found = harm(reader, both, letters)
    assert found.pairs == 2
    assert found.strangers[0] == 0
    # The other way round the sevens are like the second hand's sevens, too, and stay.
    assert found.strangers[1] == pytest.approx(0.05)
    assert found.letters == (1, 0)
    assert harm(reader, both, letters, pairs=1).pairs == 1


def test_hard_hands_write_each_digit_alike_crookedly():
    """All of a writer's strokes are changed in one way; another's in another."""
    strokes = [np.array([[0, 0], [10, 0], [10, 20]], np.float32)]
    data = build([(strokes, "7", "a"), (strokes, "7", "a"), (strokes, "7", "b")])
    crooked = hard_hands(data)
    one, two, other = (crooked.strokes(place)[0] for place in range(3))
    assert (one == two).all()
    assert np.abs(one - other).max() > 0.1
    assert len(set(crooked.writers.tolist())) == len(crooked) * 2 / 3
    assert (hard_hands(data).xy == crooked.xy).all()


def test_a_set_is_shown_writer_by_writer(mnist_sample, tmp_path, capsys):
    """Each with what is read without and with the rest of that hand; a set without names is refused in a sentence."""
    images, labels = mnist_sample
    path = tmp_path / "class.npz"
    save_pictures(path, images[:60], labels[:60], ["ada"] * 40 + ["ben"] * 20)
    assert main(["evaluate", "--data", str(path), "--by", "writer", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["count"], row["asked"]) for row in rows] == [("ada", 40, 20), ("ben", 20, 10)]
    assert all(0.8 <= row[share] <= 1 for row in rows for share in ("accuracy", "before", "after"))
    assert main(["evaluate", "--data", str(path), "--by", "writer"]) == 0
    assert "ada" in capsys.readouterr().out
    save_pictures(path, images[:5], labels[:5])
    assert main(["evaluate", "--data", str(path), "--by", "writer"]) == 1
    assert "class.npz: This labelled set doesn't say who" in capsys.readouterr().err


@pytest.mark.parametrize(
    "flags", [["--adapting", "--numbers"], ["--adapting", "--data", "mnist"], ["--by", "writer"], ["--by", "hand"]]
)
def test_flags_that_do_not_go_together_are_refused(flags, capsys):
    """Wrong usage, with one sentence."""
    assert main(["evaluate", *flags]) == 2
    assert "digitpad evaluate:" in capsys.readouterr().err
