"""The event desk: an uncertain event with why it is one, a decision before it is saved, and what was decided before."""

from collections.abc import Sequence
from functools import partial

from bot.cards import event_desk_ids as ids
from bot.cards import words
from bot.cards.controls import button, row
from bot.cards.dates import day
from bot.cards.event import FIELDS, fact_lines, report_blocks
from bot.cards.message import Card, Row, air, card, first_fitting, rule, spaced, text
from bot.cards.notices import notice
from bot.cards.text import bound, counted, cut, flatten, listed, moment, outside, prose, weight
from bot.cards.tokens import DASH, MAX_OPTION, MIDDOT, NBSP, PLANNED_TEXT, TITLE, TO, Accent
from bot.cards.words import KINDS, STATUSES
from bot.model.countries import Gazetteer
from bot.model.datewords import NO_DATE, date_words
from bot.model.decisions import (
    Decision,
    DecisionKind,
    DecisionState,
    Doubt,
    DoubtKind,
    EditedField,
    EventCase,
    EventFacts,
    ReviewPage,
)
from bot.model.ids import ArticleId
from bot.model.reading import Status

DECISIONS_A_PAGE = 5
_REASON = 200
_VALUE = 160
_MISTAKE = 160
_MAX_MISTAKES = 2
_MAX_DOUBTS = 5
_DESK = "Event desk"
_SHARED = "from the starter pack, which all servers share: it can be confirmed, or withdrawn for this server"
_DONE: dict[DecisionKind, str] = {
    DecisionKind.CONFIRM: "confirmed",
    DecisionKind.EDIT: "edited",
    DecisionKind.MERGE: "merged",
    DecisionKind.SPLIT: "split",
    DecisionKind.WITHDRAW: "withdrawn",
}


def walk_card(page: ReviewPage, gazetteer: Gazetteer, *, done: str = "") -> Card:
    """Return a stop of the walk, or that it is at its end.

    Args:
        page: The stop.
        gazetteer: For names and flags.
        done: What was just done, as `done_words` says it; "" for nothing.
    """
    if page.case is not None:
        return desk_card(page.case, gazetteer, page=page.page + 1, total=page.total, done=done)
    foot = f"✓{NBSP}{done}" if done else ""
    if page.total == 0:
        body = (
            "Events come here when their reports differ, when a date or a source is weak, or when a member reports one."
        )
        return notice(Accent.DESK, f"{_DESK}{MIDDOT}review", "No event is in doubt", body, foot=foot)
    left = f"{counted(page.total, 'event')} passed over wait for another walk."
    start = button("Start again", ids.DeskWalk(page=1), is_primary=True)
    return notice(Accent.DESK, f"{_DESK}{MIDDOT}review", "That was the last one", left, start, foot=foot)


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
    return first_fitting(*(partial(_render, case, gazetteer, page, total, done, is_more, most) for most in (3, 2, 1)))


def _render(case: EventCase, gazetteer: Gazetteer, page: int, total: int, done: str, is_more: bool, most: int) -> Card:
    stored = case.event
    said = words.event_words(stored, gazetteer)
    place = f"{page} of {total}" if page and total else "review" if page else f"event E{stored.id}"
    title = prose(stored.event.headline.rstrip("."), TITLE)
    meta = [bound(said.icon, said.kind), said.status, said.sides, f"E{stored.id}"]
    head = (
        f"-# {_DESK}{MIDDOT}{place}",
        f"## ~~{title}~~" if stored.is_withdrawn else f"## {title}",
        f"-# {MIDDOT.join(part for part in meta if part)}",
        f"-# {_SHARED[0].upper()}{_SHARED[1:]}" if case.is_shared else "",
    )
    why = _why(case, gazetteer)
    facts = fact_lines(stored)
    blocks, left = report_blocks(stored, PLANNED_TEXT - weight(*head, *why, *facts), most=most)
    foot = (f"{counted(left, 'more report')} in /event show" if left else "", f"✓{NBSP}{done}" if done else "")
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


