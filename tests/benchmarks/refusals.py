"""Refusals: junk refused with the right reason, articles read, and how well a page's article is taken from the rest.

`python -m tests.benchmarks.refusals [--half open|closed]`. Pages and texts are our own, below tests/fixtures/pages:
each junk record as a page and as pasted text, each article as text and in two layouts. No language model is needed.
The judge learned from these records: `tools/train_refusals.py --check` says how it fares on records left out.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.model.errors import CannotReadError, RefusalReason
from bot.model.reading import ArticleText
from bot.pages import article_of_file
from bot.reading.abstain import refuse
from bot.sources.extract import ExtractedPage
from tests.benchmarks.table import Row, print_head, print_rows
from tests.fixtures.pages import chrome, layouts, records, shells
from tests.fixtures.pages.records import Record

_TODAY: Final = date(2026, 1, 1)
_LISTS: Final = {RefusalReason.LINK_LIST, RefusalReason.LISTING}
RIGHT: Final = {
    "access": {RefusalReason.ACCESS_DENIED},
    "consent": {RefusalReason.COOKIE_NOTICE},
    "cookie": {RefusalReason.COOKIE_NOTICE},
    "error": {RefusalReason.ERROR_PAGE},
    "filler": {RefusalReason.FILLER},
    "gallery": {RefusalReason.PICTURE_PAGE},
    "list": _LISTS,
    "listing": _LISTS,
    "live": {RefusalReason.LIVE_SHELL},
    "login": {RefusalReason.LOGIN},
    "menu": {RefusalReason.LINK_LIST},
    "newsletter": {RefusalReason.SIGN_UP},
    "paywall": {RefusalReason.PAYWALL},
    "script": {RefusalReason.SCRIPT_NEEDED},
    "table": {RefusalReason.TABLE, RefusalReason.LISTING},
    "teaser": {RefusalReason.PAYWALL},
    "video": {RefusalReason.VIDEO_PAGE},
}
"""The reasons that are right for each kind of junk; a dated list and a list of links are one thing to a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one page or text; `reason` is None where it was read."""

    record: Record
    form: str
    reason: RefusalReason | None
    language: str | None = None
    page: ExtractedPage | None = None


def junk_verdicts(chosen: Iterable[Record]) -> list[Verdict]:
    """Return what became of junk records, as pages and as texts."""
    found = []
    for number, record in enumerate(chosen):
        found.append(verdict(record, "page", shells.page(record, number)))
        found.append(verdict(record, "text", shells.text(record)))
    return found


def article_verdicts(chosen: Iterable[Record]) -> list[Verdict]:
    """Return what became of articles, as texts and in two layouts each."""
    found = []
    for number, record in enumerate(chosen):
        found.append(verdict(record, "text", layouts.text(record)))
        found += [verdict(record, name, page) for name, page in layouts.pages(record, number)]
    return found


def verdict(record: Record, form: str, given: str) -> Verdict:
    """Read or refuse one text, or one page where `form` names anything but "text"."""
    page = None
    try:
        if form != "text":
            page = article_of_file(given.encode(), name="page.html", today=_TODAY)
        refuse(ArticleText(id=record.id, text=given if page is None else page.text))
    except CannotReadError as error:
        return Verdict(record=record, form=form, reason=error.reason, language=error.language, page=page)
    return Verdict(record=record, form=form, reason=None, page=page)


def extraction(found: Verdict) -> tuple[float, float]:
    """Return precision and recall of the words taken from a page; title and byline count for neither."""
    record = found.record
    assert found.page is not None
    gold, given = _words("\n".join(record.lines)), _words(found.page.text)
    beside = _words(f"{record.title} {record.by} {record.date} {record.source} {chrome.figure(0)} {chrome.figure(1)}")
    shared = (gold & given).total()
    surplus = (given - gold - beside).total()
    return shared / max(1, shared + surplus), shared / gold.total()


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def rows(half: str = "all") -> Iterator[Row]:
    """Yield the figures.

    Args:
        half: "open", "closed" or "all".
    """

    def of_half(found: Sequence[Record]) -> list[Record]:
        return [one for one in found if half == "all" or one.is_open == (half == "open")]

    junk = junk_verdicts(of_half(records.junk()))
    yield from _junk_rows(junk)
    articles = article_verdicts(of_half(records.articles()))
    for label, is_one in (("texts", _is_text), ("pages", lambda one: not _is_text(one))):
        some = [one for one in articles if is_one(one)]
        refused = [one.record.id for one in some if one.reason is not None]
        yield Row(
            what=f"articles refused, {label}", figure=_share(len(refused), len(some)), beside=", ".join(refused[:4])
        )
    yield from _extraction_rows([one for one in articles if one.page is not None])
    foreign = [verdict(one, "text", layouts.text(one)) for one in of_half(records.foreign())]
    named = sum(one.reason is RefusalReason.LANGUAGE for one in foreign)
    yield Row(what="other languages named", figure=_share(named, len(foreign)))


def _junk_rows(found: Sequence[Verdict]) -> Iterator[Row]:
    kinds = dict.fromkeys(one.record.kind for one in found)
    for kind in (*kinds, None):
        some = [one for one in found if kind in (one.record.kind, None)]
        refused = sum(one.reason is not None for one in some)
        right = sum(one.reason in RIGHT[one.record.kind] for one in some)
        label = f"junk refused, {kind}" if kind else "junk refused"
        yield Row(what=label, figure=_share(refused, len(some)), beside=f"right reason {_share(right, len(some))}")


def _extraction_rows(found: Sequence[Verdict]) -> Iterator[Row]:
    scores = [extraction(one) for one in found]
    count = max(1, len(scores))
    precision, recall = (sum(score[at] for score in scores) / count for at in (0, 1))
    yield Row(what="extraction, precision of words", figure=f"{precision:.3f}", beside=f"recall {recall:.3f}")
    pages = [(one.record, one.page) for one in found if one.page is not None]
    titles = sum(page.title == record.title for record, page in pages)
    days = sum(page.published == date.fromisoformat(record.date) for record, page in pages)
    yield Row(what="title found", figure=_share(titles, count), beside=f"day of publication {_share(days, count)}")


def _is_text(one: Verdict) -> bool:
    return one.form == "text"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {100 * part / max(1, whole):.1f} %"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.refusals", description=__doc__)
    parser.add_argument("--half", choices=("open", "closed", "all"), default="all")
    print_head()
    print_rows(rows(parser.parse_args(arguments).half))


if __name__ == "__main__":
    main()
