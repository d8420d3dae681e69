"""Adapting to a hand: what examples change, and what they must leave alone."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digitpad import Drawing, Recognizer, UserError, digit_image, texts
from digitpad.errors import ModelError
from digitpad.reading.adapting import OF_DRAWINGS, Examples, Kernel, evidence, kernel_of, unit, with_gains
from tests.saying import said

# A sign that nobody writes for a digit: the network refuses it.
SIGN = [(60, 60), (140, 60)], [(60, 100), (140, 100)], [(60, 140), (140, 140)]


def _sign(dx=0.0, dy=0.0):
    return Drawing.from_strokes([[(x + dx * (y - 100), y + dy) for x, y in stroke] for stroke in SIGN], 200, 200)


@pytest.fixture(scope="module")
def shipped():
    return Recognizer()


@pytest.fixture
def recognizer(shipped):
    yield shipped
    shipped.examples.clear()
    shipped.examples.enabled = True


def _directions(*angles):
    return np.array([[np.cos(angle), np.sin(angle)] for angle in angles], np.float32)


def test_a_sign_of_ones_own_is_read_after_two_examples(recognizer):
    """What the network refuses is read as the digit that the person says, from the next answer on."""
    assert recognizer.predict(_sign()).verdict == "no digit"
    recognizer.examples.add(_sign(0.03, 2), 7)
    recognizer.examples.add(_sign(-0.03, -2), 7)
    found = recognizer.predict(_sign())
    assert (found.digit, found.is_digit) == (7, True)
    reading = recognizer.read(_sign())
    assert reading.text == "7"


def test_a_label_can_be_taken_back(recognizer):
    """Without the example the answer is what it was, bit for bit."""
    before = recognizer.predict(_sign())
    key = recognizer.examples.add(_sign(), 7)
    assert recognizer.predict(_sign()).digit == 7
    recognizer.examples.remove(key)
    after = recognizer.predict(_sign())
    assert (after.confidence, after.verdict) == (before.confidence, before.verdict)
    assert (after.probabilities == before.probabilities).all()
    recognizer.examples.remove(key, "never there")


def test_one_switch_turns_it_off(recognizer):
    """Off, the examples are kept and say nothing."""
    recognizer.examples.add(_sign(), 7)
    recognizer.examples.enabled = False
    assert recognizer.predict(_sign()).verdict == "no digit"
    recognizer.examples.enabled = True
    assert recognizer.predict(_sign()).digit == 7


def test_what_is_like_no_example_is_answered_exactly_as_before(recognizer, mnist_sample):
    """Digits of others keep every bit of their answer where no example is within reach."""
    images = list(mnist_sample[0])
    before = recognizer.predict_many(images)
    recognizer.examples.add(_sign(), 7)
    after = recognizer.predict_many(images)
    assert all((one.probabilities == other.probabilities).all() for one, other in zip(before, after, strict=True))
    assert [one.confidence for one in before] == [other.confidence for other in after]


def test_examples_of_one_hand_do_not_spoil_the_digits_of_others(recognizer, mnist_sample):
    """With half of a sample of many hands as examples, the other half is read at least as well."""
    images, labels = mnist_sample
    order = np.random.default_rng(0).permutation(len(images))
    known, asked = order[:100], order[100:]
    before = [found.digit for found in recognizer.predict_many(list(images[asked]))]
    recognizer.examples.add_many([(images[i], int(labels[i])) for i in known])
    after = [found.digit for found in recognizer.predict_many(list(images[asked]))]
    assert (np.array(after) == labels[asked]).sum() >= (np.array(before) == labels[asked]).sum()


def test_examples_come_from_pairs_and_files(recognizer, mnist_sample, tmp_path):
    """A recogniser takes pairs, a labelled set, or a library of labelled drawings."""
    from digitpad.examples.labelled import save_strokes
    from digitpad.examples.library import Library

    save_strokes(tmp_path / "set.npz", [_sign()], [7])
    Library(tmp_path / "labelled.jsonl").add([(_sign(), 7)])
    for examples in ([(_sign(), 7)], tmp_path / "set.npz", str(tmp_path / "labelled.jsonl")):
        adapted = Recognizer(examples=examples)
        assert adapted.examples.counts == (0, 0, 0, 0, 0, 0, 0, 1, 0, 0)
        assert adapted.predict(_sign()).digit == 7


@pytest.mark.parametrize("content", [b"", b"\x89PNG nonsense", b"PK nonsense", b'{"label": 7}\n'])
def test_files_that_are_no_examples_are_named(content, tmp_path):
    """One sentence names the file."""
    (tmp_path / "mine").write_bytes(content)
    with pytest.raises(UserError, match="mine: "):
        Recognizer(examples=tmp_path / "mine")
    with pytest.raises(UserError, match="nowhere: can't be read"):
        Recognizer(examples=tmp_path / "nowhere")


@pytest.mark.parametrize("label", [-1, 10, True, "7", 7.0, None])
def test_a_label_is_a_digit(recognizer, label):
    """Anything else is refused, and nothing is added."""
    with pytest.raises(UserError, match=said(texts.NOT_A_LABEL)):
        recognizer.examples.add(_sign(), label)
    with pytest.raises(UserError, match=said(texts.BLANK_EXAMPLE)):
        recognizer.examples.add(Drawing(200, 200), 3)
    assert len(recognizer.examples) == 0


def test_a_key_that_is_there_is_replaced(recognizer):
    """Said again under the same key, the later word counts."""
    recognizer.examples.add(_sign(), 7, "one")
    recognizer.examples.add(_sign(), 3, "one")
    assert len(recognizer.examples) == 1
    assert "one" in recognizer.examples
    assert recognizer.predict(_sign()).digit == 3


def test_examples_come_and_go_while_others_ask(recognizer):
    """Answers from one thread are those with or without an example that another adds and takes away, never others."""
    alone = recognizer.predict(_sign()).verdict
    key = recognizer.examples.add(_sign(), 7)
    known = recognizer.predict(_sign()).verdict
    stop = threading.Event()

    def change():
        while not stop.is_set():
            recognizer.examples.remove(key)
            recognizer.examples.add(_sign(), 7, key)

    thread = threading.Thread(target=change)
    thread.start()
    found = {recognizer.predict(_sign()).verdict for _ in range(50)}
    stop.set()
    thread.join()
    assert found <= {alone, known}


def test_the_more_alike_and_the_more_the_heavier():
    """Evidence falls with distance to nothing at the reach, and adds up."""
    kernel = Kernel(reach=0.2, strength=10, digit_reach=0.1, digit_strength=20)
    asked = _directions(0)
    near, nearer, beyond = _directions(0.4), _directions(0.2), _directions(np.arccos(1 - 0.2001))
    seven = np.array([7])
    one = evidence(asked, near, seven, kernel)[0, 7]
    assert 0 < one < evidence(asked, nearer, seven, kernel)[0, 7] < 10
    assert evidence(asked, np.concatenate([near, near]), np.array([7, 7]), kernel)[0, 7] == pytest.approx(2 * one)
    assert not evidence(asked, beyond, seven, kernel).any()


def test_refusing_is_given_up_only_for_what_is_very_alike():
    """Beyond the narrower reach "no digit" gains as much as the digit does; within it the digit gains on it."""
    kernel = Kernel(reach=0.2, strength=10, digit_reach=0.1, digit_strength=20)
    asked, seven = _directions(0), np.array([7])
    far = evidence(asked, _directions(np.arccos(1 - 0.15)), seven, kernel)[0]
    assert far[10] == far[7] > 0
    same = evidence(asked, asked, seven, kernel)[0]
    assert same[10] == 0 < same[7]


@pytest.mark.parametrize("output", ["logits", "softmax", "sigmoid"])
def test_scores_of_every_kind_gain_alike(output):
    """A gain is added to logits and multiplies chances; rows without any keep their bits."""
    chances = np.array([[0.7, 0.2, *[0.0125] * 8], [0.1] * 10], np.float32)
    scores = np.log(chances) if output == "logits" else chances
    gains = np.zeros((2, 11), np.float32)
    gains[0, 1] = 3
    found = with_gains(scores, gains, output)
    logits = found if output == "logits" else np.log(found)
    assert logits[0, 1] - logits[0, 0] == pytest.approx(np.log(0.2 / 0.7) + 3, abs=1e-5)
    assert (found[1] == scores[1]).all()


def test_one_that_contradicts_ten_others_is_found():
    """A 7 labelled as 1 among ten 7s is asked about; among nine it isn't yet."""
    examples = Examples(lambda sources: unit(np.array(sources, np.float32)))
    angles = np.linspace(0, 0.3, 10)
    examples.add_many([((np.cos(a), np.sin(a)), 7) for a in angles[:9]])
    wrong = examples.add((1.0, 0.1), 1)
    assert examples.contradictions() == []
    examples.add((np.cos(0.3), np.sin(0.3)), 7)
    assert examples.contradictions() == [(wrong, 1, 7)]
    examples.add((-1.0, 0.0), 3)
    assert len(examples.contradictions()) == 1


