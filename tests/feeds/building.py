"""Feeds and articles for tests: small documents in every format, each part given by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

NOON = datetime(2024, 5, 20, 12, tzinfo=UTC)

_MEETINGS = (
    ("Anna Reed", "Gao Lin", "Oslo", "rice", "fishermen"), ("Paul Stone", "Wu Bin", "Lima", "ships", "dockers"),
    ("Mary Dale", "Xu Mei", "Cairo", "chips", "students"), ("John Pike", "Li Tao", "Quito", "visas", "pilots"),
    ("Ruth Lamb", "He Jun", "Accra", "tea", "farmers"), ("Carl Wade", "Ma Rui", "Dhaka", "steel", "miners"),
    ("Jane Frost", "Tang Yu", "Sofia", "films", "actors"), ("Mark Holt", "Deng Hao", "Porto", "maps", "sailors"),
    ("Lucy Nash", "Cao Fei", "Tunis", "grain", "millers"), ("Adam Shaw", "Pan Wei", "Riga", "cars", "drivers"),
    ("Emma Ford", "Shi Lan", "Turin", "loans", "bankers"), ("Hugh Lane", "Qin Bo", "Davos", "debts", "clerks"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Item:
    """An entry as a feed prints it."""

    number: int = 0
    guid: str | None = None
    link: str | None = None
    title: str | None = None
    date: str | None = None
    more: str = ""
    """Further elements of it, as XML."""


def item(number: int, base: str, **changed: str | None) -> Item:
    """Entry `number`, one hour older for each lower number, with its page's address."""
    made: dict[str, str | None] = {
        "guid": f"tag:example.org,2024:{number}",
        "link": f"{base}/story/{number}",
        "title": headline(number),
        "date": format_datetime(NOON - timedelta(hours=100 - number)),
    }
    return Item(number=number, **{**made, **changed})  # type: ignore[arg-type]  # by name


def headline(number: int) -> str:
    one, other, place, subject, _ = _MEETINGS[number % len(_MEETINGS)]
    return f"U.S. envoy {one} meets China's {other} on {subject} in {place}"


def rss(items: Sequence[Item], *, head: str = "", title: str = "Harbour Wire") -> str:
    """An RSS 2.0 document, in the order of `items`."""
    parts = [
        "<item>"
        + (f"<title>{escape(one.title)}</title>" if one.title is not None else "")
        + (f"<link>{escape(one.link)}</link>" if one.link is not None else "")
        + (f'<guid isPermaLink="false">{escape(one.guid)}</guid>' if one.guid is not None else "")
        + (f"<pubDate>{one.date}</pubDate>" if one.date is not None else "")
        + f"{one.more}</item>"
        for one in items
    ]
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://example.org/</link>{head}{''.join(parts)}</channel></rss>"
    )


def article_text(number: int) -> tuple[str, ...]:
    """Paragraphs of a story of two countries, different in its words from every other number's."""
    one, other, place, subject, people = _MEETINGS[number % len(_MEETINGS)]
    day = 1 + number % 27
    told = f"""
{place.upper()}, May {day} - United States envoy {one} met Chinese Vice Minister {other} in {place} on {day} May 2024 \
for talks about {subject}, officials of both governments said.
The United States accused China of keeping {subject} from its {people}, and China rejected the charge as groundless at \
a news conference in {place}.
{other} told reporters that the {people} of both countries would gain from open trade in {subject}. {one} asked for a \
list of the {number + 3} ports at which {subject} are held.
The two agreed to meet again before the end of the year, and {people} in {place} said they would wait for it.
"""
    return tuple(told.strip().splitlines())


def page(number: int, *, outlet: str = "Harbour Wire", text: Sequence[str] | None = None) -> str:
    """The page of story `number`."""
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in (text or article_text(number)))
    return (
        f"<html><head><title>{escape(headline(number))}</title>"
        f'<meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="2024-05-{1 + number % 27:02}T18:00:00Z"></head>'
        f"<body><article><h1>{escape(headline(number))}</h1>{paragraphs}</article></body></html>"
    )
