"""Custom ids of the cards of feeds. Their text never changes meaning, as in `ids`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cards.card_id import CardId


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsPage(CardId):
    """Show a page of the feeds that the server follows, in place of the card; `page` is 0-based."""

    PREFIX: ClassVar[str] = "fp"
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPick(CardId):
    """A select's answer: show the feed of the chosen number, in place of the card."""

    PREFIX: ClassVar[str] = "fk"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedShow(CardId):
    """Show a feed, in place of the card."""

    PREFIX: ClassVar[str] = "fs"
    feed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAdd(CardId):
    """Open the form that takes an address."""

    PREFIX: ClassVar[str] = "fa"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPause(CardId):
    """Have a feed bring nothing until it is resumed."""

    PREFIX: ClassVar[str] = "fq"
    feed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedResume(CardId):
    """Let a feed go on."""

    PREFIX: ClassVar[str] = "fr"
    feed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLook(CardId):
    """Have a feed asked now."""

    PREFIX: ClassVar[str] = "fl"
    feed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLeave(CardId):
    """Ask whether a feed is to be removed."""

    PREFIX: ClassVar[str] = "fx"
    feed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedGone(CardId):
    """Remove a feed."""

    PREFIX: ClassVar[str] = "fz"
    feed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntries(CardId):
    """Show what became of the last entries of a feed, 0 for all, in place of the card; `first` is 0-based."""

    PREFIX: ClassVar[str] = "fe"
    feed: int
    first: int
