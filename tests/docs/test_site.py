"""The site: it can be built, no link of it leads nowhere, and it needs nothing from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")
PAPERS = [
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/*.md"),
    ROOT / "models" / "README.md",
    ROOT / "tests" / "data" / "README.md",
]
LOADED = re.compile(r"<(?:script|img|link|iframe)\b[^>]*?\b(?:src|href)=\"(https?:[^\"]+)\"")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of the site, built as ``make docs`` builds it, where a link that leads nowhere is an error."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_no_link_of_a_paper_leads_nowhere(paper):
    """In the checkout, too, where most people read it, each file and picture that a paper leads to is there."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", paper.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [target for target in LINK.findall(text) if not (paper.parent / target).exists()] == []


def test_it_has_all_papers(site):
    """README, tour, reference, model card, recipes, changelog and licence are pages, figures are pictures."""
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    papers = ("index", "tour", "how-it-works", "api", "model-card", "recipes", "changelog", "contributing", "licence")
    assert {f"{name}.html" for name in papers} <= pages
    assert {path.stem for path in (site / "figures").iterdir()} == {"steps", "planes", "number"}


def test_it_loads_nothing_from_elsewhere(site):
    """Every page can be read without a network: no font, script or picture is another's."""
    for page in site.rglob("*.html"):
        assert LOADED.findall(page.read_text(encoding="utf-8")) == [], page.name


def test_the_reference_says_what_docstrings_say(site):
    """Public names are there with their parameters."""
    text = (site / "api.html").read_text(encoding="utf-8")
    for name in ("Recognizer", "Prediction", "Reading", "Drawing", "Stroke", "digit_image", "UserError"):
        assert f'id="digitpad.{name}"' in text
    assert "predict_many" in text
