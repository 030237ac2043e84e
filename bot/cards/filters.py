"""A server's filters: the list, one of them, the one that is being changed, and the question before one goes."""

from typing import Any

import discord
from discord import ui

from bot.cards.controls import button, danger_button, fitting, number_of, row, select
from bot.cards.counts import page_of
from bot.cards.dates import day
from bot.cards.desk_ids import TopicsOpen
from bot.cards.filter_ids import (
    FilterAdd,
    FilterDiscard,
    FilterEdit,
    FilterEffect,
    FilterHistory,
    FilterKinds,
    FilterOpen,
    FilterRemove,
    FilterRemoveNow,
    FilterSave,
    FiltersPage,
    FilterSwitch,
    FilterTry,
    FilterType,
    FilterWeight,
    Shown,
    Trial,
)
from bot.cards.filter_words import (
    EFFECTS,
    NAMES,
    WEIGHTS,
    Passing,
    anything,
    code,
    name_of,
    passed,
    summary_of,
    values_of,
    weight,
)
from bot.cards.ids import SettingsOpen, Turn
from bot.cards.message import Card, Part, Row, air, card, rule, text
from bot.cards.text import cut, listed, outside, prose
from bot.cards.tokens import MAX_PLACEHOLDER, MIDDOT, NBSP, Accent
from bot.cards.words import KINDS, pair
from bot.model.countries import Gazetteer
from bot.model.language import noted, say, say_as, say_n
from bot.model.topic_trials import CheckedDraft, Draft, DraftView, TopicView
from bot.model.topics import MOST_TOPICS, Condition, Effect, Topic, Topics

_A_PAGE = 6
_SERVER = 40
_SAID = 100
_PROBLEM = 200
_OTHER_EFFECT = {
    Effect.LET_IN: (noted("Keep out instead"), FilterEffect(effect=Effect.KEEP_OUT)),
    Effect.KEEP_OUT: (noted("Let in instead"), FilterEffect(effect=Effect.LET_IN)),
}
_NOTHING_SEEN = noted("No feed of this server has brought an entry yet, so there is nothing to try it on.")


def filters_card(topics: Topics, gazetteer: Gazetteer, *, server: str, page: int = 0, said: str = "") -> Card:
    """Return a page of the list of a server's filters.

    Args:
        topics: The server's pairs and filters.
        gazetteer: For names and flags.
        server: The server's name.
        page: Which one, from 0; one that is not there any more gives the last.
        said: What has just been done, for the foot; "" for nothing.
    """
    pages = max(1, -(-len(topics.filters) // _A_PAGE))
    page = min(page, pages - 1)
    first = page * _A_PAGE
    shown = topics.filters[first : first + _A_PAGE]
    foot = [f"✓ {outside(said, _SAID)}"] if said else []
    if pages > 1:
        foot.append(page_of(page + 1, pages))
    eyebrow = f"-# {say_as('heading', 'Filters')}{MIDDOT}{outside(server, _SERVER)}"
    return card(
        Accent.DESK,
        text(eyebrow, f"## {say_as('heading', 'Filters')}", f"-# {_count(topics)}"),
        rule(),
        text(_what_passes(topics, gazetteer)),
        *((rule(),) if shown else ()),
        *(_line(number, topic, gazetteer) for number, topic in enumerate(shown, first + 1)),
        rule(),
        *_list_buttons(topics, page, pages),
        *((text(f"-# {MIDDOT.join(foot)}"),) if foot else ()),
    )


def filter_card(view: TopicView, gazetteer: Gazetteer, *, is_saved: bool = False) -> Card:
    """Return one filter: what it asks for, what it does with the last entries, and what can be done with it."""
    topic = view.topic
    assert topic.id is not None
    switch = FilterSwitch(topic=topic.id, on=int(not topic.is_on))
    values = values_of(topic, gazetteer)
    made = _made(topic)
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Filters')}{MIDDOT}{_state(topic)}",
            f"## {name_of(topic)}",
            f"-# {made}" if made else "",
        ),
        rule(),
        text("\n".join(f"**{say(NAMES[each])}**{NBSP}{NBSP}{values[each]}" for each in NAMES)),
        rule(),
        text(_fits_line(view)),
        air(),
        row(
            button(say_as("button", "Edit"), FilterEdit(topic=topic.id), is_primary=True),
            button(say_as("button", "Turn off") if topic.is_on else say_as("button", "Turn on"), switch),
            button(say_as("button", "Remove"), FilterRemove(topic=topic.id)),
            button(say_as("button", "All filters"), TopicsOpen()),
        ),
        *((text(f"-# ✓ {say_as('status', 'Saved')}"),) if is_saved else ()),
    )


