"""Writes docs/accuracy.md: how well dates and events agree with gold standards, from the benchmarks' own figures.

`python -m tests.benchmarks.accuracy [--out FILE]`. The gold standards lie below the directory that the environment
variable BACKCHANNEL_SHARED names; where one of them is missing, the file is left as it is. Figures are those of the
reader alone; what a machine took goes in as a rounded share of its own parse, and nothing of the gold's texts.
"""

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.model.plover import EventType
from tests.benchmarks import dates, events
from tests.benchmarks.event_score import Record, read_records, score, type_scores
from tests.benchmarks.table import Found, Row
from tests.benchmarks.timex_errors import errors
from tests.benchmarks.timex_score import Document, Tally, read_timeml

FILE: Final = Path(__file__).parents[2] / "docs" / "accuracy.md"
ARTICLES: Final = "tests.benchmarks.relations"
"""Scores whole articles, where it is there."""
_SENTENCES: Final = "PLOVER's gold sentences, from the CAMEO manual (Open Event Data Alliance, CC BY-SA 4.0)"
_HEAD: Final = """\
# How accurate the reading is

`make accuracy` writes this file from what the reader gives; it is not edited by hand. [reading.md](reading.md) says
what is read of dates, [events.md](events.md) how events are coded.

| part | gold standard | size |
|---|---|---|
| dates | TimeBank and AQUAINT, news articles with TIMEX3 tags | {documents} documents, {expressions} expressions |
| events | {named} | {sentences} sentences |

Neither is shipped with this project. Both were at hand while the rules were written, so expect somewhat less on other
texts. For dates, the half "check" tells how much less: rules are written with an eye on the misses of the half "tune"
only. One sentence more or less is {step:.1f} points for events. All figures but counts and the mean error of the score
are per cent."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a Markdown table: the first column is words, the others are figures."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"


def page(documents: Sequence[Document], records: Sequence[Record]) -> str:
    """Read both gold standards and return the whole file.

    Args:
        documents: TimeML documents, by name; not empty.
        records: Gold sentences, in their file's order; not empty.
    """
    head = _HEAD.format(
        documents=len(documents),
        expressions=f"{sum(len(one.gold) for one in documents):,}",
        named=_SENTENCES,
        sentences=len(records),
        step=100 / len(records),
    )
    return "\n".join([head, "", *date_lines(documents), "", *event_lines(records), *article_lines()]) + "\n"


def date_lines(documents: Sequence[Document]) -> Iterator[str]:
    """Yield the part on dates."""
    predicted, timing = dates.predict(documents)
    yield from (
        "## Dates",
        "",
        "Extents are scored strictly (the same words) and loosely (a word in common); type and value are those of",
        "loosely matching expressions, as in TempEval-3, task A. A calendar date is a day, week, month, quarter, half,",
        "season or year.",
        "",
    )
    head = ("documents", "gold", "found", "strict P", "R", "F1", "loose P", "R", "F1", "type F1", "value F1")
    scored = (
        (f"{name} ({count}), {what}", *_measures(tally))
        for name, count, scores in dates.grouped(documents, predicted)
        for what, tally in dates.kinds(scores)
    )
    yield from table(head, scored)
    yield from ("", "By family of expressions, all documents:", "")
    found = [error for one, mentions in zip(documents, predicted, strict=True) for error in errors(one, mentions)]
    fates = dates.by_family(documents, predicted, found)
    yield from table(("family", *dates.FATES), ((name, *_padded(counts, len(dates.FATES))) for name, counts in fates))
    yield from ("", f"Finding them takes {_about(timing.tag_s / timing.parse_s, 0.01)} of the time of the parse.")


def _measures(tally: Tally) -> Iterator[object]:
    yield from (tally.gold, tally.predicted)
    for right in (tally.strict, tally.relaxed):
        yield from (_percent(share) for share in (tally.precision(right), tally.recall(right), tally.f1(right)))
    yield from (_percent(tally.f1(right)) for right in (tally.types, tally.values))


def _padded(cells: Sequence[object], width: int) -> list[object]:
    return [*cells, *[""] * (width - len(cells))]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _about(share: float, step: float) -> str:
    """Return a share that depends on the machine, rounded to the nearest step but never to nothing."""
    return f"about {max(step, round(share / step) * step):.0%}".replace("%", " %")


def event_lines(records: Sequence[Record]) -> Iterator[str]:
    """Yield the part on events."""
    predicted, timing = events.predict([record.text for record in records])
    found = events.outcomes(records, predicted)
    yield from (
        "## Events",
        "",
        "What counts is the first event of a sentence, held against the gold's one event. Sides are compared as sets",
        "of country codes, those of a mutual event as one set. Where no event is found, all is wrong, the score 0.",
        "",
    )
    yield from table(("measure", "figure"), events.shown(score(found)))
    silent = sum(one.given is None for one in found)
    yield from ("", f"Of {len(found)} sentences, {silent} gave no event. By type:", "")
    scored = (
        (kind, one.gold, one.given, one.right, *map(_percent, (one.precision, one.recall, one.f1)))
        for kind, one in type_scores(found).items()
    )
    yield from table(("type", "gold", "given", "right", "P", "R", "F1"), scored)
    yield from ("", "The gold's type (line) against the given one (column):", "")
    heads = [events.short(kind) for kind in (*EventType, None)]
    cells = ((kind, *(count or "" for count in counts)) for kind, counts in events.confusion_rows(found))
    yield from table(("gold", *heads), cells)
    share = _about(timing.overhead, 0.05)
    yield from ("", f"Sentence by sentence, dates, actors and events together take {share} of the time of the parse.")


def article_lines() -> Iterator[str]:
    """Yield the part on whole articles; nothing where no benchmark scores them."""
    if importlib.util.find_spec(ARTICLES) is None:
        return
    found: Iterable[Found] = importlib.import_module(ARTICLES).rows()
    figures = [(row.what, row.figure, row.beside) for row in found if isinstance(row, Row)]
    if figures:
        yield from ("", "## Whole articles", "")
        yield from table(("what", "figure", "beside"), figures)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.accuracy", description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE", help="docs/accuracy.md by default")
    options = parser.parse_args(arguments)
    paths, gold = dates.timeml_paths(dates.default_folder()), events.default_gold()
    if not paths or not gold.is_file():
        print("accuracy: nothing written, BACKCHANNEL_SHARED names no directory with both gold standards")
        return
    options.out.write_text(page([read_timeml(path) for path in paths], read_records(gold)), encoding="utf-8")
    print(f"wrote {options.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