def _rows(case: EventCase, page: int) -> list[Row]:
    number, version = case.event.id, case.version
    stands = not case.event.is_withdrawn
    can_edit = stands and not case.is_shared
    return [
        row(
            button(
                "Confirm",
                ids.DeskConfirm(event=number, version=version, page=page),
                is_primary=stands,
                is_enabled=stands,
            ),
            button("Edit", ids.DeskReword(event=number, version=version, page=page), is_enabled=can_edit),
            button("Withdraw", ids.DeskWithdraw(event=number, version=version, page=page), is_enabled=stands),
            button("More", ids.DeskMore(event=number, page=page)),
            button("Skip", ids.DeskWalk(page=page + 1)) if page else None,
        )
    ]


def _more_rows(case: EventCase, page: int) -> list[Row]:
    number, version = case.event.id, case.version
    stands = not case.event.is_withdrawn
    can_split = stands and len({report.article for report in case.event.reports}) > 1 and bool(case.articles)
    can_edit = stands and not case.is_shared
    return [
        row(
            button("Kind and sides", ids.DeskRecode(event=number, version=version, page=page), is_enabled=can_edit),
            button("Merge into…", ids.DeskMerge(event=number, version=version, page=page), is_enabled=stands),
            button("Split", ids.DeskSplit(event=number, version=version, page=page), is_enabled=can_split),
            button("History", ids.DeskHistory(event=number, page=page, older=0), is_enabled=case.decisions > 0),
            button("Back", ids.DeskShow(event=number, page=page)),
        )
    ]


def _why(case: EventCase, gazetteer: Gazetteer) -> list[str]:
    """Return why an event is here, a line each."""
    if case.event.is_withdrawn:
        reason = prose(case.event.withdrawn_reason or "", _REASON)
        return [MIDDOT.join(part for part in (words.WITHDRAWN, reason) if part)]
    if not case.doubts:
        return ["**Nothing about it is in doubt**"]
    lines = [f"- {_doubt(doubt, case, gazetteer)}" for doubt in case.doubts[:_MAX_DOUBTS]]
    said = [
        f"  - “{outside(words_, _MISTAKE)}”" if words_.strip() else "  - without a word"
        for words_ in case.mistakes[:_MAX_MISTAKES]
    ]
    if said and case.doubts[0].kind is DoubtKind.REPORTED:
        lines[1:1] = said
    return ["**Why it is here**", *lines]


def _doubt(doubt: Doubt, case: EventCase, gazetteer: Gazetteer) -> str:
    """Return a reason in words."""
    detail = outside(doubt.detail, _VALUE)
    match doubt.kind:
        case DoubtKind.REPORTED:
            return f"{counted(len(case.mistakes), 'member')} reported a mistake."
        case DoubtKind.DATES:
            return f"Its reports give different days: {detail}."
        case DoubtKind.UNDATED:
            return "No report gives its date."
        case DoubtKind.BY_PUBLICATION:
            return f"Its date is only the day of the report: {detail}."
        case DoubtKind.DENIED:
            return f"{detail} tells that it is denied."
        case DoubtKind.CLAIMED:
            return f"{detail} tells it as a claim only."
        case DoubtKind.OTHER_DAY:
            return f"{detail} tells the same of a neighbouring day; it may be one with it."
        case DoubtKind.SIDES:
            return f"Its reports name different sides: {_sides_told(doubt.detail, gazetteer)}."
        case DoubtKind.UNLIKE:
            return f"{counted(len(case.event.reports), 'report')} were made one event, and have few words in common."
        case DoubtKind.HEAVY_CLAIM:
            if case.event.event.alleged:
                return f"It weighs much, and a part of it is only alleged: {detail}."
            return "It weighs much, and is told as a claim or a possibility only."
        case DoubtKind.WEAK_SOURCE:
            return "No report of it names an outlet or an address."


def _sides_told(detail: str, gazetteer: Gazetteer) -> str:
    """Return "USA>CHN / CHN>USA" with names and flags."""
    told = []
    for one in detail.split(" / "):
        source, _, target = one.partition(">")
        sides = [_named(side, gazetteer) for side in (source, target)]
        told.append(f" {TO} ".join(side or "nobody" for side in sides))
    return ", or ".join(told)


def _named(codes: str, gazetteer: Gazetteer) -> str:
    named = (gazetteer.countries.get(code) for code in codes.split("+"))  # type: ignore[call-overload]  # text of a code
    shown = [
        bound(country.flag, country.short) if country else outside(code, 40)
        for code, country in zip(codes.split("+"), named, strict=True)
    ]
    return listed([one for one in shown if one])


