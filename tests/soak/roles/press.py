"""A site with one feed that brings a story every few seconds, each in words of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape

from tests.feeds.building import Item, rss
from tests.sources.servers import Site, answer, serving

_ONES = ("Anna Reed", "Paul Stone", "Mary Dale", "John Pike", "Ruth Lamb", "Carl Wade", "Jane Frost", "Mark Holt")
_OTHERS = ("Gao Lin", "Wu Bin", "Xu Mei", "Li Tao", "He Jun", "Ma Rui", "Tang Yu", "Deng Hao", "Cao Fei")
_PLACES = ("Oslo", "Lima", "Cairo", "Quito", "Accra", "Dhaka", "Sofia", "Porto", "Tunis", "Riga", "Turin")
_GOODS = ("rice", "ships", "chips", "visas", "tea", "steel", "films", "maps", "grain", "cars", "loans", "debts", "coal")
_PEOPLE = ("fishermen", "dockers", "students", "pilots", "farmers", "miners", "actors", "sailors", "millers", "drivers",
           "bankers", "clerks", "nurses", "weavers", "printers", "masons", "tailors")  # fmt: skip
_SHOWN = 25
"""Entries that the feed holds at a time."""


@dataclass(slots=True)
class Press:
    """The site, and how many stories it has printed."""

    site: Site
    printed: int = 0
    _items: list[Item] = field(default_factory=list)

    @property
    def feed(self) -> str:
        """The feed's address."""
        return self.site.url("/feed.xml")

    def story(self, number: int) -> str:
        """Return a story's address."""
        return self.site.url(f"/story/{number}")

    def print_one(self) -> None:
        """Put one more story into the feed."""
        number, self.printed = self.printed, self.printed + 1
        title, paragraphs = _told(number)
        body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)
        page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
        self.site.routes[f"/story/{number}"] = answer(page)
        self._items.insert(0, Item(guid=f"tag:example.org,2024:{number}", link=self.story(number), title=title))
        document = rss(self._items[:_SHOWN])
        self.site.routes["/feed.xml"] = answer(document, content_type="application/rss+xml")


def _told(number: int) -> tuple[str, tuple[str, ...]]:
    """Return a story's headline and paragraphs: five lists of lengths without a common divisor never meet again."""
    one, other, place, goods, people = (each[number % len(each)] for each in (_ONES, _OTHERS, _PLACES, _GOODS, _PEOPLE))
    later, trade = _PLACES[(number * 3 + 1) % len(_PLACES)], _GOODS[(number * 5 + 2) % len(_GOODS)]
    day = 1 + number % 27
    told = f"""
{place.upper()}, May {day} - United States envoy {one} met Chinese Vice Minister {other} in {place} on {day} May 2024 \
for talks about {goods} and {trade}, officials said.
The United States accused China of keeping {goods} from {people}, and China rejected the charge at a news conference \
in {place}, where {people} had gathered since dawn to hear of {trade}.
{other} told reporters that {people} of both countries would gain from open trade in {goods}. {one} asked for a list \
of the {number + 3} ports at which {trade} are held.
The two agreed to meet again in {later}, and {people} in {place} said they would wait for it.
"""
    return f"U.S. envoy {one} meets China's {other} on {goods} in {place}", tuple(told.strip().splitlines())


@asynccontextmanager
async def printing() -> AsyncIterator[Press]:
    """Give a press with one story in its feed."""
    async with serving({}) as site:
        press = Press(site)
        press.print_one()
        yield press
