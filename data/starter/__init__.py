"""The starter pack: articles written for this project, read into every new store."""

import tomllib
from importlib.resources import files

from bot.model.reading import ArticleText

_ARTICLES = files(__name__) / "articles"


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
