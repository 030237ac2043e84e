"""The starter pack: articles written for this project, and chronologies of relations, in every new store."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from bot.model.reading import ArticleText

_ARTICLES = files(__name__) / "articles"
_PACKS = files(__name__) / "packs"


def starter_articles() -> tuple[ArticleText, ...]:
    """Return the starter pack's articles, each from a text file and the metadata beside it, in the order of their ids.

    Raises:
        ValueError: A metadata file lacks a field or has one of a wrong kind.
    """
    metadata = sorted((one for one in _ARTICLES.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    articles = []
    for one in metadata:
        text = (_ARTICLES / one.name.replace(".toml", ".txt")).read_text(encoding="utf-8")
        try:
            articles.append(ArticleText(text=text, **tomllib.loads(one.read_text(encoding="utf-8"))))
        except TypeError as fault:
            raise ValueError(f"{one.name}: {fault}") from fault
    return tuple(articles)


def starter_packs() -> Iterator[tuple[str, str]]:
    """Yield the name and text of each pack's file, by name; `data.starter.form.read_pack` reads it."""
    for one in sorted(_PACKS.iterdir(), key=lambda one: one.name):
        if one.name.endswith(".toml"):
            yield one.name, one.read_text(encoding="utf-8")
