"""Feeds: which ones a server follows, how each of them does, and what became of its entries."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

import discord

from bot.cards import desk_ids, feed_ids
from bot.cards.controls import button, danger_button, link_button, row, select
from bot.cards.ids import Turn
from bot.cards.message import Attached, Card, Part, Row, air, card, first_fitting, rule, spaced, text
from bot.cards.notices import empty_notice, notice
from bot.cards.text import counted, cut, flatten, link, moment, outside, prose
from bot.cards.tokens import MAX_OPTION, MIDDOT, NBSP, TITLE, Accent
from bot.model.feeds import (
    FIRST_READ,
    MOST_FOLLOWED,
    AddedFeed,
    AddOutcome,
    EntryLine,
    EntryOutcome,
    FeedProblem,
    FeedState,
    FeedStop,
    Following,
)

FEEDS_A_PAGE = 8
ENTRIES_A_PAGE = 10
_TITLE = 70
_REASON = 160
_ADDRESS = 120
_LINES = 15
_OUTCOMES: dict[EntryOutcome, tuple[str, str]] = {
    EntryOutcome.NEW: ("✓", "read"),
    EntryOutcome.KNOWN: ("✓", "known already"),
    EntryOutcome.COPY: ("✓", "copy"),
    EntryOutcome.AMENDED: ("✓", "new version"),
    EntryOutcome.LEFT_OUT: ("✗", "left out"),
    EntryOutcome.UNREADABLE: ("✗", "not read"),
}
"""A sign and words for what became of an entry."""
_ADD_WORDS = {
    AddOutcome.ADDED: "Followed",
    AddOutcome.KNOWN: "Followed already",
    AddOutcome.REFUSED: "Not followed",
    AddOutcome.FULL: "Not followed: as many as may be",
}


def feeds_card(feeds: Sequence[Following], *, page: int = 0) -> Card:
    """Return a page of the feeds that a server follows, or the notice that there is none.

    Args:
        feeds: All of them, in the order in which they are shown.
        page: 0-based; one that is no more shows the last.
    """
    if not feeds:
        return empty_notice(
            "Feeds",
            "No feeds yet",
            "A feed brings a site’s articles by itself. Give the address of a news site, or of its feed.",
            button("Add a feed", feed_ids.FeedAdd(), is_primary=True),
        )
    last = (len(feeds) - 1) // FEEDS_A_PAGE
    page = min(page, last)
    shown = feeds[page * FEEDS_A_PAGE : (page + 1) * FEEDS_A_PAGE]
    return first_fitting(*(partial(_feeds_page, feeds, shown, page, last, most) for most in (_REASON, 60, 0)))


def _feeds_page(feeds: Sequence[Following], shown: Sequence[Following], page: int, last: int, most: int) -> Card:
    is_last, is_first = page == last, page == 0
    return card(
        Accent.DESK,
        text(
            f"-# Feeds{MIDDOT}{len(feeds)} of {MOST_FOLLOWED}",
            f"## {counted(len(feeds), 'feed')} followed",
            f"-# {_states(feeds)}",
        ),
        rule(),
        *spaced([_line(one, most) for one in shown]),
        rule(),
        select(feed_ids.FeedPick(), "Open a feed…", [_option(one) for one in shown]),
        row(
            button("Add a feed", feed_ids.FeedAdd(), is_primary=True),
            button("Latest entries", feed_ids.FeedEntries(feed=0, first=0)),
            button("‹ Back", feed_ids.FeedsPage(page=max(0, page - 1)), is_enabled=not is_first) if last else None,
            button("Next ›", feed_ids.FeedsPage(page=page + 1), is_enabled=not is_last) if last else None,
            button("History", desk_ids.SourceHistoryOpen(page=0, turn=Turn.BACK)),
        ),
        *((text(f"-# Page {page + 1} of {last + 1}"),) if last else ()),
    )


def _states(feeds: Sequence[Following]) -> str:
    counts = Counter("followed" if one.is_followed else _state(one) for one in feeds)
    order = ("followed", "paused", "given up", "gone")
    words = [f"{counts[name]} {'coming in' if name == 'followed' else name}" for name in order if counts[name]]
    return MIDDOT.join(words)


def _state(one: Following) -> str:
    """Return in a word why a feed brings nothing; "" where it comes in."""
    if one.feed.state is FeedState.GONE:
        return "gone"
    if one.feed.state is FeedState.PAUSED:
        return "given up"
    return "paused" if one.is_paused else ""


def _line(one: Following, most: int) -> Part:
    state = _state(one)
    head = f"**{outside(one.name, _TITLE)}**"
    reason = prose(one.feed.reason, most) if one.feed.reason and most and not one.is_paused else ""
    return text(
        f"{head}{MIDDOT}**{state}**" if state else head,
        f"-# {MIDDOT.join((outside(_host(one.feed.url), 40), *_times(one), _amounts(one)))}",
        f"-# {'⚠️' if one.feed.failures or state else 'Note:'}{NBSP}{reason}" if reason else "",
    )


def _times(one: Following) -> tuple[str, ...]:
    """Return when a feed last answered, and when it is asked next."""
    last = one.feed.last_ok_at
    parts = [f"answered {moment(last, 'R')}" if last else "not answered yet"]
    if one.is_followed and one.feed.next_look_at is not None:
        parts.append(f"next {moment(one.feed.next_look_at, 'R')}")
    return tuple(parts)


def _amounts(one: Following) -> str:
    read = sum(one.counts.get(kind, 0) for kind in (EntryOutcome.NEW, EntryOutcome.COPY, EntryOutcome.AMENDED))
    waiting = f", {one.waiting} waiting" if one.waiting else ""
    return f"{read:,} read{waiting}"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _option(one: Following) -> discord.SelectOption:
    state = _state(one)
    return discord.SelectOption(
        label=cut(flatten(one.name), MAX_OPTION),
        value=str(one.feed.id),
        description=cut(f"{_host(one.feed.url)}{MIDDOT}{state}" if state else _host(one.feed.url), MAX_OPTION),
    )


def feed_card(one: Following, *, note: str = "") -> Card:
    """Return one feed with all that is known of it.

    Args:
        one: As the server follows it.
        note: What was just done: "✓ Paused"; "" for nothing.
    """
    feed, state = one.feed, _state(one)
    number = feed.id
    can_go_on = not one.is_followed
    kind = "" if feed.kind is None else "JSON Feed" if feed.kind == "json" else feed.kind.value.upper()
    eyebrow = [part for part in ("Feed", kind, f"**{state}**" if state else "coming in") if part]
    facts = [
        f"**Address** {outside(feed.url, _ADDRESS)}",
        f"**Last answer** {moment(feed.last_ok_at) if feed.last_ok_at else 'none yet'}",
        f"**Next look** {moment(feed.next_look_at) if one.is_followed and feed.next_look_at else 'none'}",
        f"**Followed since** {moment(one.since, 'D')}{f' by <@{one.by}>' if one.by else ''}",
        f"**Entries** {_counts(one)}",
    ]
    return card(
        Accent.CARE if can_go_on else Accent.DESK,
        text(f"-# {MIDDOT.join(eyebrow)}", f"## {outside(one.name, TITLE)}"),
        *((text(f"⚠️{NBSP}{prose(feed.reason, 300)}{_how_long(one)}"),) if feed.reason else ()),
        rule(),
        text(*facts),
        rule(),
        row(
            button("Resume", feed_ids.FeedResume(feed=number), is_primary=True)
            if can_go_on
            else button("Look now", feed_ids.FeedLook(feed=number), is_primary=True),
            button("Pause", feed_ids.FeedPause(feed=number), is_enabled=not can_go_on),
            button("Its entries", feed_ids.FeedEntries(feed=number, first=0)),
            button("Remove", feed_ids.FeedLeave(feed=number)),
            link_button("Open site", feed.home),
        ),
        row(button("All feeds", desk_ids.FeedsOpen())),
        *((text(f"-# {note}"),) if note else ()),
    )


def _how_long(one: Following) -> str:
    since = one.feed.failing_since
    return f" It fails since {moment(since)}, {counted(one.feed.failures, 'try', 'tries')}." if since else ""


def _counts(one: Following) -> str:
    words = [f"{one.counts[kind]:,} {_OUTCOMES[kind][1]}" for kind in EntryOutcome if one.counts.get(kind)]
    if one.waiting:
        words.append(f"{one.waiting} waiting")
    return ", ".join(words) or "none yet"


def leave_card(one: Following) -> Card:
    """Return the question whether a feed is to be removed."""
    return card(
        Accent.DESK,
        text(
            f"-# Feed{MIDDOT}remove",
            f"## Remove {outside(one.name, TITLE)}?",
            "It brings nothing any more. Articles and events that it brought stay.",
        ),
        air(),
        row(
            danger_button("Remove", feed_ids.FeedGone(feed=one.feed.id)),
            button("Keep it", feed_ids.FeedShow(feed=one.feed.id)),
        ),
    )


def added_card(added: AddedFeed) -> Card:
    """Return what came of one feed that was to be followed."""
    title = "Followed already" if added.outcome is AddOutcome.KNOWN else "Feed followed"
    name = outside(added.title or _host(added.url), TITLE)
    held = f"It holds {counted(added.entries, 'entry', 'entries')} now. " if added.entries is not None else ""
    first = (
        ""
        if added.outcome is AddOutcome.KNOWN
        else f"{held}At most its latest {FIRST_READ} are read at first, and nothing is posted of them; what it brings "
        "later is read by itself."
    )
    others = [f"- {outside(url, _ADDRESS)}" for url in added.others[:5]]
    assert added.feed is not None
    return card(
        Accent.DESK,
        text(f"-# Feeds{MIDDOT}added", f"### {title}: {name}", first, f"-# {outside(added.url, _ADDRESS)}"),
        *((text(f"⚠️{NBSP}{prose(added.reason, 300)}"),) if added.reason else ()),
        *((air(), text("**The site names more feeds**", *others)) if others else ()),
        air(),
        row(
            button("All feeds", desk_ids.FeedsOpen(), is_primary=True),
            button("This feed", feed_ids.FeedShow(feed=added.feed)),
        ),
    )


def imported_card(lines: Sequence[AddedFeed]) -> Card:
    """Return what came of each line of a list of feeds: those that were not followed first."""
    if not lines:
        return notice(Accent.DESK, "Feeds", "The list is empty", "No outline of this file has the address of a feed.")
    counts = Counter(one.outcome for one in lines)
    order = (AddOutcome.REFUSED, AddOutcome.FULL, AddOutcome.ADDED, AddOutcome.KNOWN)
    ordered = sorted(lines, key=lambda one: order.index(one.outcome))
    shown = ordered[:_LINES]
    rest = len(lines) - len(shown)
    head = [f"{counts[kind]} {_ADD_WORDS[kind].lower()}" for kind in AddOutcome if counts[kind]]
    return card(
        Accent.DESK,
        text(
            f"-# Feeds{MIDDOT}import",
            f"## {counted(counts[AddOutcome.ADDED], 'feed')} added",
            f"-# {MIDDOT.join(head)}",
        ),
        rule(),
        text(*map(_imported, shown), f"-# {counted(rest, 'more line')} of the list" if rest else ""),
        air(),
        row(button("All feeds", desk_ids.FeedsOpen(), is_primary=True)),
    )


def _imported(one: AddedFeed) -> str:
    is_well = one.outcome in {AddOutcome.ADDED, AddOutcome.KNOWN}
    name = outside(one.title or one.url, 60)
    said = _ADD_WORDS[one.outcome].lower()
    reason = f"{MIDDOT}{prose(one.reason, 90)}" if one.reason and one.outcome is not AddOutcome.FULL else ""
    return f"{'✓' if is_well else '✗'} **{name}**{MIDDOT}{said}{reason}"


def exported_card(body: bytes, count: int) -> Card:
    """Return the server's feeds as an OPML file."""
    file = Attached(name="feeds.opml", data=body)
    return card(
        Accent.DESK,
        text(f"-# Feeds{MIDDOT}export", f"### {counted(count, 'feed')} as OPML", "Any feed reader takes this file."),
        discord.ui.File(file.address),
        attached=(file,),
    )