def remove_card(view: TopicView) -> Card:
    """Return the question whether a filter is to be removed, with what would pass without it."""
    topic = view.topic
    assert topic.id is not None
    without, before = f"**{say_as('heading', 'Without it')}**", f"**{say_as('heading', 'Now')}**"
    lines = [] if not view.without.tried else [without, _sentence(passed(view.without, Passing.WOULD))]
    now = [_sentence(passed(view.with_it))] if lines and topic.is_on else []
    return card(
        Accent.DESK,
        text(f"-# {say_as('heading', 'Filters')}{MIDDOT}{name_of(topic)}", f"## {say('Remove this filter?')}"),
        *((rule(), text(before, *now), air()) if now else (rule(),) if lines else ()),
        *((text(*lines),) if lines else ()),
        air(),
        row(
            danger_button(say_as("button", "Remove"), FilterRemoveNow(topic=topic.id)),
            button(say_as("button", "Keep it"), FilterOpen(topic=topic.id)),
        ),
    )


def draft_card(view: DraftView, gazetteer: Gazetteer, *, problem: str = "") -> Card:
    """Return the filter that is being changed: what was typed, what is wrong with it, and what it would do.

    Args:
        view: The draft, and dry runs without and with it.
        gazetteer: For names and flags.
        problem: Why it could not be saved, where that is none of its parts' fault; "" for nothing.
    """
    checked, draft = view.checked, view.checked.draft
    unsaved = say("a change, not saved") if draft.topic else say("a new one, not saved")
    wrong = [*checked.problems.values(), *([problem] if problem else [])]
    return card(
        Accent.DESK,
        text(
            f"-# {MIDDOT.join((say_as('heading', 'Filters'), say(EFFECTS[draft.effect]), unsaved))}",
            f"## {outside(draft.name, 60) or say('Without a name')}",
            *(f"✗ {prose(each, _PROBLEM)}" for each in ([checked.problems[None]] if None in checked.problems else [])),
            *((f"✗ {prose(problem, _PROBLEM)}",) if problem else ()),
        ),
        rule(),
        text(*_typed_lines(checked, gazetteer)),
        rule(),
        text(*_before_and_after(view)),
        air(),
        _kinds(draft),
        _weights(draft),
        _draft_buttons(view, is_right=not wrong),
    )


def _draft_buttons(view: DraftView, *, is_right: bool) -> Row:
    draft = view.checked.draft
    other, instead = _OTHER_EFFECT[draft.effect]
    return row(
        button(say_as("button", "Save"), FilterSave(), is_primary=is_right, is_enabled=is_right),
        button(say_as("button", "Edit rule"), FilterType(), is_primary=not is_right),
        button(
            say_as("button", "Dry run"),
            FilterTry(trial=Trial.DRAFT, shown=Shown.ALL, page=0, turn=Turn.ON),
            is_enabled=bool(view.after and view.after.tried),
        ),
        button(say(other), instead),
        button(say_as("button", "Keep as it was") if draft.topic else say_as("button", "Discard"), FilterDiscard()),
    )


def _count(topics: Topics) -> str:
    off = sum(not topic.is_on for topic in topics.filters)
    if not topics.filters:
        return say_as("status", "None")
    count = say("{n} of {most}", n=len(topics.filters), most=MOST_TOPICS)
    return f"{count}{MIDDOT}{say_n('{n} off', '{n} off', off)}" if off else count


def _what_passes(topics: Topics, gazetteer: Gazetteer) -> str:
    """Return in a sentence what the filters come to."""
    on = [topic for topic in topics.filters if topic.is_on]
    lets_in = [topic for topic in on if topic.effect is Effect.LET_IN]
    has_more = len(on) > len(lets_in)
    if lets_in:
        return _what_is_let_in(is_one=len(lets_in) == 1, has_more=has_more)
    pairs = listed([pair(each, gazetteer) for each in topics.followed])
    if has_more:
        return say(
            "No filter lets in, so an entry passes where it tells of a followed pair ({pairs}) and no filter keeps it "
            "out.",
            pairs=pairs,
        )
    return say("No filter lets in, so an entry passes where it tells of a followed pair ({pairs}).", pairs=pairs)


def _what_is_let_in(*, is_one: bool, has_more: bool) -> str:
    """Return what one filter, or several, let in, and whether others keep out."""
    if is_one and has_more:
        return say("An entry of a feed passes where the filter that lets in fits it and no filter keeps it out.")
    if is_one:
        return say("An entry of a feed passes where the filter that lets in fits it.")
    if has_more:
        return say("An entry of a feed passes where one of the filters that let in fits it and no filter keeps it out.")
    return say("An entry of a feed passes where one of the filters that let in fits it.")


def _line(number: int, topic: Topic, gazetteer: Gazetteer) -> Part:
    assert topic.id is not None
    state = say(EFFECTS[topic.effect]) if topic.is_on else _state(topic)
    return ui.Section(
        f"**{number}. {name_of(topic)}**{MIDDOT}{state}\n{summary_of(topic, gazetteer)}",
        accessory=button(say_as("button", "Open {number}", number=number), FilterOpen(topic=topic.id)),
    )


