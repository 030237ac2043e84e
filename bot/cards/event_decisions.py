"""Decisions of editors on cards: one before it is saved, what was just done, and what was decided about an event."""

from collections.abc import Sequence
from functools import partial

from bot.cards import counts
from bot.cards import event_desk_ids as ids
from bot.cards.controls import button, row
from bot.cards.dates import date_words
from bot.cards.event import FIELDS
from bot.cards.message import Card, air, card, first_fitting, rule, spaced, text
from bot.cards.notices import notice
from bot.cards.slot_headlines import headline_of
from bot.cards.text import bound, listed, moment, outside, prose
from bot.cards.tokens import DASH, MIDDOT, NBSP, TITLE, TO, Accent
from bot.cards.words import KINDS, STATUSES
from bot.model.decisions import Decision, DecisionKind, DecisionState, EditedField, EventCase, EventFacts
from bot.model.ids import EventId
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.reading import Status

DECISIONS_A_PAGE = 5
_REASON = 200
_VALUE = 160
_DESK = noted("Event desk")
_DONE: dict[DecisionKind, str] = {
    DecisionKind.CONFIRM: noted("Confirmed"),
    DecisionKind.EDIT: noted("Edited"),
    DecisionKind.MERGE: noted("Merged"),
    DecisionKind.SPLIT: noted("Split"),
    DecisionKind.WITHDRAW: noted("Withdrawn"),
}
_WAS_DONE: dict[DecisionKind, str] = {
    DecisionKind.CONFIRM: noted("{event} was confirmed"),
    DecisionKind.EDIT: noted("{event} was edited"),
    DecisionKind.MERGE: noted("{event} was merged"),
    DecisionKind.SPLIT: noted("{event} was split"),
    DecisionKind.WITHDRAW: noted("{event} was withdrawn"),
}
_UNDO: dict[DecisionKind, str] = {
    DecisionKind.CONFIRM: noted("Undo confirmation"),
    DecisionKind.EDIT: noted("Undo edit"),
    DecisionKind.MERGE: noted("Undo merge"),
    DecisionKind.SPLIT: noted("Undo split"),
    DecisionKind.WITHDRAW: noted("Undo withdrawal"),
}
_WAS_UNDONE: dict[DecisionKind, str] = {
    DecisionKind.CONFIRM: noted("The confirmation of {event} was undone"),
    DecisionKind.EDIT: noted("The edit of {event} was undone"),
    DecisionKind.MERGE: noted("The merge of {event} was undone"),
    DecisionKind.SPLIT: noted("The split of {event} was undone"),
    DecisionKind.WITHDRAW: noted("The withdrawal of {event} was undone"),
}
_QUESTIONS = {DecisionKind.MERGE: noted("Merge these events?"), DecisionKind.SPLIT: noted("Split this event?")}
_QUESTION = noted("Save this change?")


def preview_card(draft: Decision, *, page: int) -> Card:
    """Return a decision before it is saved: the facts before and after.

    Args:
        draft: Not saved yet.
        page: The stop of the walk, 1-based; 0 for an event by itself.
    """
    before, after = _both(draft)
    reason = f"**{say_as('label', 'Reason')}**{MIDDOT}{outside(draft.reason, _REASON)}" if draft.reason else ""
    return card(
        Accent.DESK,
        text(
            f"-# {_eyebrow(draft.event)}",
            f"## {say(_QUESTIONS.get(draft.kind, _QUESTION))}",
        ),
        rule(),
        *spaced([text(f"**{say_as('heading', 'Before')}**", before[0]), *map(text, before[1:])]),
        air(),
        *spaced([text(f"**{say_as('heading', 'After')}**", after[0]), *map(text, after[1:])]),
        rule(),
        text(reason, f"-# {_follows(draft)}"),
        air(),
        row(
            button(say_as("button", "Save"), ids.DeskSave(decision=draft.id, page=page), is_primary=True),
            button(say_as("button", "Keep as it was"), ids.DeskDrop(decision=draft.id, event=draft.event, page=page)),
        ),
    )