def test_two_networks_have_the_same_say():
    """Embeddings side by side are compared by the mean of their cosines, whatever their lengths."""
    first, second = np.array([[3.0, 0], [0, 5]], np.float32), np.array([[1.0, 0, 0], [100, 0, 0]], np.float32)
    both = unit(first, second)
    assert np.linalg.norm(both, axis=1) == pytest.approx([1, 1])
    assert both[0] @ both[1] == pytest.approx(0.5)


def test_drawings_are_compared_by_both_networks_and_all_else_by_one():
    """A picture among the examples, or one that is asked about, has its say by what the picture network sees alone."""
    near, narrow = Kernel(reach=0.2, strength=10), Kernel(reach=0.2, strength=1)

    def examples(*rows):
        found = Examples(lambda sources: np.array(sources, np.float32), near, narrow, columns=2)
        found.add_many([([*_directions(picture)[0], *strokes], label) for picture, strokes, label in rows])
        return found

    def gains(known, strokes=None):
        said = known.adapted(np.zeros((1, 11), np.float32), _directions(0.0), "logits", strokes)[0]
        return said[[7, 3]].round(3).tolist()

    pen, otherwise = _directions(0.0), _directions(2.0)
    drawing, picture = (0.0, pen[0], 7), (0.0, (0, 0), 3)
    both = examples(drawing, picture)
    assert gains(both, pen) == [1, 10]
    # Drawn another way it is another thing, however alike the pictures are.
    assert gains(both, otherwise) == [0, 10]
    assert gains(both) == [10, 10]
    assert gains(examples(picture), pen) == [0, 10]
    assert gains(examples(drawing), pen) == [1, 0]
    both.remove(both.keys[0])
    assert gains(both, pen) == [0, 10]


