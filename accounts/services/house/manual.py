"""The user's manual: Markdown files under docs/manual, shown under 帮助."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import markdown
from django.conf import settings

FILE = re.compile(r"^\d+-([a-z-]+)\.md$")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """One page: ``html`` is our own text rendered, hence safe."""

    slug: str
    title: str
    html: str


@cache
def manual_pages() -> dict[str, ManualPage]:
    """Return the pages by slug, in the order of their numbers."""
    files = [path for path in Path(settings.MANUAL_DIR).glob("*.md") if FILE.match(path.name)]
    files.sort(key=lambda path: int(path.name.partition("-")[0]))
    return {page.slug: page for page in map(_read, files)}


def _read(path: Path) -> ManualPage:
    text = path.read_text(encoding="utf-8")
    match = FILE.match(path.name)
    slug = match.group(1) if match else path.stem
    title = text.splitlines()[0].lstrip("# ")
    return ManualPage(slug, title, markdown.markdown(text, extensions=["tables", "sane_lists", "toc"]))
