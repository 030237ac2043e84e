"""What makes two entries the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feed_desk.sight import sight
from bot.model.feeds import FeedEntry
from bot.model.ids import GuildId
from bot.sources.feeds.identity import RawEntry, keyed
from data.fingerprint import canonical_url
from tests.feeds.building import NOON

ONE = RawEntry(
    guid="tag:1", title="Talks in Oslo", summary="", link="https://wire.example/a", published=NOON, updated=None,
    outlet=None,
)  # fmt: skip
HOME = "https://wire.example/"
US = GuildId(1)


def keys(entries: Sequence[RawEntry]) -> tuple[FeedEntry, ...]:
    return keyed(entries, canonical=canonical_url, home=HOME)


def is_known(before: Sequence[RawEntry], after: RawEntry, *others: RawEntry) -> bool:
    """Whether the second document's first entry is known by the first document."""
    known = {key for entry in keys(before) for key in entry.keys}
    return any(key in known for key in keys([after, *others])[0].keys)


@pytest.mark.parametrize(
    "changed",
    [
        {"published": NOON + timedelta(days=2)},
        {"title": "Something else"},
        {"link": "https://wire.example/b"},
        {"guid": "tag:2"},
        {"guid": "tag:2", "title": "UPDATE 2 - Talks in Oslo: what we know", "published": NOON + timedelta(hours=3)},
        {"guid": None, "link": "http://www.wire.example/a/?utm_source=rss&fbclid=x#top"},
        {"guid": "tag:2", "link": "https://wire.example/c", "title": "Updated: Talks in Oslo"},
        {"guid": None, "link": None},
    ],
    ids=["date", "title", "link", "guid", "guid and title", "tracking", "guid and link", "neither"],
)
def test_the_same_entry_is_known_again(changed: dict[str, Any]) -> None:
    assert is_known([ONE], replace(ONE, **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"guid": "tag:2", "link": "https://wire.example/b", "title": "Talks in Lima"},
        {"guid": "tag:2", "link": "https://wire.example/b", "published": NOON + timedelta(minutes=1)},
        {"guid": None, "link": "https://wire.example/a?id=2", "title": "Talks in Lima"},
    ],
    ids=["all", "all but the title", "another parameter"],
)
def test_another_entry_is_not(changed: dict[str, Any]) -> None:
    assert not is_known([ONE], replace(ONE, **changed))


def test_a_permalink_as_guid_is_known_when_the_link_is_mended() -> None:
    as_guid = replace(ONE, guid="https://wire.example/a")
    assert is_known([as_guid], replace(as_guid, link="https://wire.example/mended", title="x"))
    assert is_known([as_guid], replace(as_guid, guid="https://wire.example/a?utm_medium=rss", link=None, title="x"))


def test_a_link_of_all_entries_tells_nothing() -> None:
    first, second = replace(ONE, link=HOME), replace(ONE, guid="tag:2", link=HOME, title="Talks in Lima")
    assert len(keys([first, second])) == 2
    assert not is_known([first], second)
    page = [replace(one, link="https://wire.example/all") for one in (first, second)]
    assert len(keys(page)) == 2
    third = replace(page[0], guid="tag:3", title="Talks in Cairo", published=NOON + timedelta(hours=1))
    assert not is_known(page, third, *page)


def test_a_guid_of_all_entries_tells_nothing() -> None:
    page = [replace(ONE, link=f"https://wire.example/{n}", title=f"Talks {n}") for n in range(3)]
    assert len(keys(page)) == 3
    assert not is_known(page, replace(ONE, link="https://wire.example/9", title="Talks 9"), *page)


def test_two_versions_in_one_document_are_one_entry_the_later_one() -> None:
    later = replace(ONE, title="Updated: Talks in Oslo end", updated=NOON + timedelta(hours=2))
    (entry,) = keys([ONE, later])
    assert (entry.title, entry.published) == (later.title, NOON)


def test_an_entry_of_nothing_is_left_out() -> None:
    nothing = RawEntry(guid=None, title="", summary="text", link=None, published=NOON, updated=None, outlet=None)
    assert keys([nothing]) == ()


RAW = st.builds(
    RawEntry,
    guid=st.none() | st.sampled_from(["1", "2", "3", "https://wire.example/a", HOME]),
    title=st.sampled_from(["", "A", "B", "Updated: A"]),
    summary=st.just(""),
    link=st.none() | st.sampled_from([HOME, "https://wire.example/a", "http://wire.example/b", "https://o.example/c"]),
    published=st.none() | st.sampled_from([NOON, NOON + timedelta(hours=1)]),
    updated=st.none() | st.sampled_from([NOON, NOON + timedelta(hours=2)]),
    outlet=st.none(),
)


@given(st.lists(RAW, max_size=7), st.randoms())
def test_the_order_of_a_document_makes_no_difference(entries: list[RawEntry], chance: Any) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    as_set = {frozenset(entry.keys): entry for entry in keys(entries)}
    assert as_set == {frozenset(entry.keys): entry for entry in keys(shuffled)}


@given(st.lists(RAW, max_size=7))
def test_the_same_document_again_brings_nothing(entries: list[RawEntry]) -> None:
    found = keys(entries)
    known = {key for entry in found for key in entry.keys}
    assert len(known) == sum(len(entry.keys) for entry in found)
    again = sight(found, known, sighted=[US], unsighted=[])
    assert (again.new, again.to_read) == (0, ())