def entries_card(entries: Sequence[EntryLine], *, feed: Following | None = None, first: int = 0) -> Card:
    """Return what became of the last entries of a feed, or of all.

    Args:
        entries: Newest first, a hundred at most.
        feed: The one that they are of; None for all.
        first: Number of the first one that is shown, from 0.
    """
    back = button("All feeds", desk_ids.FeedsOpen())
    if not entries:
        body = "Nothing came in yet. A feed is asked within a minute after it was added."
        return empty_notice("Feeds", "No entries yet", body, back)
    first = min(first, (len(entries) - 1) // ENTRIES_A_PAGE * ENTRIES_A_PAGE)
    shown = entries[first : first + ENTRIES_A_PAGE]
    return first_fitting(
        *(
            partial(_entries_page, entries, shown, feed, first, most, has_links=has_links)
            for most, has_links in ((_REASON, True), (80, True), (80, False), (30, False))
        )
    )


def _entries_page(
    entries: Sequence[EntryLine],
    shown: Sequence[EntryLine],
    feed: Following | None,
    first: int,
    most: int,
    *,
    has_links: bool,
) -> Card:
    """Return a page whose reasons have so many characters at most, with links of its entries or without."""
    counts = Counter("waiting" if one.result is None else _OUTCOMES[one.result.outcome][1] for one in entries)
    has_next = first + ENTRIES_A_PAGE < len(entries)
    return card(
        Accent.DESK,
        text(
            f"-# Feeds{MIDDOT}last {counted(len(entries), 'entry', 'entries')}",
            f"## {'What came in' if feed is None else outside(feed.name, TITLE)}",
            f"-# {MIDDOT.join(f'{count} {word}' for word, count in counts.most_common())}",
        ),
        rule(),
        *spaced([_entry(one, most, has_feed=feed is None, has_link=has_links) for one in shown]),
        rule(),
        _turns(first, has_next, feed),
        text(f"-# {first + 1} to {first + len(shown)} of {len(entries)}, newest first"),
    )


def _turns(first: int, has_next: bool, feed: Following | None) -> Row:
    number = 0 if feed is None else feed.feed.id
    before = feed_ids.FeedEntries(feed=number, first=max(0, first - ENTRIES_A_PAGE))
    # A button that can't work needs a number of its own: no custom id may stand twice on a card.
    after = feed_ids.FeedEntries(feed=number, first=first + ENTRIES_A_PAGE)
    return row(
        button("‹ Newer", before if first else feed_ids.FeedEntries(feed=number, first=999), is_enabled=first > 0),
        button("Older ›", after, is_primary=has_next, is_enabled=has_next),
        None if feed is None else button("This feed", feed_ids.FeedShow(feed=feed.feed.id)),
        button("All feeds", desk_ids.FeedsOpen()),
    )


def _entry(one: EntryLine, most: int, *, has_feed: bool, has_link: bool) -> Part:
    sign, word = ("…", "waiting") if one.result is None else _OUTCOMES[one.result.outcome]
    if one.result is not None and one.is_background and one.result.outcome is EntryOutcome.NEW:
        word = "read, not posted"
    title = outside(one.title or one.link or "Without a title", _TITLE)
    shown = link(title, one.link) if has_link else title
    when = f"{moment(one.published or one.found_at, 'R')}"
    meta = [when, *([outside(one.feed_title, 40)] if has_feed else [])]
    reason = prose(one.result.reason, most) if one.result is not None and one.result.reason else ""
    return text(f"{sign} **{word}**{MIDDOT}{shown}", f"-# {MIDDOT.join((*meta, *([reason] if reason else [])))}")


_STOPS = {
    FeedProblem.GONE: "The feed is gone",
    FeedProblem.REFUSED: "The feed is given up",
    FeedProblem.FAILING: "The feed is given up",
}


def feed_stop_notice(stop: FeedStop) -> Card:
    """Return the note that a feed is asked no more, to those who run a server; it may be read outside of it."""
    long = {
        FeedProblem.GONE: "Its site says that it is gone for good.",
        FeedProblem.REFUSED: "It could not be had for three days.",
        FeedProblem.FAILING: "It could not be had for a week.",
    }[stop.problem]
    body = f"{long} {stop.reason} What it brought stays. /feed list shows it; Resume there tries it again."
    return notice(
        Accent.CARE,
        f"Feed{MIDDOT}{outside(stop.title, 60)}",
        _STOPS[stop.problem],
        body,
        foot=f"{outside(stop.url, _ADDRESS)}{MIDDOT}this is said once",
    )