def preview_card(draft: Decision, *, page: int) -> Card:
    """Return a decision before it is saved: the facts before and after.

    Args:
        draft: Not saved yet.
        page: The stop of the walk, 1-based; 0 for an event by itself.
    """
    name = {DecisionKind.MERGE: "Merge these events?", DecisionKind.SPLIT: "Split this event?"}
    before, after = _both(draft)
    return card(
        Accent.DESK,
        text(
            f"-# {_DESK}{MIDDOT}event E{draft.event}",
            f"## {name.get(draft.kind, 'Save this change?')}",
        ),
        rule(),
        text("**Before**", *before),
        air(),
        text("**After**", *after),
        rule(),
        text(f"**Reason**{MIDDOT}{outside(draft.reason, _REASON)}" if draft.reason else "", f"-# {_follows(draft)}"),
        air(),
        row(
            button("Save", ids.DeskSave(decision=draft.id, page=page), is_primary=True),
            button("Keep as it was", ids.DeskDrop(decision=draft.id, event=draft.event, page=page)),
        ),
    )


def _follows(draft: Decision) -> str:
    """Return what saving leads to besides."""
    if draft.kind is DecisionKind.SPLIT:
        return "They stay apart when further reports come in. Posted cards follow within two minutes"
    if draft.kind is DecisionKind.MERGE:
        return "The other number will lead here. Posted cards follow within two minutes"
    return "It holds when further reports come in. Posted cards follow; questions that asked for it count no more"


def _both(draft: Decision) -> tuple[list[str], list[str]]:
    """Return the lines of before and after: the fields that differ for an edit, whole events for others."""
    if draft.kind is DecisionKind.EDIT and draft.before and draft.after:
        fields = [name for name in EditedField if _field(name, draft.before[0]) != _field(name, draft.after[0])]
        before, after = ([_line(name, facts[0]) for name in fields] for facts in (draft.before, draft.after))
        return before, [_line(name, draft.after[0], is_bold=True) for name in fields] if after else after
    return [_event_line(facts) for facts in draft.before], [_event_line(facts) for facts in draft.after]


def _line(name: EditedField, facts: EventFacts, *, is_bold: bool = False) -> str:
    value = _field(name, facts)
    return f"{FIELDS[name]}{MIDDOT}{f'**{value}**' if is_bold else value}"


def _event_line(facts: EventFacts) -> str:
    number = f"E{facts.event}" if facts.event else "a new number"
    parts = [_field(EditedField.DATE, facts), _field(EditedField.KIND, facts), counted(facts.reports, "report"), number]
    return f"{prose(facts.headline, _VALUE)}\n-# {MIDDOT.join(parts)}"


def _field(name: EditedField, facts: EventFacts) -> str:
    """Return a part of an event in words."""
    match name:
        case EditedField.HEADLINE:
            return prose(facts.headline, _VALUE)
        case EditedField.DATE:
            return date_words(facts.when)
        case EditedField.KIND:
            return bound(*KINDS[facts.kind])
        case EditedField.STATUS:
            return "took place" if facts.status is Status.OCCURRED else bound(*STATUSES[facts.status])
        case EditedField.PLACE:
            return outside(facts.place, _VALUE) if facts.place else "none"
        case EditedField.SIDES:
            sides = (
                outside(", ".join(dict.fromkeys(side)), _VALUE) or "nobody" for side in (facts.source, facts.target)
            )
            return f" {DASH if facts.is_reciprocal else TO} ".join(sides)


