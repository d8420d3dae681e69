"""The README in Chinese says what the English one says, as far as a program can tell."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```.*?^```$|(?:^    [^\n]*\n(?:\n(?=    ))?)+", re.MULTILINE | re.DOTALL)
FIGURE = re.compile(r"(?<![\w.])\d[\d,]*\.\d+(?:\.\d+)?|\d+(?= (?:%|MB|ms|s)\b)")
LINK = re.compile(r"\]\(([^)]+)\)")
READMES = ("README.md", "README.zh-CN.md")


def parts(name):
    """The code blocks of a README, and the rest of it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [block.rstrip("\n") for block in BLOCK.findall(text)], BLOCK.sub("", text)


def test_commands_and_programs_are_the_same():
    """All code blocks, in the same order."""
    english, chinese = (parts(name)[0] for name in READMES)
    assert len(english) > 5
    assert chinese == english


def test_figures_are_the_same():
    """Every figure with a decimal point or a unit is in both, as often in one as in the other."""
    english, chinese = (Counter(FIGURE.findall(parts(name)[1])) for name in READMES)
    assert sum(english.values()) > 50
    assert chinese == english


def test_links_lead_to_the_same_places():
    """Pictures and papers are the same; each README links to the other."""
    english, chinese = (set(LINK.findall(parts(name)[1])) for name in READMES)
    assert english - {READMES[1]} == chinese - {READMES[0]}
    assert (READMES[1] in english, READMES[0] in chinese) == (True, True)