def _eyebrow(event: EventId) -> str:
    return f"{say(_DESK)}{MIDDOT}{say('event {number}', number=f'E{event}')}"


def _follows(draft: Decision) -> str:
    """Return what saving leads to besides."""
    if draft.kind is DecisionKind.SPLIT:
        return say("They stay apart when further reports come in. Posted cards follow within two minutes")
    if draft.kind is DecisionKind.MERGE:
        return say("The other number will lead here. Posted cards follow within two minutes")
    return say("It holds when further reports come in. Posted cards follow; questions that asked for it count no more")


def _both(draft: Decision) -> tuple[list[str], list[str]]:
    """Return the paragraphs of before and after: the fields that differ for an edit, an event each for others."""
    if draft.kind is DecisionKind.EDIT:
        (before,), (after,) = draft.before, draft.after
        fields = [name for name in EditedField if _field(name, before) != _field(name, after)]
        fields = fields or list(draft.edit.fields if draft.edit else ())
        told = (
            "\n".join(_line(name, before) for name in fields),
            "\n".join(_line(name, after, is_bold=True) for name in fields),
        )
        return [told[0]], [told[1]]
    return [_event_line(facts) for facts in draft.before], [_event_line(facts) for facts in draft.after]


def _line(name: EditedField, facts: EventFacts, *, is_bold: bool = False) -> str:
    value = _field(name, facts)
    return f"{say(FIELDS[name])}{MIDDOT}{f'**{value}**' if is_bold else value}"


def _event_line(facts: EventFacts) -> str:
    number = f"E{facts.event}" if facts.event else say("a new number")
    parts = [
        _field(EditedField.DATE, facts),
        _field(EditedField.KIND, facts),
        counts.reports_counted(facts.reports),
        number,
    ]
    return f"{prose(facts.headline, _VALUE)}\n-# {MIDDOT.join(parts)}"


def _field(name: EditedField, facts: EventFacts, most: int = _VALUE) -> str:
    """Return a part of an event in words, of so many characters at most."""
    match name:
        case EditedField.HEADLINE:
            return prose(facts.headline, most)
        case EditedField.DATE:
            return date_words(facts.when)
        case EditedField.KIND:
            icon, kind = KINDS[facts.kind]
            return bound(icon, say(kind))
        case EditedField.STATUS:
            return _status(facts)
        case EditedField.PLACE:
            return outside(facts.place, most) if facts.place else say("none")
        case EditedField.SIDES:
            names = (outside(", ".join(dict.fromkeys(side)), most) for side in (facts.source, facts.target))
            return f" {DASH if facts.is_reciprocal else TO} ".join(name or say("nobody") for name in names)


def _status(facts: EventFacts) -> str:
    if facts.status is Status.OCCURRED:
        return say_as("status", "took place")
    icon, status = STATUSES[facts.status]
    return bound(icon, say(status))


def history_card(case: EventCase, decided: Sequence[Decision], *, page: int, older: int = 0, done: str = "") -> Card:
    """Return what was decided about an event, newest first, with the way back.

    Args:
        case: The event.
        decided: All of it, newest first.
        page: The stop of the walk, 1-based; 0 for an event by itself.
        older: How many of the newest are passed over.
        done: What was just done; "" for nothing.
    """
    return first_fitting(*(partial(_history, case, decided, page, older, done, most) for most in (_VALUE, 60, 20)))


