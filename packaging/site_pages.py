"""What the site has besides the pages in docs/: the checkout's own papers.

mkdocs calls the functions that begin with ``on_`` (mkdocs.yml names this file as a hook).
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
# Where in the site the checkout's papers are.
PAPERS = {
    "README.md": "index.md",
    "README.zh-CN.md": "zh-cn.md",
    "models/README.md": "model-card.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "LICENSE": "licence.md",
}
LINK = re.compile(r"\]\(([^)#:\s]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the papers and the icon to the site's files."""
    for source, page in PAPERS.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        if source == "LICENSE":
            text = f"# Licence\n\n{text}"
        files.append(File.generated(config, page, content=linked(text, source)))
    icon = (ROOT / "packaging" / "icons" / "digitpad-128.png").read_bytes()
    files.append(File.generated(config, "favicon.png", content=icon))
    return files


def on_page_markdown(markdown: str, page: Page, **_others: object) -> str:
    """Let the pages in docs/ lead to the papers in the site: in the checkout they lead to those there."""
    source = f"docs/{page.file.src_uri}"
    return linked(markdown, source) if (ROOT / source).is_file() else markdown


def linked(text: str, source: str) -> str:
    """Return a paper of the checkout with its links as they are in the site.

    Args:
        text: Markdown.
        source: the paper's place in the checkout.
    """

    def in_site(match: re.Match[str]) -> str:
        target = (ROOT / source).parent / match[1]
        inside = target.resolve().relative_to(ROOT).as_posix()
        return f"]({PAPERS.get(inside, inside.removeprefix('docs/'))}{match[2] or ''})"

    return LINK.sub(in_site, text)
