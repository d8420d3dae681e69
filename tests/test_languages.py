"""The program in other languages: sentences change places while it runs, and catalogues are whole."""

import ast
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from digitpad import cli, languages, texts

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = [language for language in languages.LANGUAGES if language != "en"]


@pytest.fixture(autouse=True)
def english_again():
    """Leave the next test in English."""
    yield
    languages.use("en")


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """Write a German catalogue of some messages, where the program looks for it."""

    def write(messages, content=None):
        made = Catalog(locale="de")
        for context, (message, translation) in messages.items():
            made.add(message, translation, context=context)
        path = tmp_path / "de" / "LC_MESSAGES" / "digitpad.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, made)
        if content is not None:
            path.write_bytes(content)

    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    return write


def test_sentences_change_places_and_come_back(catalogue):
    """A sentence, and one that a function makes, are spoken in the language that is used, and then in English again."""
    catalogue({"NO_DIGIT": ("no digit", "keine Ziffer"), "PERCENT": ("{number} %", "{number} v. H.")})
    languages.use("de")
    assert (texts.NO_DIGIT, texts.percent(0.5), languages.current()) == ("keine Ziffer", "50 v. H.", "de")
    assert texts.CLEAR == "Clear"  # what is not in the catalogue stays
    languages.use("en")
    assert (texts.NO_DIGIT, texts.percent(0.5), languages.current()) == ("no digit", "50 %", "en")


def test_parts_of_tables_are_translated(catalogue):
    """Tuples and tables keep their keys, and their sentences change."""
    english = dict(texts.COMMANDS)
    catalogue({"COMMANDS.train": (english["train"], "trainieren"), "DIGIT_COLUMNS.0": ("Digit", "Ziffer")})
    languages.use("de")
    assert {**english, "train": "trainieren"} == texts.COMMANDS
    assert texts.DIGIT_COLUMNS[0] == "Ziffer"


def test_a_number_of_things_takes_the_right_form(catalogue):
    """One digit, two digits: by the rule of the language."""
    assert [texts.NUMBER_COUNT.format(count) for count in (0, 1, 2)] == ["0 digits", "1 digit", "2 digits"]
    catalogue({"NUMBER_COUNT": (("{count} digit", "{count} digits"), ("{count} Ziffer", "{count} Ziffern"))})
    languages.use("de")
    assert [texts.NUMBER_COUNT.format(count) for count in (0, 1, 2)] == ["0 Ziffern", "1 Ziffer", "2 Ziffern"]


@pytest.mark.parametrize("content", [b"", b"not a catalogue", b"\xde\x12\x04\x95" + b"\xff" * 30])
def test_a_damaged_catalogue_means_english(catalogue, content):
    """Nothing fails: the program speaks English."""
    catalogue({}, content)
    languages.use("de")
    assert (texts.NO_DIGIT, languages.current()) == ("no digit", "en")


