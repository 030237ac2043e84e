"""Feeds: which ones a server follows, how each of them does, and what became of its entries."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

import discord

from bot.cards import desk_ids, feed_ids
from bot.cards.controls import Button, button, danger_button, link_button, row, select
from bot.cards.counts import page_of
from bot.cards.feed_words import ADDED, NOT_POSTED, OUTCOMES, WAITING, added_counted, outcomes_counted
from bot.cards.ids import Turn
from bot.cards.message import Attached, Card, Part, Row, air, card, first_fitting, rule, spaced, text
from bot.cards.notices import empty_notice, notice
from bot.cards.text import cut, flatten, link, moment, outside, prose
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
from bot.model.language import noted, numeral, recalled, say, say_as, say_n

FEEDS_A_PAGE = 8
ENTRIES_A_PAGE = 10
_TITLE = 70
_REASON = 160
_ADDRESS = 120
_LINES = 15
_GONE, _GIVEN_UP, _PAUSED = noted("gone"), noted("given up"), noted("paused")
"""Why a feed brings nothing."""


def feeds_card(feeds: Sequence[Following], *, page: int = 0) -> Card:
    """Return a page of the feeds that a server follows, or the notice that there is none.

    Args:
        feeds: All of them, in the order in which they are shown.
        page: 0-based; one that is no more shows the last.
    """
    if not feeds:
        return empty_notice(
            say_as("heading", "Feeds"),
            say("No feeds yet"),
            say("A feed brings a site’s articles by itself. Give the address of a news site, or of its feed."),
            button(say_as("button", "Add a feed"), feed_ids.FeedAdd(), is_primary=True),
        )
    last = (len(feeds) - 1) // FEEDS_A_PAGE
    page = min(page, last)
    shown = feeds[page * FEEDS_A_PAGE : (page + 1) * FEEDS_A_PAGE]
    return first_fitting(*(partial(_feeds_page, feeds, shown, page, last, most) for most in (_REASON, 60, 0)))


def _feeds_page(feeds: Sequence[Following], shown: Sequence[Following], page: int, last: int, most: int) -> Card:
    is_last, is_first = page == last, page == 0
    number = len(feeds)
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Feeds')}{MIDDOT}{say('{n} of {most}', n=number, most=MOST_FOLLOWED)}",
            f"## {say_n('{n} feed followed', '{n} feeds followed', number, n=numeral(number))}",
            f"-# {_states(feeds)}",
        ),
        rule(),
        *spaced([_line(one, most) for one in shown]),
        rule(),
        select(feed_ids.FeedPick(), say("Open a feed…"), [_option(one) for one in shown]),
        row(
            button(say_as("button", "Add a feed"), feed_ids.FeedAdd(), is_primary=True),
            button(say_as("button", "Latest entries"), feed_ids.FeedEntries(feed=0, first=0)),
            _page_button(say_as("button", "‹ Back"), max(0, page - 1), is_enabled=not is_first) if last else None,
            _page_button(say_as("button", "Next ›"), page + 1, is_enabled=not is_last) if last else None,
            button(say_as("button", "History"), desk_ids.SourceHistoryOpen(page=0, turn=Turn.BACK)),
        ),
        *((text(f"-# {page_of(page + 1, last + 1)}"),) if last else ()),
    )


def _page_button(label: str, page: int, *, is_enabled: bool) -> Button:
    return button(label, feed_ids.FeedsPage(page=page), is_enabled=is_enabled)


def _states(feeds: Sequence[Following]) -> str:
    counts = Counter("" if one.is_followed else _state(one) for one in feeds)
    told = {
        "": say_n("{n} coming in", "{n} coming in", counts[""]),
        _PAUSED: say_n("{n} paused", "{n} paused", counts[_PAUSED]),
        _GIVEN_UP: say_n("{n} given up", "{n} given up", counts[_GIVEN_UP]),
        _GONE: say_n("{n} gone", "{n} gone", counts[_GONE]),
    }
    return MIDDOT.join(words for state, words in told.items() if counts[state])


def _state(one: Following) -> str:
    """Return in a word, to be said, why a feed brings nothing; "" where it comes in."""
    if one.feed.state is FeedState.GONE:
        return _GONE
    if one.feed.state is FeedState.PAUSED:
        return _GIVEN_UP
    return _PAUSED if one.is_paused else ""


def _line(one: Following, most: int) -> Part:
    state = _state(one)
    head = f"**{outside(one.name, _TITLE)}**"
    reason = prose(recalled(one.feed.reason), most) if one.feed.reason and most and not one.is_paused else ""
    return text(
        f"{head}{MIDDOT}**{say(state)}**" if state else head,
        f"-# {MIDDOT.join((outside(_host(one.feed.url), 40), *_times(one), _amounts(one)))}",
        f"-# {'⚠️' if one.feed.failures or state else say_as('label', 'Note:')}{NBSP}{reason}" if reason else "",
    )


def _times(one: Following) -> tuple[str, ...]:
    """Return when a feed last answered, and when it is asked next."""
    last = one.feed.last_ok_at
    parts = [say("answered {when}", when=moment(last, "R")) if last else say("not answered yet")]
    if one.is_followed and one.feed.next_look_at is not None:
        parts.append(say("next {when}", when=moment(one.feed.next_look_at, "R")))
    return tuple(parts)


def _amounts(one: Following) -> str:
    read = sum(one.counts.get(kind, 0) for kind in (EntryOutcome.NEW, EntryOutcome.COPY, EntryOutcome.AMENDED))
    return ", ".join((say_n("{n} read", "{n} read", read, n=numeral(read)), *_waiting(one)))


def _waiting(one: Following) -> tuple[str, ...]:
    """Return how many entries of a feed wait; nothing where none does."""
    return (say_n("{n} waiting", "{n} waiting", one.waiting),) if one.waiting else ()


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _option(one: Following) -> discord.SelectOption:
    state = _state(one)
    return discord.SelectOption(
        label=cut(flatten(one.name), MAX_OPTION),
        value=str(one.feed.id),
        description=cut(f"{_host(one.feed.url)}{MIDDOT}{say(state)}" if state else _host(one.feed.url), MAX_OPTION),
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
    stands = f"**{say(state)}**" if state else say("coming in")
    eyebrow = [part for part in (say_as("heading", "Feed"), kind, stands) if part]
    return card(
        Accent.CARE if can_go_on else Accent.DESK,
        text(f"-# {MIDDOT.join(eyebrow)}", f"## {outside(one.name, TITLE)}"),
        *((text(f"⚠️{NBSP}{prose(recalled(feed.reason), 300)}{_how_long(one)}"),) if feed.reason else ()),
        rule(),
        text(*_facts(one)),
        rule(),
        row(
            button(say_as("button", "Resume"), feed_ids.FeedResume(feed=number), is_primary=True)
            if can_go_on
            else button(say_as("button", "Look now"), feed_ids.FeedLook(feed=number), is_primary=True),
            button(say_as("button", "Pause"), feed_ids.FeedPause(feed=number), is_enabled=not can_go_on),
            button(say_as("button", "Its entries"), feed_ids.FeedEntries(feed=number, first=0)),
            button(say_as("button", "Remove"), feed_ids.FeedLeave(feed=number)),
            link_button(say_as("button", "Open site"), feed.home),
        ),
        row(button(say_as("button", "All feeds"), desk_ids.FeedsOpen())),
        *((text(f"-# {note}"),) if note else ()),
    )


def _facts(one: Following) -> list[str]:
    feed = one.feed
    look = feed.next_look_at if one.is_followed else None
    since = moment(one.since, "D")
    facts = (
        (say_as("label", "Address"), outside(feed.url, _ADDRESS)),
        (say_as("label", "Last answer"), moment(feed.last_ok_at) if feed.last_ok_at else say("none yet")),
        (say_as("label", "Next look"), moment(look) if look else say("none")),
        (
            say_as("label", "Followed since"),
            say("{day} by {user}", day=since, user=f"<@{one.by}>") if one.by else since,
        ),
        (say_as("label", "Entries"), _counts(one)),
    )
    return [f"**{name}** {value}" for name, value in facts]


def _how_long(one: Following) -> str:
    since, tries = one.feed.failing_since, one.feed.failures
    if not since:
        return ""
    told = say_n(
        "It fails since {when}, {n} try.",
        "It fails since {when}, {n} tries.",
        tries,
        n=numeral(tries),
        when=moment(since),
    )
    return f" {told}"


def _counts(one: Following) -> str:
    words = [outcomes_counted(kind, one.counts[kind]) for kind in EntryOutcome if one.counts.get(kind)]
    return ", ".join((*words, *_waiting(one))) or say("none yet")


def leave_card(one: Following) -> Card:
    """Return the question whether a feed is to be removed."""
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Feed')}{MIDDOT}{say('remove')}",
            f"## {say('Remove {feed}?', feed=outside(one.name, TITLE))}",
            say("It brings nothing any more. Articles and events that it brought stay."),
        ),
        air(),
        row(
            danger_button(say_as("button", "Remove"), feed_ids.FeedGone(feed=one.feed.id)),
            button(say_as("button", "Keep it"), feed_ids.FeedShow(feed=one.feed.id)),
        ),
    )


def added_card(added: AddedFeed) -> Card:
    """Return what came of one feed that was to be followed."""
    is_known = added.outcome is AddOutcome.KNOWN
    name = outside(added.title or _host(added.url), TITLE)
    title = say("Followed already: {feed}", feed=name) if is_known else say("Feed followed: {feed}", feed=name)
    others = [f"- {outside(url, _ADDRESS)}" for url in added.others[:5]]
    assert added.feed is not None
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Feeds')}{MIDDOT}{say('added')}",
            f"### {title}",
            "" if is_known else _at_first(added.entries),
            f"-# {outside(added.url, _ADDRESS)}",
        ),
        *((text(f"⚠️{NBSP}{prose(recalled(added.reason), 300)}"),) if added.reason else ()),
        *((air(), text(f"**{say('The site names more feeds')}**", *others)) if others else ()),
        air(),
        row(
            button(say_as("button", "All feeds"), desk_ids.FeedsOpen(), is_primary=True),
            button(say_as("button", "This feed"), feed_ids.FeedShow(feed=added.feed)),
        ),
    )


def _at_first(entries: int | None) -> str:
    """Return what is read of a new feed, which holds so many entries; None where that is not known."""
    read = say_n(
        "At most its latest {n} is read at first, and nothing is posted of it; what it brings later is read by itself.",
        "At most its latest {n} are read at first, and nothing is posted of them; what it brings later is read by "
        "itself.",
        FIRST_READ,
    )
    if entries is None:
        return read
    held = say_n("It holds {n} entry now.", "It holds {n} entries now.", entries, n=numeral(entries))
    return f"{held} {read}"


def imported_card(lines: Sequence[AddedFeed]) -> Card:
    """Return what came of each line of a list of feeds: those that were not followed first."""
    if not lines:
        body = say("No outline of this file has the address of a feed.")
        return notice(Accent.DESK, say_as("heading", "Feeds"), say("The list is empty"), body)
    counts = Counter(one.outcome for one in lines)
    order = (AddOutcome.REFUSED, AddOutcome.FULL, AddOutcome.ADDED, AddOutcome.KNOWN)
    ordered = sorted(lines, key=lambda one: order.index(one.outcome))
    shown = ordered[:_LINES]
    rest = len(lines) - len(shown)
    head = [added_counted(kind, counts[kind]) for kind in AddOutcome if counts[kind]]
    added = counts[AddOutcome.ADDED]
    more = say_n("{n} more line of the list", "{n} more lines of the list", rest, n=numeral(rest))
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Feeds')}{MIDDOT}{say('import')}",
            f"## {say_n('{n} feed added', '{n} feeds added', added, n=numeral(added))}",
            f"-# {MIDDOT.join(head)}",
        ),
        rule(),
        text(*map(_imported, shown), f"-# {more}" if rest else ""),
        air(),
        row(button(say_as("button", "All feeds"), desk_ids.FeedsOpen(), is_primary=True)),
    )


def _imported(one: AddedFeed) -> str:
    is_well = one.outcome in {AddOutcome.ADDED, AddOutcome.KNOWN}
    name = outside(one.title or one.url, 60)
    said = say(ADDED[one.outcome])
    reason = f"{MIDDOT}{prose(recalled(one.reason), 90)}" if one.reason and one.outcome is not AddOutcome.FULL else ""
    return f"{'✓' if is_well else '✗'} **{name}**{MIDDOT}{said}{reason}"


def exported_card(body: bytes, count: int) -> Card:
    """Return the server's feeds as an OPML file."""
    file = Attached(name="feeds.opml", data=body)
    title = say_n("{n} feed as OPML", "{n} feeds as OPML", count, n=numeral(count))
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Feeds')}{MIDDOT}{say('export')}",
            f"### {title}",
            say("Any feed reader takes this file."),
        ),
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
    if not entries:
        body = say("Nothing came in yet. A feed is asked within a minute after it was added.")
        back = button(say_as("button", "All feeds"), desk_ids.FeedsOpen())
        return empty_notice(say_as("heading", "Feeds"), say("No entries yet"), body, back)
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
    total, has_next = len(entries), first + ENTRIES_A_PAGE < len(entries)
    last = say_n("last {n} entry", "last {n} entries", total, n=numeral(total))
    shown_of = say("{first} to {last} of {total}, newest first", first=first + 1, last=first + len(shown), total=total)
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Feeds')}{MIDDOT}{last}",
            f"## {say('What came in') if feed is None else outside(feed.name, TITLE)}",
            f"-# {_ends(entries)}",
        ),
        rule(),
        *spaced([_entry(one, most, has_feed=feed is None, has_link=has_links) for one in shown]),
        rule(),
        _turns(first, has_next, feed),
        text(f"-# {shown_of}"),
    )


