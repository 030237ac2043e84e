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
from bot.cards.text import bound, flatten, listed, outside, prose, sentence, weight
from bot.cards.tokens import MIDDOT, PLANNED_TEXT, QUOTE, TITLE, Accent
from bot.model.countries import Gazetteer
from bot.model.dates import DatedBy
from bot.model.datewords import is_dated_by_report
from bot.model.decisions import EditedField
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.modewords import mode_words
from bot.model.plover import Context
from bot.model.stored import StoredEvent

_MAX_REPORTS = 6
_PARTIES = 200
_PLACE = 60

_DATED_BY: dict[DatedBy, str] = {
    DatedBy.EXPRESSION: noted("as the report gives it"),
    DatedBy.PUBLICATION: noted("the day of the report, which names no other"),
    DatedBy.CONTEXT: noted("from the sentence before or after"),
    DatedBy.NONE: noted("the report gives none"),
}
_SET = noted("set by an editor of this server")
_DATED_BY_REPORT = noted("the report of that day gives no date")
FIELDS: dict[EditedField, str] = {
    EditedField.HEADLINE: noted("Headline"),
    EditedField.DATE: noted("Date"),
    EditedField.KIND: noted("Kind"),
    EditedField.STATUS: noted("Status"),
    EditedField.PLACE: noted("Place"),
    EditedField.SIDES: noted("Sides"),
}
"""What the parts of an event are called that an editor sets; said on use."""
_FIELDS_WITHIN: dict[EditedField, str] = {
    EditedField.HEADLINE: noted("headline"),
    EditedField.DATE: noted("date"),
    EditedField.KIND: noted("kind"),
    EditedField.STATUS: noted("status"),
    EditedField.PLACE: noted("place"),
    EditedField.SIDES: noted("sides"),
}
"""The same within a sentence."""
_CONTEXTS: dict[Context, str] = {
    Context.MILITARY: noted("military"),
    Context.INTELLIGENCE: noted("intelligence"),
    Context.EXECUTIVE: noted("government"),
    Context.LEGISLATIVE: noted("parliament"),
    Context.ELECTION: noted("election"),
    Context.POLITICAL_INSTITUTIONS: noted("political institutions"),
    Context.LEGAL: noted("courts"),
    Context.TERRITORY: noted("territory"),
    Context.CIVIL_RIGHTS: noted("civil rights"),
    Context.HUMAN_RIGHTS: noted("human rights"),
    Context.DIPLOMATIC: noted("diplomatic"),
    Context.TERRORISM: noted("terrorism"),
    Context.ECONOMIC: noted("economic"),
    Context.TRADE: noted("trade"),
    Context.TECHNOLOGY: noted("technology"),
    Context.RESOURCE: noted("resources"),
    Context.CYBER: noted("computer networks"),
    Context.WMD: noted("weapons of mass destruction"),
    Context.CRIME: noted("crime"),
    Context.CORRUPTION: noted("corruption"),
    Context.MIGRATION: noted("migration"),
    Context.HEALTH: noted("health"),
    Context.ENVIRONMENT: noted("environment"),
    Context.DISASTER: noted("disaster"),
    Context.RELIGION: noted("religion"),
    Context.HISTORIC: noted("history"),
}
"""PLOVER's own words, but for those that would not be understood."""


def event_card(stored: StoredEvent, gazetteer: Gazetteer) -> Card:
    """Return one event with its reports, earliest first."""
    event = stored.event
    said = words.event_words(stored, gazetteer)
    title = prose(headline_of(stored).rstrip("."), TITLE)
    meta = [bound(said.icon, said.kind), mode_words(event), said.status, said.sides]
    head = (
        f"-# {say('Event {number}', number=f'E{stored.id}')}",
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
            _report_button(stored),
        ),
        *_not_shown(left),
    )


def _summary_button(stored: StoredEvent) -> tuple[Button, ...]:
    """Return the button to the first article that tells an event; none where only a pack does."""
    articles = [report.article for report in stored.reports if report.note is None]
    label = say_as("button", "Summary")
    return (button(label, ids.SummaryOpen(article=articles[0]), is_primary=True),) if articles else ()


def _report_button(stored: StoredEvent) -> Button:
    return button(say_as("button", "Report"), ids.Report(subject=ids.ReportSubject.EVENT, key=stored.id))


def _not_shown(left: int) -> tuple[Part, ...]:
    """Return the line that says how many reports found no room; nothing where all did."""
    said = say_n("{n} more report not shown", "{n} more reports not shown", left, n=numeral(left))
    return (text(f"-# {said}"),) if left else ()


def event_sources_card(stored: StoredEvent) -> Card:
    """Return, for one reader, the sentences that prove an event, as printed, earliest first."""
    title = prose(headline_of(stored).rstrip("."), TITLE)
    head = (
        f"-# {say_as('heading', 'Sources')}{MIDDOT}{say('event {number}', number=f'E{stored.id}')}",
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
        row(_report_button(stored)),
        *_not_shown(left),
    )


def fact_lines(stored: StoredEvent) -> list[str]:
    """Return what is known of an event, a line each: date, parties, place, what it is about, and where reports part."""
    event = stored.event
    facts = [(say_as("label", "Date"), f"{running_date(stored)} ({say(_how_dated(stored))})"), *_party_facts(stored)]
    if event.place:
        facts.append((say_as("label", "Place"), outside(event.place, _PLACE)))
    if event.context:
        facts.append((say_as("label", "About"), ", ".join(say(_CONTEXTS[item]) for item in event.context)))
    facts.append((say_as("label", "Reported by"), _told_by(stored)))
    lines = [f"**{name}**{MIDDOT}{value}" for name, value in facts]
    headline = headline_of(stored)
    told = [prose(sentence(headline), QUOTE)] if len(headline) > TITLE else []
    set_here = [name for name in EditedField if name.value in stored.edited]
    if set_here:
        parts = listed([say(_FIELDS_WITHIN[name]) for name in set_here])
        lines.append(f"{words.corrected()}{MIDDOT}{say('an editor of this server set the {parts}', parts=parts)}")
    return [*told, *lines, *account_lines(stored)]


def _party_facts(stored: StoredEvent) -> list[tuple[str, str]]:
    """Return who was part of an event, under one name or under two."""
    both = (*stored.source_names, *stored.target_names)
    if stored.event.reciprocal and both:
        return [(say_as("label", "Between"), _names(both))]
    facts = [(say_as("label", "Who"), _names(stored.source_names) or say("nobody named"))]
    if stored.target_names:
        facts.append((say_as("label", "Towards"), _names(stored.target_names)))
    return facts


def _told_by(stored: StoredEvent) -> str:
    """Return how many outlets report an event, and at how many others the same text stands."""
    count = len(outlets(stored))
    told = say_n("{n} outlet", "{n} outlets", count, n=numeral(count))
    copies = {outlet_name(one.name, one.url) for report in stored.reports for one in report.copies}
    if not copies:
        return told
    return say_n("{outlets}, copied by {n} more", "{outlets}, copied by {n} more", len(copies), outlets=told)


def _how_dated(stored: StoredEvent) -> str:
    """Return how an event's date was found, to be said."""
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
