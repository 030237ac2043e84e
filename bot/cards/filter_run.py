"""The dry run: what filters would have done with the entries that feeds brought last, and why."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.cards.controls import Button, button, row, select
from bot.cards.counts import entries_counted, page_of
from bot.cards.desk_ids import FeedsOpen, TopicsOpen
from bot.cards.filter_ids import FilterDraft, FilterShow, FilterTry, Shown, Trial
from bot.cards.filter_words import reason
from bot.cards.ids import Turn
from bot.cards.message import Card, Part, Row, card, first_fitting, rule, spaced, text
from bot.cards.notices import empty_notice
from bot.cards.text import link, moment, outside
from bot.cards.tokens import MIDDOT, Accent
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.topic_trials import DryRun, Tried

_A_PAGE = 8
_TITLE = 110
_OUTLET = 40
_OF = {Trial.SAVED: noted("as saved"), Trial.DRAFT: noted("with the change, not saved")}
_LEFT_OUT = noted("… not looked at: an expression is too slow, and the time of the dry run was used up")
_LABELS = {
    Shown.ALL: noted("All entries"),
    Shown.PASSING: noted("✓ Those that pass"),
    Shown.KEPT_OUT: noted("✗ Those that do not"),
    Shown.OPEN: noted("○ Those not read"),
    Shown.LEFT_OUT: noted("… Those not looked at"),
}


def dry_run_card(run: DryRun, *, trial: Trial, shown: Shown = Shown.ALL, page: int = 0) -> Card:
    """Return a page of a dry run, or the notice that nothing was brought yet.

    Args:
        run: What the filters say of the entries, newest first.
        trial: Which filters: those that are saved, or with the one that is being changed.
        shown: Which entries are listed.
        page: Which one, from 0; one that is not there any more gives the last.
    """
    if not run.tried:
        body = say("No feed of this server has brought an entry yet. A filter can be tried once one has.")
        eyebrow = f"{say_as('heading', 'Filters')}{MIDDOT}{say('dry run')}"
        feeds = button(say_as("button", "Feeds"), FeedsOpen())
        return empty_notice(eyebrow, say("Nothing to try it on"), body, feeds, _way_back(trial))
    return first_fitting(
        *(
            partial(_render, run, trial, shown, page, title=title, has_links=has_links)
            for title, has_links in ((_TITLE, True), (_TITLE, False), (60, False), (30, False))
        )
    )


def _render(run: DryRun, trial: Trial, shown: Shown, page: int, *, title: int, has_links: bool) -> Card:
    """Return a page whose titles show at most so many characters, and lead to their pages or not."""
    listed = [each for each in run.tried if _state(each) in {shown, Shown.ALL} or shown is Shown.ALL]
    pages = max(1, -(-len(listed) // _A_PAGE))
    page = min(page, pages - 1)
    return card(
        Accent.DESK,
        text(
            f"-# {MIDDOT.join((say_as('heading', 'Filters'), say('dry run'), say(_OF[trial])))}",
            f"## {_title(run, trial)}",
            f"-# {_meta(run)}",
        ),
        rule(),
        *_lines(listed[page * _A_PAGE : (page + 1) * _A_PAGE], title, has_links=has_links),
        rule(),
        select(FilterShow(trial=trial), say_as("placeholder", "Show…"), _options(run, shown)),
        _turns(trial, shown, page, pages),
        text(f"-# {page_of(page + 1, pages)}{MIDDOT}{say('newest first')}"),
    )


def _title(run: DryRun, trial: Trial) -> str:
    """Return how many entries pass, or would."""
    count, passing = len(run.tried), run.passing
    if trial is Trial.DRAFT:
        return say_n(
            "{passing} of the last {n} entry would pass",
            "{passing} of the last {n} entries would pass",
            count,
            n=numeral(count),
            passing=passing,
        )
    return say_n(
        "{passing} of the last {n} entry pass",
        "{passing} of the last {n} entries pass",
        count,
        n=numeral(count),
        passing=passing,
    )


def _state(tried: Tried) -> Shown:
    if not tried.is_looked_at:
        return Shown.LEFT_OUT
    if tried.verdict.passes:
        return Shown.PASSING
    return Shown.OPEN if tried.verdict.undecided else Shown.KEPT_OUT


def _meta(run: DryRun) -> str:
    out = len(run.tried) - run.passing - run.open - run.left_out
    parts = [f"✓ {run.passing}", f"✗ {out}"]
    if run.open:
        parts.append(f"○ {say_n('{n} not read', '{n} not read', run.open)}")
    if run.left_out:
        slow = say_n(
            "{n} not looked at: an expression is too slow",
            "{n} not looked at: an expression is too slow",
            run.left_out,
        )
        parts.append(f"… {slow}")
    return MIDDOT.join(parts)


def _lines(shown: Sequence[Tried], title: int, *, has_links: bool) -> list[Part]:
    if not shown:
        return [text(say("None of the entries is of this kind."))]
    return spaced([_line(tried, title, has_links=has_links) for tried in shown])


def _line(tried: Tried, most: int, *, has_links: bool) -> Part:
    facts = tried.entry.facts
    sign = {Shown.PASSING: "✓", Shown.KEPT_OUT: "✗", Shown.OPEN: "○", Shown.LEFT_OUT: "…"}[_state(tried)]
    title = link(outside(facts.title, most) or say("Without a title"), tried.entry.url if has_links else None)
    outlet = outside(facts.outlet or facts.domain or "", _OUTLET)
    where = MIDDOT.join(part for part in (outlet, moment(facts.published or tried.entry.seen_at)) if part)
    return text(
        f"{sign} **{title}**", f"-# {where}", f"-# {reason(tried.verdict) if tried.is_looked_at else say(_LEFT_OUT)}"
    )


def _options(run: DryRun, shown: Shown) -> list[discord.SelectOption]:
    counts = {
        Shown.ALL: len(run.tried),
        Shown.PASSING: run.passing,
        Shown.KEPT_OUT: len(run.tried) - run.passing - run.open - run.left_out,
        Shown.LEFT_OUT: run.left_out,
        Shown.OPEN: run.open,
    }
    return [
        discord.SelectOption(
            label=say(label),
            value=which.value,
            description=entries_counted(counts[which]),
            default=which is shown,
        )
        for which, label in _LABELS.items()
        if which is not Shown.LEFT_OUT or run.left_out or shown is which
    ]


def _turns(trial: Trial, shown: Shown, page: int, pages: int) -> Row:
    has_on = page + 1 < pages
    return row(
        button(
            say_as("button", "‹ Newer"),
            FilterTry(trial=trial, shown=shown, page=max(0, page - 1), turn=Turn.BACK),
            is_enabled=page > 0,
            is_primary=page > 0 and not has_on,
        ),
        button(
            say_as("button", "Older ›"),
            FilterTry(trial=trial, shown=shown, page=page + 1, turn=Turn.ON),
            is_enabled=has_on,
            is_primary=has_on,
        ),
        _way_back(trial),
    )


def _way_back(trial: Trial) -> Button:
    if trial is Trial.DRAFT:
        return button(say_as("button", "Back"), FilterDraft())
    return button(say_as("button", "All filters"), TopicsOpen())
