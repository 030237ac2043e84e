"""The event desk: an uncertain event with why it is one, a decision before it is saved, and what was decided before."""

from dataclasses import dataclass
from functools import partial, reduce

from bot.cards import event_desk_ids as ids
from bot.cards import words
from bot.cards.controls import button, row
from bot.cards.country_names import short_name
from bot.cards.dates import date_words, day
from bot.cards.event import fact_lines, report_blocks
from bot.cards.message import Card, Row, air, card, first_fitting, rule, spaced, text
from bot.cards.notices import notice
from bot.cards.slot_headlines import headline_of
from bot.cards.text import bound, cut, enumerated, flatten, listed, outside, prose, weight
from bot.cards.tokens import MAX_OPTION, MIDDOT, NBSP, PLANNED_TEXT, TITLE, TO, Accent
from bot.model.countries import Gazetteer
from bot.model.datewords import NO_DATE
from bot.model.decisions import (
    Doubt,
    DoubtKind,
    EventCase,
    ReviewPage,
)
from bot.model.ids import ArticleId, CountryCode
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.stored import StoredEvent

_REASON = 200
_VALUE = 160
_MISTAKE = 160
_DESK = noted("Event desk")
_SHARED = noted("From the starter pack, which all servers share: it can be confirmed, or withdrawn for this server")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How many parts there is room for."""

    reports: int
    doubts: int
    mistakes: int
    facts: int


_ROOMS = (
    _Room(reports=3, doubts=5, mistakes=2, facts=20),
    _Room(reports=1, doubts=5, mistakes=2, facts=20),
    _Room(reports=1, doubts=3, mistakes=1, facts=9),
    _Room(reports=1, doubts=2, mistakes=0, facts=4),
)


def walk_card(page: ReviewPage, gazetteer: Gazetteer, *, done: str = "") -> Card:
    """Return a stop of the walk, or that it is at its end.

    Args:
        page: The stop.
        gazetteer: For names and flags.
        done: What was just done, as `done_words` says it; "" for nothing.
    """
    if page.case is not None:
        return desk_card(page.case, gazetteer, page=page.page + 1, total=page.total, done=done)
    eyebrow, foot = f"{say(_DESK)}{MIDDOT}{say('review')}", f"✓{NBSP}{done}" if done else ""
    if page.total == 0:
        body = say(
            "Events come here when their reports differ, when a date or a source is weak, or when a member reports one."
        )
        return notice(Accent.DESK, eyebrow, say("No event is in doubt"), body, foot=foot)
    left = say_n(
        "{n} event passed over wait for another walk.",
        "{n} events passed over wait for another walk.",
        page.total,
        n=numeral(page.total),
    )
    start = button(say_as("button", "Start again"), ids.DeskWalk(page=1), is_primary=True)
    return notice(Accent.DESK, eyebrow, say("That was the last one"), left, start, foot=foot)


def desk_card(
    case: EventCase, gazetteer: Gazetteer, *, page: int = 0, total: int = 0, done: str = "", is_more: bool = False
) -> Card:
    """Return an event with why it is in doubt, its reports, and what can be done.

    Args:
        case: The event.
        gazetteer: For names and flags.
        page: The stop of the walk, 1-based; 0 for an event by itself.
        total: How many stops there are; 0 where that is not known.
        done: What was just done; "" for nothing.
        is_more: Whether the less usual things are offered.
    """
    return first_fitting(*(partial(_render, case, gazetteer, page, total, done, is_more, room) for room in _ROOMS))


def _render(
    case: EventCase, gazetteer: Gazetteer, page: int, total: int, done: str, is_more: bool, room: _Room
) -> Card:
    stored = case.event
    said = words.event_words(stored, gazetteer)
    title = prose(headline_of(stored).rstrip("."), TITLE)
    meta = [bound(said.icon, said.kind), said.status, said.sides, f"E{stored.id}"]
    head = (
        f"-# {say(_DESK)}{MIDDOT}{_place(stored, page, total)}",
        f"## ~~{title}~~" if stored.is_withdrawn else f"## {title}",
        f"-# {MIDDOT.join(part for part in meta if part)}",
        f"-# {say(_SHARED)}" if case.is_shared else "",
    )
    why = _why(case, gazetteer, room)
    facts = fact_lines(stored)[: room.facts]
    blocks, left = report_blocks(stored, PLANNED_TEXT - weight(*head, *why, *facts), most=room.reports)
    more = say_n("{n} more report in /event show", "{n} more reports in /event show", left, n=numeral(left))
    foot = (more if left else "", f"✓{NBSP}{done}" if done else "")
    shown_foot = [part for part in foot if part]
    return card(
        Accent.DESK,
        text(*head),
        rule(),
        text(*why),
        air(),
        text(*facts),
        rule(),
        *spaced(blocks),
        rule(),
        *(_more_rows(case, page) if is_more else _rows(case, page)),
        *((text(f"-# {MIDDOT.join(shown_foot)}"),) if shown_foot else ()),
    )


def _place(stored: StoredEvent, page: int, total: int) -> str:
    """Return where one stands: at a stop of the walk, or at an event by itself."""
    if page and total:
        return say("{page} of {total}", page=page, total=total)
    return say("review") if page else say("event {number}", number=f"E{stored.id}")


def _rows(case: EventCase, page: int) -> list[Row]:
    number, version = case.event.id, case.version
    stands = not case.event.is_withdrawn
    can_edit = stands and not case.is_shared
    return [
        row(
            button(
                say_as("button", "Confirm"),
                ids.DeskConfirm(event=number, version=version, page=page),
                is_primary=stands,
                is_enabled=stands,
            ),
            button(
                say_as("button", "Edit"), ids.DeskReword(event=number, version=version, page=page), is_enabled=can_edit
            ),
            button(
                say_as("button", "Withdraw"),
                ids.DeskWithdraw(event=number, version=version, page=page),
                is_enabled=stands,
            ),
            button(say_as("button", "More"), ids.DeskMore(event=number, page=page)),
            button(say_as("button", "Skip"), ids.DeskWalk(page=page + 1)) if page else None,
        )
    ]


def _more_rows(case: EventCase, page: int) -> list[Row]:
    number, version = case.event.id, case.version
    stands = not case.event.is_withdrawn
    can_split = stands and len({report.article for report in case.event.reports}) > 1 and bool(case.articles)
    can_edit = stands and not case.is_shared
    return [
        row(
            button(
                say_as("button", "Kind and sides"),
                ids.DeskRecode(event=number, version=version, page=page),
                is_enabled=can_edit,
            ),
            button(
                say_as("button", "Merge into…"),
                ids.DeskMerge(event=number, version=version, page=page),
                is_enabled=stands,
            ),
            button(
                say_as("button", "Split"), ids.DeskSplit(event=number, version=version, page=page), is_enabled=can_split
            ),
            button(
                say_as("button", "History"),
                ids.DeskHistory(event=number, page=page, older=0),
                is_enabled=case.decisions > 0,
            ),
            button(say_as("button", "Back"), ids.DeskShow(event=number, page=page)),
        )
    ]


def _why(case: EventCase, gazetteer: Gazetteer, room: _Room) -> list[str]:
    """Return why an event is here, a line each."""
    if case.event.is_withdrawn:
        reason = prose(case.event.withdrawn_reason or "", _REASON)
        return [MIDDOT.join(part for part in (words.withdrawn(), reason) if part)]
    if not case.doubts:
        return [f"**{say('Nothing about it is in doubt')}**"]
    lines = [f"- {_doubt(doubt, case, gazetteer)}" for doubt in case.doubts[: room.doubts]]
    said = [
        f"  - “{outside(words_, _MISTAKE)}”" if words_.strip() else f"  - {say('without a word')}"
        for words_ in case.mistakes[: room.mistakes]
    ]
    if said and case.doubts[0].kind is DoubtKind.REPORTED:
        lines[1:1] = said
    return [f"**{say_as('heading', 'Why it is here')}**", *lines]


def _doubt(doubt: Doubt, case: EventCase, gazetteer: Gazetteer) -> str:
    """Return a reason in words."""
    said = enumerated(date_words(one) for one in doubt.dates) if doubt.dates else doubt.detail
    detail = outside(said, _VALUE)
    match doubt.kind:
        case DoubtKind.REPORTED:
            count = len(case.mistakes)
            return say_n("{n} member reported a mistake.", "{n} members reported a mistake.", count, n=numeral(count))
        case DoubtKind.SIDES:
            return say("Its reports name different sides: {sides}.", sides=_sides_told(doubt.detail, gazetteer))
        case DoubtKind.UNLIKE:
            return _unlike(len(case.event.reports))
        case DoubtKind.HEAVY_CLAIM if case.event.event.alleged:
            return say("It weighs much, and a part of it is only alleged: {part}.", part=detail)
        case _:
            return say(_REASONS[doubt.kind], detail=detail)


def _unlike(count: int) -> str:
    return say_n(
        "{n} report were made one event, and have few words in common.",
        "{n} reports were made one event, and have few words in common.",
        count,
        n=numeral(count),
    )


_REASONS: dict[DoubtKind, str] = {
    DoubtKind.DATES: noted("Its reports give different days: {detail}."),
    DoubtKind.UNDATED: noted("No report gives its date."),
    DoubtKind.BY_PUBLICATION: noted("Its date is only the day of the report: {detail}."),
    DoubtKind.DENIED: noted("{detail} tells that it is denied."),
    DoubtKind.CLAIMED: noted("{detail} tells it as a claim only."),
    DoubtKind.OTHER_DAY: noted("{detail} tells the same of a neighbouring day; it may be one with it."),
    DoubtKind.HEAVY_CLAIM: noted("It weighs much, and is told as a claim or a possibility only."),
    DoubtKind.WEAK_SOURCE: noted("No report of it names an outlet or an address."),
}


def _sides_told(detail: str, gazetteer: Gazetteer) -> str:
    """Return "USA>CHN / CHN>USA" with names and flags."""
    told = []
    for one in detail.split(" / "):
        source, _, target = one.partition(">")
        sides = [_named(side, gazetteer) for side in (source, target)]
        told.append(f" {TO} ".join(side or say("nobody") for side in sides))
    return reduce(lambda one, other: say("{sides}, or {others}", sides=one, others=other), told)


def _named(codes: str, gazetteer: Gazetteer) -> str:
    named = (gazetteer.known(CountryCode(code)) for code in codes.split("+"))
    shown = [
        bound(country.flag, short_name(country)) if country else outside(code, 40)
        for code, country in zip(codes.split("+"), named, strict=True)
    ]
    return listed([one for one in shown if one])


def leaving_options(case: EventCase) -> list[tuple[ArticleId, str, str]]:
    """Return the reports that can leave an event, for the form: the article, where it stands, and its sentence."""
    first: dict[ArticleId, tuple[ArticleId, str, str]] = {}
    for report in case.event.reports:
        if report.article in case.articles:
            when = day(report.published).replace(NBSP, " ") if report.published else say(NO_DATE)
            outlet = flatten(report.source or "") or flatten(report.title)
            place = f"{outlet}{MIDDOT}{when}"
            first.setdefault(report.article, (report.article, cut(place, MAX_OPTION), report.sentence))
    return list(first.values())