@pytest.mark.parametrize("language", ["de", "tlh", "", "../../etc"])
def test_a_missing_language_means_english(tmp_path, monkeypatch, language):
    """So does a language that there is none of, after one that there is."""
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages.use(language)
    assert (texts.NO_DIGIT, languages.current()) == ("no digit", "en")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "en"),
        ({"LANG": "zh_SG"}, "zh_CN"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "eu:es:fr"}, "es"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "hi_IN"}, "hi"),
        ({"LANG": "eu_ES.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_systems_language_is_found(monkeypatch, variables, language):
    """As gettext finds it, from the environment."""
    monkeypatch.setattr(languages.sys, "platform", "linux")
    for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert languages.of_system() == language


def test_what_was_chosen_goes_before_the_system(monkeypatch):
    """The environment variable first, then the person's choice, then the system."""
    monkeypatch.setattr(languages, "of_system", lambda: "fr")
    monkeypatch.setenv("DIGITPAD_LANGUAGE", "de_DE")
    assert languages.chosen("hi") == "de"
    monkeypatch.delenv("DIGITPAD_LANGUAGE")
    assert [languages.chosen(setting) for setting in ("hi", "system", "xx")] == ["hi", "fr", "fr"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogues_are_whole(language):
    """Every sentence is there, with the places for the same values, and the file that is read is made from it."""
    path = languages.FOLDER / language / "LC_MESSAGES" / "digitpad.po"
    with path.open("rb") as file:
        found = read_po(file, locale=language)
    messages = languages.messages()
    assert {message.context for message in found if message.id} == set(messages)
    for context, message in messages.items():
        english = [message.one, message.many] if isinstance(message, texts.Plural) else [message]
        entry = found.get(tuple(english) if len(english) == 2 else english[0], context)
        assert entry is not None, context
        spoken = list(entry.string) if entry.pluralizable else [entry.string]
        assert all(spoken), context
        for text in spoken:
            assert _places(text) == _places(english[-1]), context


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_read_is_what_was_translated(language):
    """The .mo file says what the .po file says."""
    folder = languages.FOLDER / language / "LC_MESSAGES"
    with (folder / "digitpad.po").open("rb") as file:
        found = read_po(file, locale=language)
    languages.use(language)
    assert languages.current() == language
    assert found.get("no digit", "NO_DIGIT").string == texts.NO_DIGIT
    for message in found:
        if message.id and not message.pluralizable and "." not in message.context:
            assert getattr(texts, message.context) == message.string


def test_the_command_line_speaks_the_language():
    """An error of the command line comes in the language that the environment asks for."""
    command = [sys.executable, "-m", "digitpad", "predict", "absent.png"]
    environment = {**os.environ, "DIGITPAD_LANGUAGE": "de", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=False)
    languages.use("de")
    assert done.returncode == 1
    assert texts.CANT_READ.partition("{")[0] in done.stderr.decode()


def test_wrong_usage_is_answered_in_the_language(capsys, monkeypatch):
    """What argparse says is in the catalogues too: a sentence, the nearest flag, and the titles of the help."""
    monkeypatch.setenv("DIGITPAD_LANGUAGE", "de")
    languages.use("de")
    for arguments, words in (
        (["train"], texts.ARGPARSE["the following arguments are required: %s"] % "--recipe"),
        (["predict", "x", "--jsn"], texts.ARGPARSE["unrecognized arguments: %s"] % "--jsn" + texts.nearest(["--json"])),
        (["predict", "--help"], texts.ARGPARSE["positional arguments"]),
        (["--help"], texts.ARGPARSE["show program's version number and exit"]),
    ):
        cli.main(arguments)
        said = capsys.readouterr()
        assert words in said.out + said.err
        assert "arguments" not in said.out + said.err


def _places(text):
    """The values that a sentence takes, with their formats."""
    named = [(name, form, turned) for _, name, form, turned in string.Formatter().parse(text) if name is not None]
    return sorted(named), sorted(re.findall(r"%(?:\(\w+\))?[rs]", text))


def test_no_message_has_another_s_name():
    """A name that is given twice would lose its first sentence, and be translated by the other's."""
    tree = ast.parse((ROOT / "digitpad" / "texts.py").read_text(encoding="utf-8"))
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    names = [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    assert len(names) > 300
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("language", "one", "many"), [("fr", "1 chiffre", "5 chiffres"), ("es", "1 cifra", "5 cifras")]
)
def test_several_things_are_several_in_romance_languages(language, one, many):
    """Which have a form for millions between those for one and for many."""
    try:
        languages.use(language)
        assert [texts.NUMBER_COUNT.format(count) for count in (1, 5)] == [one, many]
        assert texts.labelled_count(6) != texts.labelled_count(1).replace("1", "6")
    finally:
        languages.use("en")


# Their subject are the words themselves.
ABOUT_WORDS = {"test_languages.py", "test_said.py", "check_program.py"}


def test_tests_name_a_message_and_quote_none():
    """So that a sentence can be worded better in one place: short words and those with places for values aside."""
    said = {
        message: name
        for name, message in languages.messages().items()
        if isinstance(message, str) and "." not in name and len(message) > 11 and " " in message and "{" not in message
    }
    quoted = [
        (path.name, node.lineno, said[node.value])
        for path in (ROOT / "tests").rglob("*.py")
        if path.name not in ABOUT_WORDS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in said
    ]
    assert quoted == []
    assert "NOTHING_DRAWN" in said.values()
