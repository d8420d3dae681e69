"""The model card's figures are put where they belong."""

import numpy as np

from digitpad.training.measuring.doodles import Refusal
from digitpad.training.measuring.evaluation import Answers, report_on
from digitpad.training.measuring.robustness import Loss
from digitpad.training.pictures.numbers import NumberRate, Singles
from digitpad.training.pictures.pages import PageScores
from digitpad.training.studies import card


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
    table = card._accuracy(_report(), _report(), _report())
    assert "`make card`" in table
    assert "| strokes: a | 2 | 100.00% (34.24% to 100.00%) | 100.00% | 100.00% |" in table
    refusals = card._rejection(_report(others=True), [Refusal("star", False, "no digit", 0.5, {})])
    assert "| letters of the test providers (4) | kind taught, writers not | 75.00% |" in refusals
    assert "| star | never taught | 50.00% |" in refusals
    losses = card._robustness([Loss("turned", "strokes", 0.9, 0.012, 7)])
    assert "| turned | strokes | 90.00% | +1.20 points |" in losses
    rates = [NumberRate("close", 4, 100, 0.93, 0.95)]
    numbers = card._numbers(rates, Singles(10, 0.99, 0.98), PageScores(1.0, 0.99, 0.98, 0.97, 50))
    assert "| close | 4 | 93.00% | 95.00% |" in numbers
    assert "98.00% as a number" in numbers
    assert "pages of 50 digits" in numbers
