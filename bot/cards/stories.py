"""What the last days' articles were about: each story once, with all that told it."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.cards import words
from bot.cards.controls import button, row, select
from bot.cards.dates import days
from bot.cards.ids import Turn
from bot.cards.message import Card, Part, Row, air, card, first_fitting, rule, text
from bot.cards.notices import empty_notice
from bot.cards.origins import labelled, outlet_name
from bot.cards.story_ids import EVERY, StoriesPick, StoriesTurn
from bot.cards.text import and_more, enumerated, link, prose, sentence
from bot.cards.tokens import EVENT_SENTENCE, MIDDOT, Accent
from bot.model.countries import Dyad, Gazetteer
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.language import numeral, say, say_as, say_n
from bot.model.stories import Story

STORIES_A_PAGE = 6
_MOST_OUTLETS = 4
_MOST_EVENTS = 4
_MOST_PAIRS = 2
_SHORT_TITLE = 80


def stories_card(
    found: Sequence[Story],
    pairs: Sequence[Dyad],
    gazetteer: Gazetteer,
    *,
    pair: Dyad | None,
    first: int = 0,
    days_back: int,
) -> Card:
    """Return one page of the stories of the last days, newest first, or the notice that stands for none.

    Args:
        found: All that fit the filter, in order.
        pairs: The server's, at least one.
        gazetteer: For names and flags.
        pair: The one that is shown; None for all stories.
        first: The first one shown, 0-based; brought back to a page that there is.
        days_back: How many days are looked at.
    """
    if not found:
        return _nothing(words.pair(pair, gazetteer) if pair else "", days_back)
    first = min(max(first, 0), len(found) - 1) // STORIES_A_PAGE * STORIES_A_PAGE
    render = partial(_render, found, pairs, gazetteer, pair=pair, first=first, days_back=days_back)
    return first_fitting(
        *(
            partial(render, most=most, outlets=outlets)
            for most, outlets in ((EVENT_SENTENCE, _MOST_OUTLETS), (_SHORT_TITLE, 2), (_SHORT_TITLE, 0))
        )
    )


def _nothing(pair: str, days_back: int) -> Card:
    """Return the notice that there is no story of a pair, or none at all where the pair is ""."""
    if not pair:
        body = say_n(
            "No article came in within the last {n} day.", "No article came in within the last {n} days.", days_back
        )
        return empty_notice(f"{_title()}{MIDDOT}{say('all pairs')}", say("No stories"), body)
    body = say_n(
        "No article of the last {n} day tells of {pair}.",
        "No article of the last {n} days tells of {pair}.",
        days_back,
        pair=pair,
    )
    again = button(say_as("button", "All stories"), StoriesTurn(turn=Turn.BACK, pair=EVERY, first=0))
    return empty_notice(f"{_title()}{MIDDOT}{pair}", say("No stories"), body, again)


def _title() -> str:
    return say_as("heading", "Stories")


def _articles(count: int) -> str:
    return say_n("{n} article", "{n} articles", count, n=numeral(count))


def _render(
    found: Sequence[Story],
    pairs: Sequence[Dyad],
    gazetteer: Gazetteer,
    *,
    pair: Dyad | None,
    first: int,
    days_back: int,
    most: int,
    outlets: int,
) -> Card:
    articles = sum(len(story.parts) for story in found)
    meta = (
        say_n("last {n} day", "last {n} days", days_back),
        _articles(articles),
        say_n("{n} story", "{n} stories", len(found), n=numeral(len(found))),
    )
    shown: list[Part] = []
    for story in found[first : first + STORIES_A_PAGE]:
        shown += [*([air()] if shown else []), text(*_lines(story, gazetteer, pairs, most, outlets))]
    pages = -(-len(found) // STORIES_A_PAGE)
    at = say("Page {page} of {pages}", page=first // STORIES_A_PAGE + 1, pages=pages)
    about = say("One story: articles about the same event, or the same people, within three days")
    return card(
        Accent.NEWS,
        text(
            f"-# {_title()}{MIDDOT}{say('newest first')}",
            f"## {words.pair(pair, gazetteer) if pair else say('All stories')}",
            f"-# {MIDDOT.join(meta)}",
        ),
        rule(),
        *shown,
        rule(),
        _pair_select(pairs, pair, gazetteer),
        *([_turns(pair, first, len(found))] if pages > 1 else []),
        text(f"-# {about}", f"-# {at}" if pages > 1 else ""),
    )


def _lines(story: Story, gazetteer: Gazetteer, pairs: Sequence[Dyad], most: int, outlets: int) -> tuple[str, ...]:
    """Return a story: when and how much, what it is about, who printed it, and its events."""
    when = days(DateRange(start=story.first, end=story.last))
    copied = say_n("copied by {n} more", "copied by {n} more", story.copies) if story.copies else ""
    head = MIDDOT.join(part for part in (f"**{when}**", _told(story), copied) if part)
    about = _sides(story, gazetteer, pairs)
    names = [labelled(link(outlet_name(one.name, one.url), one.url), one.outlet) for one in story.outlets[:outlets]]
    left = len(story.outlets) - len(names)
    printed = and_more(MIDDOT.join(names), left if names else 0)
    numbers = ", ".join(f"E{one.id}" for one in story.events[:_MOST_EVENTS])
    foot = MIDDOT.join(part for part in (about, printed, numbers) if part)
    return (head, prose(sentence(story.title), most), f"-# {foot}" if foot else "")


def _told(story: Story) -> str:
    """Return how many articles of how many outlets tell a story: "3 articles by 2 outlets"."""
    outlets = len(story.outlets)
    by_outlets = say_n("by {n} outlet", "by {n} outlets", outlets, n=numeral(outlets))
    return say("{articles} {by_outlets}", articles=_articles(len(story.parts)), by_outlets=by_outlets)


def _sides(story: Story, gazetteer: Gazetteer, pairs: Sequence[Dyad]) -> str:
    """Return the pairs that a story is about, the server's first and in their order."""
    named = {one.key: one for one in pairs}
    keys = sorted(story.pairs, key=lambda key: (key not in named, key))
    shown = [words.pair(named.get(key) or _dyad(key), gazetteer) for key in keys[:_MOST_PAIRS]]
    return and_more(enumerated(shown), len(keys) - len(shown))


def _dyad(key: str) -> Dyad:
    first, _, second = key.partition("-")
    return Dyad(first=CountryCode(first), second=CountryCode(second))


def _pair_select(pairs: Sequence[Dyad], chosen: Dyad | None, gazetteer: Gazetteer) -> Row:
    options = [discord.SelectOption(label=say("All stories"), value=EVERY, default=chosen is None)]
    options += [
        discord.SelectOption(
            label=words.plain_pair(pair, gazetteer),
            value=pair.key,
            default=chosen is not None and chosen.key == pair.key,
        )
        for pair in pairs
    ]
    return select(StoriesPick(), say("Pair…"), options)


def _turns(pair: Dyad | None, first: int, total: int) -> Row:
    back, on = first - STORIES_A_PAGE, first + STORIES_A_PAGE
    key = pair.key if pair else EVERY
    return row(
        button(
            say_as("button", "‹ Newer"),
            StoriesTurn(turn=Turn.BACK, pair=key, first=max(back, 0)),
            is_primary=on >= total,
            is_enabled=back >= 0,
        ),
        button(
            say_as("button", "Older ›"),
            StoriesTurn(turn=Turn.ON, pair=key, first=on),
            is_primary=on < total,
            is_enabled=on < total,
        ),
    )
