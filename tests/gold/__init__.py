"""What careful people take from whole articles: sides, types and dates of events, as facts without the articles' text.

Made by reading the articles, before any output of the reader was seen. `relations/` tells of twelve articles that are
kept outside the repository, `starter/` of the one that comes with it, `own/` of sixteen that were written to be read
for the first time: their texts are the project's and lie beside the facts. At that first time 24 of 105 events of
`own/open` and 67 of 130 of `own/closed` were all right. The reader was mended by what it did with the first half and,
later, with both, so neither is unseen any more: the next honest figure needs new articles. A sentence is named by its
index in the article's own list of sentences.

What is in a file:

- `must` events: those that an editor would put on a timeline. One timeline item is one event, however often it is told.
- events that are not `must`: they may be there and count neither way, if told with a status that is listed. What
  somebody is reproached with is such an event where it is kept as a report, and no event where it is told as a fact.
- `not_event`: what looks like an event and is none, with the reason.
- the first of `types`, `sides` and `dates` is the one that the guide to PLOVER favours; the others are as good. Where a
  second reading changes type and sides together, `instead` has it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from bot.model.dates import DateRange
from bot.model.plover import EventType
from bot.model.reading import ArticleText, Status

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who acts on whom, in country codes, `IGO` and `NGO`.

    Attributes:
        source: Who acts; empty where the text names nobody.
        target: Who is acted upon; may be empty.
        reciprocal: Both do it to each other, so that direction does not matter.
    """

    source: frozenset[str]
    target: frozenset[str]
    reciprocal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event as a careful reader takes it.

    Attributes:
        sentences: Where it is told, the best one first; never empty.
        types: PLOVER types that fit, the favoured one first.
        acts: Acts that fit, where `type` is about another act; empty where it is not asked.
        status: Statuses that fit.
        sides: Sides that fit, the favoured ones first.
        dates: Days that fit, the favoured ones first; None where the text gives none.
        precision: Precision of the favoured days.
        instead: Types and sides that fit together only.
        must: Whether an editor would put it on a timeline.
        note: What happened, in the coder's words.
    """

    sentences: tuple[int, ...]
    types: tuple[EventType, ...]
    acts: tuple[EventType, ...]
    status: tuple[Status, ...]
    sides: tuple[Sides, ...]
    dates: tuple[DateRange | None, ...]
    precision: str
    instead: tuple[tuple[tuple[EventType, ...], Sides], ...]
    must: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """What one article tells.

    Attributes:
        id: The article's id.
        published: Its day.
        sentences: How many it has; the indices hold for this count only.
        events: In the coder's order, those of a timeline first.
        not_events: Why nothing more is to be taken from a sentence, by its index.
    """

    id: str
    published: date
    sentences: int
    events: tuple[GoldEvent, ...]
    not_events: dict[int, str]


def relations() -> tuple[GoldArticle, ...]:
    """Return the gold for the twelve articles on relations, sorted by id."""
    return _folder("relations")


def starter() -> tuple[GoldArticle, ...]:
    """Return the gold for the articles that come with the project, sorted by id."""
    return _folder("starter")


def own(half: Literal["open", "closed"]) -> tuple[tuple[GoldArticle, ArticleText], ...]:
    """Return the gold for one half of the articles written for this test, each with its text, sorted by id."""
    return tuple((gold, _text(Path("own", half, f"{gold.id}.toml"))) for gold in _folder(f"own/{half}"))


def _text(name: Path) -> ArticleText:
    path = _FOLDER / name
    head = tomllib.loads(path.read_text(encoding="utf-8"))
    return ArticleText(
        id=head["id"],
        text=path.with_suffix(".txt").read_text(encoding="utf-8"),
        title=head["title"],
        published=head["published"],
        source=head["source"],
        url=None,
    )


def _folder(name: str) -> tuple[GoldArticle, ...]:
    return tuple(_article(path) for path in sorted((_FOLDER / name).glob("*.toml")))


def _article(path: Path) -> GoldArticle:
    record = tomllib.loads(path.read_text(encoding="utf-8"))
    return GoldArticle(
        id=record["id"],
        published=record["published"],
        sentences=record["sentences"],
        events=tuple(_event(entry) for entry in record["event"]),
        not_events={entry["sentence"]: entry["why"] for entry in record.get("not_event", [])},
    )


def _event(entry: dict[str, Any]) -> GoldEvent:
    return GoldEvent(
        sentences=tuple(entry["sentences"]),
        types=_types(entry["types"]),
        acts=_types(entry.get("acts", [])),
        status=tuple(Status(name) for name in entry["status"]),
        sides=tuple(_sides(sides) for sides in (entry, *entry.get("or_sides", []))),
        dates=tuple(_days(days) for days in (entry, *entry.get("or_dates", []))),
        precision=entry["precision"],
        instead=tuple((_types(other["types"]), _sides(other)) for other in entry.get("instead", [])),
        must=entry["must"],
        note=entry["note"],
    )


def _types(names: list[str]) -> tuple[EventType, ...]:
    return tuple(EventType(name) for name in names)


def _sides(entry: dict[str, Any]) -> Sides:
    return Sides(
        source=frozenset(entry["source"]),
        target=frozenset(entry["target"]),
        reciprocal=entry.get("reciprocal", False),
    )


def _days(entry: dict[str, Any]) -> DateRange | None:
    return DateRange(start=entry["from"], end=entry["to"]) if "from" in entry else None