def _list_buttons(topics: Topics, page: int, pages: int) -> list[Row]:
    rows = [
        row(
            button(
                say_as("button", "Add a filter"),
                FilterAdd(),
                is_primary=True,
                is_enabled=len(topics.filters) < MOST_TOPICS,
            ),
            button(say_as("button", "Dry run"), FilterTry(trial=Trial.SAVED, shown=Shown.ALL, page=0, turn=Turn.ON)),
            button(say_as("button", "History"), FilterHistory(page=0, turn=Turn.ON)),
            button(say_as("button", "Settings"), SettingsOpen()),
        )
    ]
    if pages > 1:
        back = FiltersPage(page=max(0, page - 1), turn=Turn.BACK)
        on = FiltersPage(page=page + 1, turn=Turn.ON)
        rows.append(
            row(
                button(say_as("button", "‹ Back"), back, is_enabled=page > 0),
                button(say_as("button", "Next ›"), on, is_enabled=page + 1 < pages),
            )
        )
    return rows


def _state(topic: Topic) -> str:
    stands = say_as("status", "on") if topic.is_on else f"**{say_as('status', 'off')}**"
    return f"{say(EFFECTS[topic.effect])}{MIDDOT}{stands}"


def _made(topic: Topic) -> str:
    """Return who changed a filter last, and when; "" where neither is known."""
    if topic.changed_at is None:
        return ""
    on = day(topic.changed_at.date())
    if not topic.changed_by:
        return say("Last change, {day}", day=on)
    return say("Last change by {user}, {day}", user=f"<@{topic.changed_by}>", day=on)


def _fits_line(view: TopicView) -> str:
    run = view.with_it
    if not run.tried:
        return say(_NOTHING_SEEN)
    fits = say_n(
        "It fits **{fitting}** of the last entry.",
        "It fits **{fitting}** of the last {n} entries.",
        len(run.tried),
        fitting=run.fitting(view.topic.id),
    )
    other = view.without.passing
    if view.topic.is_on:
        effect = say("With it {passing} pass, without it {other} would.", passing=run.passing, other=other)
    else:
        effect = say("Without it {other} pass, with it {passing} would.", passing=run.passing, other=other)
    return f"{fits} {effect}"


def _typed_lines(checked: CheckedDraft, gazetteer: Gazetteer) -> list[str]:
    """Return each condition with what was typed for it, and before it what is wrong."""
    draft = checked.draft
    shown = Topic(name="", kinds=draft.kinds, weight=draft.weight) if checked.topic is None else checked.topic
    values = values_of(shown, gazetteer)
    if checked.topic is None:
        usual = say("The pairs that the server follows") if draft.effect is Effect.LET_IN else anything()
        values |= {
            Condition.WORDS: code(draft.words) if draft.words.strip() else anything(),
            Condition.PAIR: code(_on_a_line(draft.pairs)) if draft.pairs.strip() else usual,
            Condition.OUTLET: code(_on_a_line(draft.outlets)) if draft.outlets.strip() else anything(),
        }
    lines = []
    for condition, name in NAMES.items():
        if condition in checked.problems:
            lines.append(f"✗ {prose(checked.problems[condition], _PROBLEM)}")
        lines.append(f"**{say(name)}**{NBSP}{NBSP}{values[condition]}")
    return lines


def _on_a_line(typed: str) -> str:
    return ", ".join(line.strip() for line in typed.splitlines() if line.strip())


def _before_and_after(view: DraftView) -> list[str]:
    if not view.before.tried:
        return [say(_NOTHING_SEEN)]
    before = f"**{say_as('heading', 'Before')}**{NBSP}{NBSP}{passed(view.before)}"
    after = f"**{say_as('heading', 'After')}**{NBSP}{NBSP}"
    if view.after is None:
        return [before, f"{after}{say('shown once every ✗ is gone')}"]
    topic = view.checked.topic
    fits = f"{MIDDOT}{say('it fits {fitting}', fitting=view.after.fitting(topic.id))}" if topic else ""
    return [before, f"{after}{passed(view.after, Passing.IF_SO)}{fits}"]


def _kinds(draft: Draft) -> Row:
    options = [
        discord.SelectOption(label=say(word), value=kind.value, emoji=icon, default=kind in draft.kinds)
        for kind, (icon, word) in KINDS.items()
    ]
    answer = FilterKinds(now=sum(1 << n for n, kind in enumerate(KINDS) if kind in draft.kinds))
    chooser: ui.Select[Any] = ui.Select(
        custom_id=answer.encode(),
        id=number_of(FilterKinds.__name__),
        placeholder=cut(say_as("placeholder", "Any kind of event…"), MAX_PLACEHOLDER),
        options=fitting(options),
        min_values=0,
        max_values=len(options),
    )
    return ui.ActionRow(chooser)


def _weights(draft: Draft) -> Row:
    known = [floor for floor, _, _ in WEIGHTS]
    rows = [(floor, say(label), say(help_line) if help_line else "") for floor, label, help_line in WEIGHTS]
    if draft.weight not in known:
        rows.append((draft.weight, weight(draft.weight), ""))
    options = [
        discord.SelectOption(
            label=say_as("choice", "Any weight") if floor <= 0 else label,
            value=f"{floor:g}",
            description=help_line or (say("Salience {least} and more of 1", least=f"{floor:g}") if floor else None),
            default=floor == draft.weight,
        )
        for floor, label, help_line in rows
    ]
    return select(FilterWeight(now=round(draft.weight * 1000)), say_as("placeholder", "Weight…"), options)


def _sentence(line: str) -> str:
    return f"{line}."
