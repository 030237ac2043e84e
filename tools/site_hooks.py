"""What MkDocs does besides: pages of the root, links to files outside of docs/, lists as GitHub reads them.

MkDocs calls the functions by their names. The texts in docs/ and in the root stay as GitHub shows them.
"""

import logging
import posixpath
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_LOG = logging.getLogger("mkdocs.hooks.site")  # below MkDocs' own name: a warning ends a strict build

ROOT: Final = Path(__file__).resolve().parent.parent
ROOT_PAGES: Final = {
    "CHANGELOG.md": "CHANGELOG.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "LICENSE": "LICENSE.md",
    "SECURITY.md": "SECURITY.md",
}
"""Files of the root that are pages, where they are there, and what they are called in the site."""
PAGES: Final = {**ROOT_PAGES, "README.md": "index.md"}
_DOCS: Final = "docs/"
_LINK: Final = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s#]+)(?P<anchor>#[^)\s]*)?\)")
_ITEM: Final = re.compile(r"(?:[-*]|\d+\.) ")
_FENCE: Final = "```"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the root's pages."""
    for name, page in ROOT_PAGES.items():
        path = ROOT / name
        if path.exists():
            text = path.read_text(encoding="utf-8")
            files.append(File.generated(config, page, content=text if name.endswith(".md") else _as_page(text)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the text as the site shows it."""
    root_names = {page: name for name, page in ROOT_PAGES.items()}
    source = root_names.get(page.file.src_uri, _DOCS + page.file.src_uri)
    lines: list[str] = []
    is_code = False
    for line in markdown.split("\n"):
        is_code ^= line.startswith(_FENCE)
        before = lines[-1] if lines else ""
        if not is_code and _ITEM.match(line) and _is_prose(before):
            lines.append("")  # Python-Markdown lets no list begin within a paragraph
        lines.append(line if is_code else _LINK.sub(lambda found: _link(found, source), line))
    return "\n".join(lines)


def _as_page(text: str) -> str:
    """Return a plain text as a page: its first line as the title."""
    title, _, rest = text.partition("\n")
    return f"# {title}\n{rest}"


def _is_prose(line: str) -> bool:
    """Tell whether a line is the end of a paragraph that is no item of a list."""
    return bool(line.strip()) and not line.startswith((" ", "#", "|", ">")) and not _ITEM.match(line)


def _link(found: re.Match[str], source: str) -> str:
    """Return a link as it is in the site; one to a file that is no page becomes the file's path.

    Args:
        found: Of `_LINK`.
        source: Path of the page in the repository.
    """
    words, target, anchor = found["words"], found["target"], found["anchor"] or ""
    if ":" in target:
        return found[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    page = path.removeprefix(_DOCS) if path.startswith(_DOCS) else PAGES.get(path)
    if page is not None:
        own = posixpath.dirname(ROOT_PAGES.get(source, source.removeprefix(_DOCS)))
        return f"[{words}]({posixpath.relpath(page, own or '.')}{anchor})"
    if not (ROOT / path).exists():
        _LOG.warning("%s links to %s, which is not there", source, target)
    name = words.strip("`")
    return f"`{path}`" if path.endswith(name) or name.endswith(path) else f"{words} (`{path}`)"
