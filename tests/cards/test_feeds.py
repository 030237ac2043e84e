"""Cards of feeds: what they say, and that they fit at their worst."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.feeds import (
    ENTRIES_A_PAGE,
    FEEDS_A_PAGE,
    added_card,
    entries_card,
    exported_card,
    feed_card,
    feed_stop_notice,
    feeds_card,
    imported_card,
    leave_card,
)
from bot.cards.message import Card, measure
from bot.model.feeds import (
    MOST_FOLLOWED,
    SHOWN_ENTRIES,
    AddedFeed,
    AddOutcome,
    EntryLine,
    EntryOutcome,
    EntryResult,
    Feed,
    FeedKind,
    FeedProblem,
    FeedState,
    FeedStop,
    Following,
)
from bot.model.ids import EntryId, FeedId, GuildId, UserId
from tests.cards import samples as s
from tests.cards.test_sizes import AWKWARD, LONG_URL, NAMES

FEED = Feed(
    id=FeedId(7),
    url="https://wire.example/world.xml",
    title="Harbour Wire",
    home="https://wire.example/",
    kind=FeedKind.RSS,
    state=FeedState.ACTIVE,
    reason="",
    next_look_at=s.NOON + timedelta(hours=1),
    interval_s=3600,
    etag=None,
    modified=None,
    body_hash=None,
    failures=0,
    failing_since=None,
    last_look_at=s.NOON,
    last_ok_at=s.NOON,
)
FOLLOWING = Following(
    feed=FEED,
    guild=GuildId(1),
    by=UserId(5),
    since=s.NOON,
    is_paused=False,
    counts={EntryOutcome.NEW: 12, EntryOutcome.COPY: 3, EntryOutcome.LEFT_OUT: 40},
    waiting=2,
)
ENTRY = EntryLine(
    id=EntryId(3),
    feed=FeedId(7),
    feed_title="Harbour Wire",
    title="Lund and Reyes talk fish",
    summary="",
    link="https://wire.example/fish",
    outlet=None,
    published=s.NOON,
    found_at=s.NOON,
    result=EntryResult(outcome=EntryOutcome.LEFT_OUT, reason="The filter “No fish” keeps it out."),
    is_background=False,
)


def said(card: Card) -> str:
    return "\n".join(s.texts(card)).replace("\u00a0", " ")


def many(count: int, *, state: FeedState = FeedState.ACTIVE, text: str = "World news ") -> list[Following]:
    feed = replace(FEED, title=text, url=LONG_URL, reason=text, state=state, failures=2**31, failing_since=s.NOON)
    return [replace(FOLLOWING, feed=replace(feed, id=FeedId(2**60 + n)), waiting=10**6) for n in range(count)]


def test_the_list_says_how_each_feed_does() -> None:
    failing = replace(FEED, title="", reason="There is no page at that link.", failures=2, failing_since=s.NOON)
    gone = replace(FEED, state=FeedState.GONE, reason="That page has been taken down.")
    shown = said(feeds_card([FOLLOWING, replace(FOLLOWING, feed=failing), replace(FOLLOWING, feed=gone)]))
    assert "-# Feeds · 3 of 50" in shown
    assert "-# 2 coming in · 1 gone" in shown
    assert "15 read, 2 waiting" in shown
    assert "⚠️ There is no page at that link." in shown
    assert "**Harbour Wire** · **gone**" in shown


def test_no_feed_yet() -> None:
    assert "No feeds yet" in said(feeds_card([]))


@pytest.mark.parametrize("page", [0, 6, 99])
def test_as_many_as_may_be_have_pages(page: int) -> None:
    card = feeds_card(many(MOST_FOLLOWED), page=page)
    measure(card)
    pages = -(-MOST_FOLLOWED // FEEDS_A_PAGE)
    assert f"Page {min(page, pages - 1) + 1} of {pages}" in said(card)


@pytest.mark.parametrize(
    ("following", "words", "label"),
    [
        (FOLLOWING, "coming in", "Look now"),
        (replace(FOLLOWING, is_paused=True), "**paused**", "Resume"),
        (replace(FOLLOWING, feed=replace(FEED, state=FeedState.PAUSED, reason="Busy.")), "**given up**", "Resume"),
    ],
    ids=["followed", "paused", "given up"],
)
def test_a_feed_says_its_state_and_the_way_on(following: Following, words: str, label: str) -> None:
    card = feed_card(following)
    assert words in said(card)
    assert label in str(card.to_components())
    measure(card)


def test_what_became_of_entries() -> None:
    first = replace(ENTRY, result=EntryResult(outcome=EntryOutcome.NEW), is_background=True)
    shown = said(entries_card([ENTRY, first, replace(ENTRY, result=None, link=None)]))
    assert "✗ **left out** · [Lund and Reyes talk fish](https://wire.example/fish)" in shown
    assert "The filter “No fish” keeps it out." in shown
    assert "✓ **read, not posted**" in shown
    assert "… **waiting** · Lund and Reyes talk fish" in shown
    assert "1 left out · 1 read · 1 waiting" in shown


@pytest.mark.parametrize("first", [0, 10, 90, 999])
@pytest.mark.parametrize("feed", [None, many(1)[0]])
@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
def test_a_hundred_entries_have_pages(first: int, feed: Following | None, words: str) -> None:
    result = EntryResult(outcome=EntryOutcome.UNREADABLE, reason=words)
    worst = replace(ENTRY, title=words, link=LONG_URL, feed_title=words, result=result)
    card = entries_card([worst] * SHOWN_ENTRIES, feed=feed, first=first)
    measure(card)
    shown = min(first, SHOWN_ENTRIES - ENTRIES_A_PAGE)
    assert f"{shown + 1} to {shown + 10} of 100" in said(card)


def test_an_added_feed_says_what_happens_first() -> None:
    added = AddedFeed(
        outcome=AddOutcome.ADDED, url=FEED.url, title=FEED.title, feed=FEED.id, entries=30,
        others=("https://wire.example/sport",),
    )  # fmt: skip
    shown = said(added_card(added))
    assert "It holds 30 entries now. At most its latest 3 are read at first, and nothing is posted of them" in shown
    assert "https://wire.example/sport" in shown.replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize("words", AWKWARD, ids=NAMES)
def test_each_card_fits_at_its_worst(words: str) -> None:
    worst = AddedFeed(
        outcome=AddOutcome.REFUSED, url=LONG_URL, title=words, feed=FeedId(2**60), reason=words, entries=1000,
        others=(LONG_URL,) * 9,
    )  # fmt: skip
    cards = [
        feeds_card(many(8, state=FeedState.PAUSED, text=words)),
        feed_card(many(1, state=FeedState.GONE, text=words)[0], note="✓ Paused"),
        leave_card(many(1, text=words)[0]),
        added_card(worst),
        imported_card([worst] * 2000),
        exported_card(b"<opml/>", 50),
        feed_stop_notice(FeedStop(title=words, url=LONG_URL, problem=FeedProblem.REFUSED, reason=words)),
    ]
    for card in cards:
        measure(card)


def test_nothing_came_in_and_an_empty_list() -> None:
    assert "No entries yet" in said(entries_card([]))
    assert "The list is empty" in said(imported_card([]))


def test_an_import_tells_what_was_not_followed_first() -> None:
    lines: Sequence[AddedFeed] = [
        AddedFeed(outcome=AddOutcome.ADDED, url="https://a.example", title="A"),
        AddedFeed(outcome=AddOutcome.REFUSED, url="https://b.example", title="B", reason="There is no feed."),
    ]
    shown = said(imported_card(lines))
    assert shown.index("✗ **B** · not followed · There is no feed.") < shown.index("✓ **A** · followed")
    assert "1 feed added" in shown


def test_the_note_of_a_stop_names_the_feed_and_the_way_out() -> None:
    stop = FeedStop(title="Harbour Wire", url=FEED.url, problem=FeedProblem.REFUSED, reason="There is no page.")
    shown = said(feed_stop_notice(stop))
    assert all(words in shown for words in ("Harbour Wire", "for three days", "There is no page.", "/feed list"))