def _history(case: EventCase, decided: Sequence[Decision], page: int, older: int, done: str, most: int) -> Card:
    shown = decided[older : older + DECISIONS_A_PAGE]
    holding = next((one for one in decided if one.state is DecisionState.ACTIVE), None)
    number = case.event.id
    undo = ids.DeskUndo(decision=holding.id, page=page) if holding else ids.DeskShow(event=number, page=page)
    has_older = older + DECISIONS_A_PAGE < len(decided)
    way_back = ids.DeskShow(event=number, page=page)
    count = say_n("{n} decision", "{n} decisions", len(decided), n=numeral(len(decided)))
    foot = [count, f"✓{NBSP}{done}" if done else ""]
    return card(
        Accent.DESK,
        text(
            f"-# {say(_DESK)}{MIDDOT}{say('history of {event}', event=f'E{number}')}",
            f"## {prose(headline_of(case.event).rstrip('.'), TITLE)}",
        ),
        rule(),
        *(spaced([text(*_decided(one, most)) for one in shown]) or [text(say("Nothing was decided about it yet."))]),
        rule(),
        row(
            button(say(_UNDO[holding.kind]), undo, is_primary=True) if holding else None,
            button(
                say_as("button", "‹ Newer"),
                ids.DeskHistory(event=number, page=page, older=max(0, older - DECISIONS_A_PAGE)),
                is_enabled=older > 0,
            )
            if len(decided) > DECISIONS_A_PAGE
            else None,
            button(
                say_as("button", "Older ›"),
                ids.DeskHistory(event=number, page=page, older=older + DECISIONS_A_PAGE),
                is_enabled=has_older,
            )
            if len(decided) > DECISIONS_A_PAGE
            else None,
            button(say_as("button", "Back"), way_back),
        ),
        text(f"-# {MIDDOT.join(part for part in foot if part)}"),
    )


def _decided(one: Decision, most: int) -> list[str]:
    """Return one decision: what, who, when, what it changed, why, and who took it back."""
    name = say(_DONE[one.kind])
    title = f"~~**{name}**~~" if one.state is DecisionState.UNDONE else f"**{name}**"
    lines = [MIDDOT.join((title, _who(one.by), moment(one.at)))]
    if one.kind is DecisionKind.EDIT and one.before and one.after:
        before, after = one.before[0], one.after[0]
        lines += [
            f"{say(FIELDS[field])}{MIDDOT}{_field(field, before, most)} {TO} {_field(field, after, most)}"
            for field in EditedField
            if _field(field, before) != _field(field, after)
        ]
    elif one.kind in {DecisionKind.MERGE, DecisionKind.SPLIT}:
        lines.append(f"{_numbers(one.before)} {TO} {_numbers(one.after)}")
    if one.reason:
        lines.append(f"{say_as('label', 'Reason')}{MIDDOT}{outside(one.reason, most)}")
    if one.undone_at is not None:
        undone = say("Undone by {user}", user=_who(one.undone_by))
        lines.append(f"-# {undone}{MIDDOT}{moment(one.undone_at)}")
    return lines


def _numbers(facts: Sequence[EventFacts]) -> str:
    return listed([f"E{one.event} ({counts.reports_counted(one.reports)})" for one in facts])


def _who(user: int | None) -> str:
    return f"<@{user}>" if user else say("somebody who was forgotten")


def done_words(decision: Decision, *, is_undone: bool = False) -> str:
    """Return what was just done, for the foot of the next card: "E147 was confirmed"."""
    told = _WAS_UNDONE if is_undone else _WAS_DONE
    return say(told[decision.kind], event=f"E{decision.event}")


def withdrawn_notice(decision: Decision, *, page: int) -> Card:
    """Return that an event was withdrawn, with the way back."""
    return notice(
        Accent.DESK,
        _eyebrow(decision.event),
        say("The event is withdrawn"),
        say(
            "It is gone from this server’s timelines, digests to come, barometer and quiz scores. Posted cards are "
            "edited within two minutes, with the reason."
        ),
        *((button(say_as("button", "Next event"), ids.DeskWalk(page=page), is_primary=True),) if page else ()),
        button(say(_UNDO[DecisionKind.WITHDRAW]), ids.DeskUndo(decision=decision.id, page=page)),
        button(say_as("button", "History"), ids.DeskHistory(event=decision.event, page=page, older=0)),
    )
