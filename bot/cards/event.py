"""One event with all its reports: who, what, when, how the date was found, and every sentence that proves it."""

from collections.abc import Sequence

from bot.cards import ids, words
from bot.cards.accounts import account_lines, own_date
from bot.cards.controls import Button, button, row
from bot.cards.dates import running_date
from bot.cards.events import outlets
from bot.cards.message import Card, Part, air, card, rule, spaced, text
from bot.cards.origins import outlet_name
from bot.cards.reports import report_lines
from bot.cards.revisions import withdrawal_line
from bot.cards.slot_headlines import headline_of
from bot.cards.text import bound, counted, flatten, listed, outside, prose, sentence, weight
from bot.cards.tokens import MIDDOT, PLANNED_TEXT, QUOTE, TITLE, Accent
from bot.model.countries import Gazetteer
from bot.model.dates import DatedBy
from bot.model.datewords import is_dated_by_report
from bot.model.decisions import EditedField
from bot.model.modewords import mode_words
from bot.model.plover import Context
from bot.model.stored import StoredEvent

_MAX_REPORTS = 6
_PARTIES = 200
_PLACE = 60

_DATED_BY: dict[DatedBy, str] = {
    DatedBy.EXPRESSION: "as the report gives it",
    DatedBy.PUBLICATION: "the day of the report, which names no other",
    DatedBy.CONTEXT: "from the sentence before or after",
    DatedBy.NONE: "the report gives none",
}
_SET = "set by an editor of this server"
_DATED_BY_REPORT = "the report of that day gives no date"
FIELDS: dict[EditedField, str] = {
    EditedField.HEADLINE: "Headline",
    EditedField.DATE: "Date",
    EditedField.KIND: "Kind",
    EditedField.STATUS: "Status",
    EditedField.PLACE: "Place",
    EditedField.SIDES: "Sides",
}
"""What the parts of an event are called that an editor sets."""
_CONTEXTS: dict[Context, str] = {
    Context.WMD: "weapons of mass destruction",
    Context.EXECUTIVE: "government",
    Context.LEGISLATIVE: "parliament",
    Context.CYBER: "computer networks",
    Context.RESOURCE: "resources",
    Context.LEGAL: "courts",
    Context.HISTORIC: "history",
}
"""Where PLOVER's own word would not be understood; the others are shown as they are."""


def event_card(stored: StoredEvent, gazetteer: Gazetteer) -> Card:
    """Return one event with its reports, earliest first."""
    event = stored.event
    said = words.event_words(stored, gazetteer)
    title = prose(headline_of(stored).rstrip("."), TITLE)
    meta = [bound(said.icon, said.kind), mode_words(event), said.status, said.sides]
    head = (
        f"-# Event E{stored.id}",
        f"## ~~{title}~~" if stored.is_withdrawn else f"## {title}",
        f"-# {MIDDOT.join(part for part in meta if part)}",
        withdrawal_line(stored) if stored.withdrawn_reason else "",
    )
    facts = fact_lines(stored)
    blocks, left = report_blocks(stored, PLANNED_TEXT - weight(*head, *facts))
    return card(
        Accent.NEWS,
        text(*head),
        rule(),
        text(*facts),
        rule(),
        *spaced(blocks),
        air(),
        row(
            *_summary_button(stored),
            button("Report", ids.Report(subject=ids.ReportSubject.EVENT, key=stored.id)),
        ),
        *((text(f"-# {counted(left, 'more report')} not shown"),) if left else ()),
    )


def _summary_button(stored: StoredEvent) -> tuple[Button, ...]:
    """Return the button to the first article that tells an event; none where only a pack does."""
    articles = [report.article for report in stored.reports if report.note is None]
    return (button("Summary", ids.SummaryOpen(article=articles[0]), is_primary=True),) if articles else ()


def event_sources_card(stored: StoredEvent) -> Card:
    """Return, for one reader, the sentences that prove an event, as printed, earliest first."""
    title = prose(headline_of(stored).rstrip("."), TITLE)
    head = (
        f"-# Sources{MIDDOT}event E{stored.id}",
        f"## ~~{title}~~" if stored.is_withdrawn else f"## {title}",
        withdrawal_line(stored),
    )
    blocks, left = report_blocks(stored, PLANNED_TEXT - weight(*head))
    return card(
        Accent.NEWS,
        text(*head),
        rule(),
        *spaced(blocks),
        air(),
        row(button("Report", ids.Report(subject=ids.ReportSubject.EVENT, key=stored.id))),
        *((text(f"-# {counted(left, 'more report')} not shown"),) if left else ()),
    )


def fact_lines(stored: StoredEvent) -> list[str]:
    """Return what is known of an event, a line each: date, parties, place, what it is about, and where reports part."""
    event = stored.event
    facts = [("Date", f"{running_date(stored)} ({_how_dated(stored)})")]
    both = (*stored.source_names, *stored.target_names)
    if event.reciprocal and both:
        facts.append(("Between", _names(both)))
    else:
        facts.append(("Who", _names(stored.source_names) or "nobody named"))
        if stored.target_names:
            facts.append(("Towards", _names(stored.target_names)))
    if event.place:
        facts.append(("Place", outside(event.place, _PLACE)))
    if event.context:
        facts.append(("About", ", ".join(_CONTEXTS.get(item, item.value.replace("_", " ")) for item in event.context)))
    facts.append(("Reported by", _told_by(stored)))
    lines = [f"**{name}**{MIDDOT}{value}" for name, value in facts]
    headline = headline_of(stored)
    told = [prose(sentence(headline), QUOTE)] if len(headline) > TITLE else []
    set_here = [name for name in EditedField if name.value in stored.edited]
    if set_here:
        words_of = listed([FIELDS[name].casefold() for name in set_here])
        lines.append(f"{words.CORRECTED}{MIDDOT}an editor of this server set the {words_of}")
    return [*told, *lines, *account_lines(stored)]


def _told_by(stored: StoredEvent) -> str:
    """Return how many outlets report an event, and at how many others the same text stands."""
    told = counted(len(outlets(stored)), "outlet")
    copies = {outlet_name(one.name, one.url) for report in stored.reports for one in report.copies}
    return f"{told}, copied by {len(copies)} more" if copies else told


def _how_dated(stored: StoredEvent) -> str:
    if EditedField.DATE.value in stored.edited:
        return _SET
    if is_dated_by_report(stored.event, stored.told_on):
        return _DATED_BY_REPORT
    return _DATED_BY[stored.event.when.dated_by]


def _names(names: Sequence[str]) -> str:
    return outside(", ".join(dict.fromkeys(flatten(name) for name in names)), _PARTIES)


def report_blocks(stored: StoredEvent, room: int, *, most: int = _MAX_REPORTS) -> tuple[list[Part], int]:
    """Return the blocks of the reports that fit, at least one, and how many did not.

    Args:
        stored: The event.
        room: Characters that there is room for.
        most: Reports at most.
    """
    blocks: list[Part] = []
    size = 0
    for number, report in enumerate(stored.reports, 1):
        lines = report_lines(number, report, note=own_date(report, stored))
        size += weight(*lines)
        if blocks and (size > room or number > most):
            return blocks, len(stored.reports) - number + 1
        blocks.append(text(*lines))
    return blocks, 0
