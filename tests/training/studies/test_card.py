"""The model card's figures are put where they belong."""

import numpy as np

from digitpad.training.measuring.adapting import Gain, Harm
from digitpad.training.measuring.doodles import Refusal
from digitpad.training.measuring.evaluation import Answers, report_on
from digitpad.training.measuring.robustness import Loss
from digitpad.training.measuring.several_digits import SeveralDigits
from digitpad.training.pictures.forms import FormScores
from digitpad.training.pictures.numbers import NumberRate, Singles
from digitpad.training.pictures.pages import PageScores
from digitpad.training.pictures.written import WrittenRate
from digitpad.training.studies import card
from digitpad.training.studies import card_tables as tables


def _report(others=None):
    truth = np.array([0, 1, 2, 3])
    given = Answers(truth, np.full(4, 0.97), np.eye(10)[truth] * 0.97 + 0.003, np.array(["sure"] * 4))
    refused = Answers(truth, np.full(4, 0.1), np.full((4, 10), 0.1), np.array(["no digit"] * 3 + ["unsure"]))
    return report_on(given, truth, np.array(["a", "a", "b", "b"]), refused if others else None)


def test_figures_replace_what_stood_between_the_marks(tmp_path, monkeypatch):
    """The text around stays, other marks' too, the old figures go, and doing it again changes nothing."""
    monkeypatch.setattr(card, "models_folder", lambda: tmp_path)
    path = tmp_path / "README.md"
    text = "# Card\n\n<!-- one: begin -->\n\n{}\n\n<!-- one: end -->\n\n<!-- two: begin -->kept<!-- two: end -->\n"
    path.write_text(text.format("old figures"))
    for _ in range(2):
        card.write_section("one", "new figures")
    assert path.read_text() == text.format("new figures")


def test_tables_say_what_was_measured():
    """Accuracy, groups, refusals and losses stand in the tables, beside the command that prints them."""
    table = tables.accuracy(_report(), _report(), _report())
    assert "`make card`" in table
    assert "| strokes: a | 2 | 100.00% (34.24% to 100.00%) | 100.00% | 100.00% |" in table
    refusals = tables.rejection(_report(others=True), [Refusal("star", False, "no digit", 0.5, {})])
    assert "| letters of the test providers (4) | kind taught, writers not | 75.00% |" in refusals
    assert "| star | never taught | 50.00% |" in refusals
    losses = tables.robustness([Loss("turned", "strokes", 0.9, 0.012, 7)])
    assert "| turned | strokes | 90.00% | +1.20 points |" in losses


def test_figures_of_numbers_pages_and_forms_stand_in_tables():
    """Each with the share that the digits alone would give, where there is one."""
    found = SeveralDigits(
        [NumberRate("close", 4, 100, 0.93, 0.95)],
        [WrittenRate("signs", "10:45", 50, 0.9, 0.92, 0.97)],
        Singles(10, 0.99, 0.98),
        PageScores(1.0, 0.99, 0.98, 0.97, 50),
        [FormScores("comb", "photographed", 0.5, 12)],
    )
    numbers = tables.numbers(found)
    assert "| close | 4 | 93.00% | 95.00% |" in numbers
    assert "| signs | 10:45 | 90.00% | 92.00% | 97.00% |" in numbers
    assert "98.00% as a number" in numbers
    assert "pages of 50 digits" in numbers
    assert "| comb | photographed | 50.00% | 12 |" in numbers


def test_figures_of_adapting_stand_in_a_table():
    """What examples bring, before and after, and what they leave alone."""
    harm = Harm(6, (0.01, 0.0101), (0.99, 0.98), 40, (0.5, 0.9), 0.97, (0.99, 0.995))
    table = tables.adapting([Gain("3 of each digit", 9, 1000, (11, 8), (20, 15), 0.25, (0.1, 0.4))], harm)
    assert "| 3 of each digit | 9 | 1,000 | 11 → 8 | 20 → 15 | 25% (10% to 40%) |" in table
    assert "99.00%" in table