def history_card(case: EventCase, decided: Sequence[Decision], *, page: int, older: int = 0, done: str = "") -> Card:
    """Return what was decided about an event, newest first, with the way back.

    Args:
        case: The event.
        decided: All of it, newest first.
        page: The stop of the walk, 1-based; 0 for an event by itself.
        older: How many of the newest are passed over.
        done: What was just done; "" for nothing.
    """
    shown = decided[older : older + DECISIONS_A_PAGE]
    holding = next((one for one in decided if one.state is DecisionState.ACTIVE), None)
    number = case.event.id
    undo = ids.DeskUndo(decision=holding.id, page=page) if holding else ids.DeskShow(event=number, page=page)
    has_older = older + DECISIONS_A_PAGE < len(decided)
    way_back = ids.DeskShow(event=number, page=page)
    foot = [f"{counted(len(decided), 'decision')}", f"✓{NBSP}{done}" if done else ""]
    return card(
        Accent.DESK,
        text(
            f"-# {_DESK}{MIDDOT}history of E{number}",
            f"## {prose(case.event.event.headline.rstrip('.'), TITLE)}",
        ),
        rule(),
        *(spaced([text(*_decided(one)) for one in shown]) or [text("Nothing was decided about it yet.")]),
        rule(),
        row(
            button(f"Undo {_UNDO[holding.kind]}", undo, is_primary=True) if holding else None,
            button(
                "‹ Newer",
                ids.DeskHistory(event=number, page=page, older=max(0, older - DECISIONS_A_PAGE)),
                is_enabled=older > 0,
            )
            if len(decided) > DECISIONS_A_PAGE
            else None,
            button(
                "Older ›",
                ids.DeskHistory(event=number, page=page, older=older + DECISIONS_A_PAGE),
                is_enabled=has_older,
            )
            if len(decided) > DECISIONS_A_PAGE
            else None,
            button("Back", way_back),
        ),
        text(f"-# {MIDDOT.join(part for part in foot if part)}"),
    )


_UNDO: dict[DecisionKind, str] = {
    DecisionKind.CONFIRM: "confirmation",
    DecisionKind.EDIT: "edit",
    DecisionKind.MERGE: "merge",
    DecisionKind.SPLIT: "split",
    DecisionKind.WITHDRAW: "withdrawal",
}


def _decided(one: Decision) -> list[str]:
    """Return one decision: what, who, when, what it changed, why, and who took it back."""
    name = _DONE[one.kind].capitalize()
    title = f"~~**{name}**~~" if one.state is DecisionState.UNDONE else f"**{name}**"
    lines = [MIDDOT.join((title, _who(one.by), moment(one.at)))]
    if one.kind is DecisionKind.EDIT and one.before and one.after:
        before, after = one.before[0], one.after[0]
        lines += [
            f"{FIELDS[field]}{MIDDOT}{_field(field, before)} {TO} {_field(field, after)}"
            for field in EditedField
            if _field(field, before) != _field(field, after)
        ]
    elif one.kind in {DecisionKind.MERGE, DecisionKind.SPLIT}:
        lines.append(f"{_numbers(one.before)} {TO} {_numbers(one.after)}")
    if one.reason:
        lines.append(f"Reason{MIDDOT}{outside(one.reason, _REASON)}")
    if one.undone_at is not None:
        lines.append(f"-# Undone by {_who(one.undone_by)}{MIDDOT}{moment(one.undone_at)}")
    return lines


def _numbers(facts: Sequence[EventFacts]) -> str:
    return listed([f"E{one.event} ({counted(one.reports, 'report')})" for one in facts])


def _who(user: int | None) -> str:
    return f"<@{user}>" if user else "somebody who was forgotten"


def done_words(decision: Decision, *, is_undone: bool = False) -> str:
    """Return what was just done, for the foot of the next card: "E147 was confirmed"."""
    if is_undone:
        return f"The {_UNDO[decision.kind]} of E{decision.event} was undone"
    return f"E{decision.event} was {_DONE[decision.kind]}"


def withdrawn_notice(decision: Decision, *, page: int) -> Card:
    """Return that an event was withdrawn, with the way back."""
    return notice(
        Accent.DESK,
        f"{_DESK}{MIDDOT}event E{decision.event}",
        "The event is withdrawn",
        "It is gone from this server’s timelines, digests to come, barometer and quiz scores. Posted cards are edited "
        "within two minutes, with the reason.",
        button("Undo withdrawal", ids.DeskUndo(decision=decision.id, page=page)),
        button("History", ids.DeskHistory(event=decision.event, page=page, older=0)),
    )


def leaving_options(case: EventCase) -> list[tuple[ArticleId, str, str]]:
    """Return the reports that can leave an event, for the form: the article, where it stands, and its sentence."""
    first: dict[ArticleId, tuple[ArticleId, str, str]] = {}
    for report in case.event.reports:
        if report.article in case.articles:
            when = day(report.published).replace(NBSP, " ") if report.published else NO_DATE
            outlet = flatten(report.source or "") or flatten(report.title)
            place = f"{outlet}{MIDDOT}{when}"
            first.setdefault(report.article, (report.article, cut(place, MAX_OPTION), report.sentence))
    return list(first.values())