def _ends(entries: Sequence[EntryLine]) -> str:
    """Return how many entries came to which end, the commonest first."""
    counts = Counter(None if one.result is None else one.result.outcome for one in entries)
    return MIDDOT.join(
        say_n("{n} waiting", "{n} waiting", count) if outcome is None else outcomes_counted(outcome, count)
        for outcome, count in counts.most_common()
    )


def _turns(first: int, has_next: bool, feed: Following | None) -> Row:
    number = 0 if feed is None else feed.feed.id
    before = feed_ids.FeedEntries(feed=number, first=max(0, first - ENTRIES_A_PAGE))
    # A button that can't work needs a number of its own: no custom id may stand twice on a card.
    after = feed_ids.FeedEntries(feed=number, first=first + ENTRIES_A_PAGE)
    return row(
        button(
            say_as("button", "‹ Newer"),
            before if first else feed_ids.FeedEntries(feed=number, first=999),
            is_enabled=first > 0,
        ),
        button(say_as("button", "Older ›"), after, is_primary=has_next, is_enabled=has_next),
        None if feed is None else button(say_as("button", "This feed"), feed_ids.FeedShow(feed=feed.feed.id)),
        button(say_as("button", "All feeds"), desk_ids.FeedsOpen()),
    )


def _entry(one: EntryLine, most: int, *, has_feed: bool, has_link: bool) -> Part:
    sign, word = ("…", WAITING) if one.result is None else OUTCOMES[one.result.outcome]
    if one.result is not None and one.is_background and one.result.outcome is EntryOutcome.NEW:
        word = NOT_POSTED
    title = outside(one.title or one.link or say("Without a title"), _TITLE)
    shown = link(title, one.link) if has_link else title
    when = f"{moment(one.published or one.found_at, 'R')}"
    meta = [when, *([outside(one.feed_title, 40)] if has_feed else [])]
    reason = prose(recalled(one.result.reason), most) if one.result is not None and one.result.reason else ""
    return text(f"{sign} **{say(word)}**{MIDDOT}{shown}", f"-# {MIDDOT.join((*meta, *([reason] if reason else [])))}")


_STOPS = {
    FeedProblem.GONE: (noted("The feed is gone"), noted("Its site says that it is gone for good.")),
    FeedProblem.REFUSED: (noted("The feed is given up"), noted("It could not be had for three days.")),
    FeedProblem.FAILING: (noted("The feed is given up"), noted("It could not be had for a week.")),
}
"""What a note is called, and what has happened."""


def feed_stop_notice(stop: FeedStop) -> Card:
    """Return the note that a feed is asked no more, to those who run a server; it may be read outside of it."""
    title, happened = map(say, _STOPS[stop.problem])
    left = say("What it brought stays. /feed list shows it; Resume there tries it again.")
    return notice(
        Accent.CARE,
        f"{say_as('heading', 'Feed')}{MIDDOT}{outside(stop.title, 60)}",
        title,
        f"{happened} {recalled(stop.reason)} {left}",
        foot=f"{outside(stop.url, _ADDRESS)}{MIDDOT}{say('this is said once')}",
    )
