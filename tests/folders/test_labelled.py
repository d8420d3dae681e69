"""Labelled sets that are folders and tables, and answers to Kaggle's Digit Recognizer."""

import io
from contextlib import redirect_stderr

import numpy as np
import pytest

from digitpad import cli, texts
from digitpad.errors import DataError
from digitpad.examples.kaggle import LABELLED, PIXELS
from digitpad.folders.labelled import load_set
from digitpad.training.data.mnist import load_mnist
from digitpad.training.data.own import load_examples
from digitpad.training.data.stroke_data import load_strokes
from tests.commands.running import picture, save_drawing


def save_table(path, images, labels=None, header=None):
    columns = images.reshape(len(images), -1)
    if labels is not None:
        columns = np.column_stack([labels, columns])
    names = header or (PIXELS if labels is None else LABELLED)
    np.savetxt(path, columns, "%d", ",", header=",".join(names), comments="")
    return path


@pytest.fixture
def digits(tmp_path):
    """A folder with folders for digits, among them a bad file, and a folder that is none."""
    folder = tmp_path / "digits"
    for digit in (3, 7):
        (folder / str(digit)).mkdir(parents=True)
        picture(digit).save(folder / str(digit) / "a.png")
        save_drawing(folder / str(digit), digit)
    (folder / "7" / "bad.png").write_text("no picture")
    (folder / "others").mkdir()
    picture(1).save(folder / "others" / "a.png")
    return folder


def test_a_folder_for_each_digit_is_a_labelled_set(digits, capsys):
    """Pictures and drawings are labelled by their folder; what can't be read is a sentence, and the others are read."""
    sentences = []
    found = load_set(digits, sentences.append)
    assert sorted(found.labels.tolist()) == [3, 3, 7, 7]
    assert sentences == [f"{digits / '7' / 'bad.png'}: {texts.NOT_A_PICTURE}"]
    assert len(load_examples([digits], sentences.append).labels) == 4
    assert cli.main(["evaluate", "--data", str(digits)]) == 0
    out, err = capsys.readouterr()
    assert "100.00 %" in out
    assert err.splitlines() == sentences[:1]


def test_a_folder_without_digits_is_no_set(tmp_path):
    """Nothing readable in it is one sentence."""
    (tmp_path / "4").mkdir()
    with pytest.raises(DataError, match=texts.LABELLED_EMPTY):
        load_set(tmp_path, lambda sentence: None)


def test_kaggles_training_table_is_read(tmp_path, mnist_sample):
    """Its labels and pictures are a labelled set, and MNIST in another form; quotes around names make no difference."""
    images, labels = mnist_sample
    quoted = [f'"{name}"' for name in LABELLED]
    for header in (None, quoted):
        path = save_table(tmp_path / "train.csv", images, labels, header)
        found = load_set(path, lambda sentence: None)
        assert (found.labels == labels).all()
        assert np.abs(found.images * 255 - images).max() < 0.01
    for place in (path, tmp_path):
        mnist = load_mnist(place)
        assert (np.concatenate([mnist.train_images, mnist.test_images]) == images).all()
        assert (np.concatenate([mnist.train_labels, mnist.test_labels]) == labels).all()
        assert len(mnist.test_labels) == len(labels) // 7


def test_what_cannot_be_trained_on_says_why(digits, tmp_path, mnist_sample):
    """Too few digits, a folder for each digit in the place of MNIST, and a table alone where drawings are needed."""
    few = save_table(tmp_path / "few.csv", mnist_sample[0][:6], mnist_sample[1][:6])
    table = save_table(tmp_path / "train.csv", *mnist_sample)
    for load, place, sentence in (
        (load_mnist, few, texts.FEW_KAGGLE),
        (load_mnist, digits, texts.DIGIT_FOLDERS),
        (load_strokes, table, texts.DATA_FILE),
        (load_strokes, tmp_path / "gone", texts.NO_DATA_FOLDER),
    ):
        with pytest.raises(DataError) as refused:
            load(place)
        assert str(refused.value) == f"{place}: {sentence}"


def test_a_set_without_a_name_is_not_mnist(tmp_path, capsys, monkeypatch):
    """An empty name, as of a variable that isn't set, doesn't measure something else."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["evaluate", "--data", ""]) == 1
    assert capsys.readouterr().err == f".: {texts.FILE_MISSING.format(file='mnist/train-images-idx3-ubyte.gz')}\n"


def test_kaggles_test_table_is_answered(tmp_path, mnist_sample, capsys):
    """Each picture has its number and a digit, also an empty one; nearly all are right."""
    images, labels = mnist_sample
    images = np.concatenate([images, np.zeros_like(images[:1])])
    table, out = save_table(tmp_path / "test.csv", images), tmp_path / "submission.csv"
    assert cli.main(["predict", "--kaggle", str(table), "--out", str(out)]) == 0
    header, *lines = out.read_text().splitlines()
    numbers, answers = np.array([line.split(",") for line in lines], int).T
    assert header == "ImageId,Label"
    assert (numbers == np.arange(1, 202)).all()
    assert (answers[:-1] == labels).mean() > 0.98
    with pytest.raises(DataError, match=texts.NO_KAGGLE_LABELS):
        load_set(table, lambda sentence: None)


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n",
        ",".join(PIXELS) + "\n",
        ",".join(PIXELS) + "\n1,2\n",
        ",".join(PIXELS) + "\n" + ",".join(["256"] * 784) + "\n",
        ",".join(PIXELS) + "\n" + ",".join(["x"] * 784) + "\n",
        "\xff\n",
        "",
    ],
    ids=["others", "empty", "short", "bright", "words", "binary", "nothing"],
)
def test_another_table_is_a_sentence(tmp_path, content):
    """What isn't Kaggle's is refused, and nothing is written."""
    table, out = tmp_path / "test.csv", tmp_path / "submission.csv"
    table.write_bytes(content.encode("latin-1"))
    with redirect_stderr(io.StringIO()) as said:
        assert cli.main(["predict", "--kaggle", str(table), "--out", str(out)]) == 1
    assert said.getvalue() == f"{table}: {texts.NOT_KAGGLE}\n"
    assert not out.exists()


def test_answers_replace_nothing(tmp_path, mnist_sample, capsys):
    """Neither the table that is read, by whatever name, nor a file of answers that is there already."""
    table = save_table(tmp_path / "test.csv", mnist_sample[0][:3])
    other = tmp_path / "other.csv"
    other.symlink_to(table)
    before = table.read_bytes()
    for out in (table, other):
        assert cli.main(["predict", "--kaggle", str(table), "--out", str(out)]) == 1
        assert capsys.readouterr().err == f"{out}: {texts.KAGGLE_ELSEWHERE}\n"
    assert table.read_bytes() == before
    answers = tmp_path / "submission.csv"
    answers.write_text("mine")
    assert cli.main(["predict", "--kaggle", str(table), "--out", str(answers)]) == 1
    assert capsys.readouterr().err == f"{answers}: {texts.FILE_THERE}\n"
    assert answers.read_text() == "mine"


def test_what_goes_with_kaggle(tmp_path, capsys):
    """It needs a file to write and takes no other files; without it files are needed."""
    for arguments in (["--kaggle", "test.csv"], ["--kaggle", "test.csv", "--out", "x.csv", "7.png"]):
        assert cli.main(["predict", *arguments]) == 2
        assert texts.KAGGLE_OUT in capsys.readouterr().err
