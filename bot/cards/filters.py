"""A server's filters: the list, one of them, the one that is being changed, and the question before one goes."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.controls import button, danger_button, row, select
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
    code,
    name_of,
    passed,
    summary_of,
    values_of,
    weight,
)
from bot.cards.ids import SettingsOpen, Turn
from bot.cards.message import Card, Part, Row, air, card, rule, text
from bot.cards.text import listed, outside, prose
from bot.cards.tokens import MIDDOT, NBSP, Accent
from bot.cards.words import KINDS, pair
from bot.model.countries import Gazetteer
from bot.model.topic_trials import CheckedDraft, Draft, DraftView, DryRun, TopicView
from bot.model.topics import MOST_TOPICS, Condition, Effect, Topic, Topics

_A_PAGE = 6
_SERVER = 40
_SAID = 100
_PROBLEM = 200
_OTHER_EFFECT = {
    Effect.LET_IN: ("Keep out instead", FilterEffect(effect=Effect.KEEP_OUT)),
    Effect.KEEP_OUT: ("Let in instead", FilterEffect(effect=Effect.LET_IN)),
}
_NOTHING_SEEN = "No feed of this server has brought an entry yet, so there is nothing to try it on."


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
        foot.append(f"Page {page + 1} of {pages}")
    return card(
        Accent.DESK,
        text(f"-# Filters{MIDDOT}{outside(server, _SERVER)}", "## Filters", f"-# {_count(topics)}"),
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
    return card(
        Accent.DESK,
        text(
            f"-# Filters{MIDDOT}{_state(topic)}", f"## {name_of(topic)}", f"-# {_made(topic)}" if _made(topic) else ""
        ),
        rule(),
        text("\n".join(f"**{NAMES[each]}**{NBSP}{NBSP}{values[each]}" for each in NAMES)),
        rule(),
        text(_fits_line(view)),
        air(),
        row(
            button("Edit", FilterEdit(topic=topic.id), is_primary=True),
            button("Turn off" if topic.is_on else "Turn on", switch),
            button("Remove", FilterRemove(topic=topic.id)),
            button("All filters", TopicsOpen()),
        ),
        *((text("-# ✓ Saved"),) if is_saved else ()),
    )


def remove_card(view: TopicView) -> Card:
    """Return the question whether a filter is to be removed, with what would pass without it."""
    topic = view.topic
    assert topic.id is not None
    lines = [] if not view.without.tried else ["**Without it**", _sentence(passed(view.without, would="would pass"))]
    now = [_sentence(passed(view.with_it, would="pass"))] if lines and topic.is_on else []
    return card(
        Accent.DESK,
        text(f"-# Filters{MIDDOT}{name_of(topic)}", "## Remove this filter?"),
        *((rule(), text("**Now**", *now), air()) if now else (rule(),) if lines else ()),
        *((text(*lines),) if lines else ()),
        air(),
        row(danger_button("Remove", FilterRemoveNow(topic=topic.id)), button("Keep it", FilterOpen(topic=topic.id))),
    )


def draft_card(view: DraftView, gazetteer: Gazetteer, *, problem: str = "") -> Card:
    """Return the filter that is being changed: what was typed, what is wrong with it, and what it would do.

    Args:
        view: The draft, and dry runs without and with it.
        gazetteer: For names and flags.
        problem: Why it could not be saved, where that is none of its parts' fault; "" for nothing.
    """
    checked, draft = view.checked, view.checked.draft
    state = f"{EFFECTS[draft.effect]}{MIDDOT}{'a change' if draft.topic else 'a new one'}, not saved"
    wrong = [*checked.problems.values(), *([problem] if problem else [])]
    return card(
        Accent.DESK,
        text(
            f"-# Filters{MIDDOT}{state}",
            f"## {outside(draft.name, 60) or 'Without a name'}",
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
        row(
            button("Save", FilterSave(), is_primary=not wrong, is_enabled=not wrong),
            button("Edit rule", FilterType(), is_primary=bool(wrong)),
            button(
                "Dry run",
                FilterTry(trial=Trial.DRAFT, shown=Shown.ALL, page=0, turn=Turn.ON),
                is_enabled=bool(view.after and view.after.tried),
            ),
            button(*_OTHER_EFFECT[draft.effect]),
            button("Keep as it was" if draft.topic else "Discard", FilterDiscard()),
        ),
    )


def _count(topics: Topics) -> str:
    off = sum(not topic.is_on for topic in topics.filters)
    if not topics.filters:
        return "None"
    return f"{len(topics.filters)} of {MOST_TOPICS}{f'{MIDDOT}{off} off' if off else ''}"


def _what_passes(topics: Topics, gazetteer: Gazetteer) -> str:
    """Return in a sentence what the filters come to."""
    on = [topic for topic in topics.filters if topic.is_on]
    lets_in = [topic for topic in on if topic.effect is Effect.LET_IN]
    but = " and no filter keeps it out" if len(on) > len(lets_in) else ""
    if not lets_in:
        followed = listed([pair(each, gazetteer) for each in topics.followed])
        return f"No filter lets in, so an entry passes where it tells of a followed pair ({followed}){but}."
    which = "the filter that lets in fits it" if len(lets_in) == 1 else "one of the filters that let in fits it"
    return f"An entry of a feed passes where {which}{but}."


def _line(number: int, topic: Topic, gazetteer: Gazetteer) -> Part:
    assert topic.id is not None
    state = EFFECTS[topic.effect] + ("" if topic.is_on else f"{MIDDOT}**off**")
    return ui.Section(
        f"**{number}. {name_of(topic)}**{MIDDOT}{state}\n{summary_of(topic, gazetteer)}",
        accessory=button(f"Open {number}", FilterOpen(topic=topic.id)),
    )


def _list_buttons(topics: Topics, page: int, pages: int) -> list[Row]:
    rows = [
        row(
            button("Add a filter", FilterAdd(), is_primary=True, is_enabled=len(topics.filters) < MOST_TOPICS),
            button("Dry run", FilterTry(trial=Trial.SAVED, shown=Shown.ALL, page=0, turn=Turn.ON)),
            button("History", FilterHistory(page=0, turn=Turn.ON)),
            button("Settings", SettingsOpen()),
        )
    ]
    if pages > 1:
        back = FiltersPage(page=max(0, page - 1), turn=Turn.BACK)
        on = FiltersPage(page=page + 1, turn=Turn.ON)
        rows.append(row(button("‹ Back", back, is_enabled=page > 0), button("Next ›", on, is_enabled=page + 1 < pages)))
    return rows


def _state(topic: Topic) -> str:
    return f"{EFFECTS[topic.effect]}{MIDDOT}{'on' if topic.is_on else '**off**'}"


def _made(topic: Topic) -> str:
    """Return who changed a filter last, and when; "" where neither is known."""
    if topic.changed_at is None:
        return ""
    by = f" by <@{topic.changed_by}>" if topic.changed_by else ""
    return f"Last change{by}, {day(topic.changed_at.date())}"


def _fits_line(view: TopicView) -> str:
    run = view.with_it
    if not run.tried:
        return _NOTHING_SEEN
    fits = f"It fits **{run.fitting(view.topic.id)}** of the last {_entries(run)}."
    other = view.without.passing
    if view.topic.is_on:
        return f"{fits} With it {run.passing} pass, without it {other} would."
    return f"{fits} Without it {other} pass, with it {run.passing} would."


def _typed_lines(checked: CheckedDraft, gazetteer: Gazetteer) -> list[str]:
    """Return each condition with what was typed for it, and before it what is wrong."""
    draft = checked.draft
    shown = Topic(name="", kinds=draft.kinds, weight=draft.weight) if checked.topic is None else checked.topic
    values = values_of(shown, gazetteer)
    if checked.topic is None:
        usual = "The pairs that the server follows" if draft.effect is Effect.LET_IN else "Any"
        values |= {
            Condition.WORDS: code(draft.words) if draft.words.strip() else "Any",
            Condition.PAIR: code(_on_a_line(draft.pairs)) if draft.pairs.strip() else usual,
            Condition.OUTLET: code(_on_a_line(draft.outlets)) if draft.outlets.strip() else "Any",
        }
    lines = []
    for condition, name in NAMES.items():
        if condition in checked.problems:
            lines.append(f"✗ {prose(checked.problems[condition], _PROBLEM)}")
        lines.append(f"**{name}**{NBSP}{NBSP}{values[condition]}")
    return lines


def _on_a_line(typed: str) -> str:
    return ", ".join(line.strip() for line in typed.splitlines() if line.strip())


def _before_and_after(view: DraftView) -> list[str]:
    if not view.before.tried:
        return [_NOTHING_SEEN]
    before = f"**Before**{NBSP}{NBSP}{passed(view.before)}"
    if view.after is None:
        return [before, f"**After**{NBSP}{NBSP}shown once every ✗ is gone"]
    topic = view.checked.topic
    fits = f"{MIDDOT}it fits {view.after.fitting(topic.id)}" if topic else ""
    return [before, f"**After**{NBSP}{NBSP}{passed(view.after, would='would')}{fits}"]


def _kinds(draft: Draft) -> Row:
    options = [
        discord.SelectOption(label=word, value=kind.value, emoji=icon, default=kind in draft.kinds)
        for kind, (icon, word) in KINDS.items()
    ]
    chooser: ui.Select[Any] = ui.Select(
        custom_id=FilterKinds(now=sum(1 << n for n, kind in enumerate(KINDS) if kind in draft.kinds)).encode(),
        placeholder="Any kind of event…",
        options=options,
        min_values=0,
        max_values=len(options),
    )
    return ui.ActionRow(chooser)


def _weights(draft: Draft) -> Row:
    known = [floor for floor, _, _ in WEIGHTS]
    rows: Sequence[tuple[float, str, str]] = (
        WEIGHTS if draft.weight in known else (*WEIGHTS, (draft.weight, weight(draft.weight), ""))
    )
    options = [
        discord.SelectOption(
            label="Any weight" if floor <= 0 else label,
            value=f"{floor:g}",
            description=help_line or (f"Salience {floor:g} and more of 1" if floor else None),
            default=floor == draft.weight,
        )
        for floor, label, help_line in rows
    ]
    return select(FilterWeight(now=round(draft.weight * 1000)), "Weight…", options)


def _entries(run: DryRun) -> str:
    return f"{len(run.tried)} entries" if len(run.tried) != 1 else "entry"


def _sentence(line: str) -> str:
    return f"{line}."
