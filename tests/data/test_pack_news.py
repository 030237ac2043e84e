"""A chronology that is loaded is the past, not news."""

from datetime import date, timedelta

from bot.model.countries import Dyad
from bot.model.dates import DateRange, Precision
from bot.model.ids import CountryCode
from bot.model.packs import Pack, PackEntry, PackParty, PublicSource
from bot.model.plover import EventType
from bot.model.reading import ActorKind
from bot.model.year_days import NOTABLE, YearDay
from bot.packs.reading import reading_of
from data import news
from data.packs import put_pack
from data.reference import load_gazetteer
from data.store import Store
from data.year_days import events_of_days
from tests.data.build import GUILD, NOON, Told, add, on

NOR, CHL = CountryCode("NOR"), CountryCode("CHL")
PAIR = Dyad(first=NOR, second=CHL)


def entry(day: date, significance: int) -> PackEntry:
    return PackEntry(
        key=f"{day}-treaty-{significance}",
        dates=DateRange.day(day),
        precision=Precision.DAY,
        type=EventType.AGREE,
        mode=None,
        source=(PackParty(name="Norway", kind=ActorKind.COUNTRY, country=NOR),),
        target=(PackParty(name="Chile", kind=ActorKind.COUNTRY, country=CHL),),
        is_reciprocal=True,
        place=None,
        headline=f"Norway and Chile sign treaty number {day.year}",
        context=f"The text of treaty number {day.year} governs fishing in the southern ocean.",
        about=(),
        significance=significance,
        sources=(PublicSource(title="Treaties", publisher="Fjord Office", url="https://fjord.example/treaties"),),
        checked=date(2023, 6, 1),
    )


PACK = Pack(
    id="nor-chl",
    pair=PAIR,
    title="Norway – Chile",
    version=1,
    entries=(entry(date(1951, 6, 15), 3), entry(date(1962, 6, 15), 4), entry(date(1973, 6, 15), 5)),
)


async def test_a_chronology_is_no_news_and_an_article_of_the_day_still_is(store: Store) -> None:
    await store.write(lambda conn: put_pack(conn, PACK, reading_of(PACK, load_gazetteer()), at=NOON))
    own = Told(
        headline="Norway thanks Chile", source=("Kari Lund/NOR",), target=("Ana Soto/CHL",), when=on("2023-06-15")
    )
    await add(store, own, guild=GUILD, at=NOON)
    found = await store.read(
        lambda conn: news.recorded_events(
            conn, pair=PAIR, guild=GUILD, since=NOON, until=NOON + timedelta(days=1), limit=9
        )
    )
    assert [one.event.headline for one in found] == ["Norway thanks Chile"]
    came = await store.read(
        lambda conn: news.articles_added(conn, guild=GUILD, since=NOON, until=NOON + timedelta(days=1), limit=9)
    )
    assert len(came) == 1


async def test_of_a_chronology_what_has_a_significance_of_four_or_five_is_notable(store: Store) -> None:
    await store.write(lambda conn: put_pack(conn, PACK, reading_of(PACK, load_gazetteer()), at=NOON))
    found, total = await store.read(
        lambda conn: events_of_days(
            conn, pairs=[PAIR], guild=GUILD, days=[YearDay(month=6, day=15)], before=2023, limit=9, least=NOTABLE
        )
    )
    assert [one.event.headline[-4:] for one in found] == ["1973", "1962"]
    assert total == 2