def test_drawings_and_pictures_are_learnt_one_after_the_other(recognizer, mnist_sample):
    """In any order, and a drawing's answer heeds both; taken back, it is as it was."""
    before = recognizer.outputs([_sign()])
    assert before.strokes.any()
    picture = recognizer.examples.add(mnist_sample[0][0], int(mnist_sample[1][0]))
    recognizer.examples.add(digit_image(_sign()), 7)
    assert recognizer.predict(_sign()).digit == 7
    drawing = recognizer.examples.add(_sign(), 7)
    assert recognizer.predict(digit_image(_sign())).digit == 7
    recognizer.examples.remove(picture)
    assert len(recognizer.examples) == 2
    assert recognizer.read(_sign()).text == "7"
    recognizer.examples.remove(drawing, *recognizer.examples.keys)
    assert (recognizer.outputs([_sign()]).scores == before.scores).all()
    mixed = recognizer.outputs([mnist_sample[0][0], _sign()])
    assert mixed.strokes.any(axis=1).tolist() == [False, True]
    assert recognizer.outputs([mnist_sample[0][0]]).strokes is None


def test_examples_are_asked_once_for_a_drawing(recognizer, mnist_sample, monkeypatch):
    """What the picture network says of it alone is no answer: with many examples that would cost as much again."""
    recognizer.examples.add(_sign(), 7)
    asked = []
    adapted = Examples.adapted
    monkeypatch.setattr(Examples, "adapted", lambda *said: asked.append(len(said[1])) or adapted(*said))
    found = recognizer.predict_many([_sign(), mnist_sample[0][0], Drawing(400, 400), _sign()])
    assert [each.verdict for each in found][2] == "blank"
    assert found[0].digit == found[3].digit == 7
    assert found[1].digit == mnist_sample[1][0]
    assert asked == [1, 2]


@pytest.mark.parametrize("given", [{"reach": 0}, {"strength": -1}, {"reach": "far"}, [1], {"digit_reach": 3}])
def test_a_facts_file_with_an_impossible_kernel_is_refused(given):
    """Its sentence is that of a damaged facts file."""
    with pytest.raises(ModelError, match=r"mine\.json: .*damaged"):
        kernel_of({"adapting": given}, Path("mine.json"))


def test_a_facts_file_names_the_kernel():
    """What it doesn't name is as it was chosen for the model that ships."""
    assert kernel_of({"adapting": {"reach": 0.5}}, Path()) == Kernel(reach=0.5)
    assert kernel_of({}, Path()) == Kernel()
    assert kernel_of({"adapting": {"reach": 0.5}}, Path(), OF_DRAWINGS) == replace(OF_DRAWINGS, reach=0.5)
    assert kernel_of({}, Path(), OF_DRAWINGS) == OF_DRAWINGS != Kernel()
