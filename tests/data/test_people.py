"""What is recorded of persons."""

from datetime import date

from bot.model.ids import EventId
from bot.model.people import Individual
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Status
from data import events, people
from data.store import Store
from tests.data.build import CHN, GUILD, JPN, NOON, OTHER_GUILD, USA, Told, add, on

LI = Individual(name="Li Min", country=CHN, kind=ActorKind.PERSON)
TODAY = date(2023, 6, 15)


def meet(day: str, *, with_: str = "Ann Ray/USA", **changes: object) -> Told:
    return Told(headline=f"They meet on {day}", source=("Li Min/CHN",), target=(with_,), when=on(day), **changes)  # type: ignore[arg-type]  # tests change any field


async def ids(store: Store, order: str, **changes: object) -> list[EventId]:
    options = {"guild": GUILD, "order": order, "until": TODAY, "limit": 9, **changes}
    return list(await store.read(lambda c: people.part_ids(c, LI, **options)))  # type: ignore[arg-type]  # by name


async def test_one_name_on_two_sides_is_told_apart_and_counted(store: Store) -> None:
    await add(store, meet("2023-05-01"), meet("2023-05-03"), guild=GUILD)
    await add(store, Told(headline="He protests", source=("Li Min/JPN",), when=on("2023-05-05")), guild=GUILD)
    await add(store, Told(headline="Unseen", source=("Li Min/FRA",), when=on("2023-05-05")), guild=OTHER_GUILD)
    found = await store.read(lambda c: people.recorded_people(c, "li MIN", guild=GUILD))
    assert [(one.name, one.country, one.events) for one in found] == [("Li Min", CHN, 2), ("Li Min", JPN, 1)]
    offered = await store.read(lambda c: people.names_with_sides(c, "mi", guild=GUILD, limit=9))
    assert [(one.name, one.country) for one in offered] == [("Li Min", CHN), ("Li Min", JPN)]


async def test_countries_are_no_persons(store: Store) -> None:
    await add(store, meet("2023-05-01", with_="USA"), guild=GUILD)
    assert await store.read(lambda c: people.recorded_people(c, "United States", guild=GUILD)) == ()
    assert await store.read(lambda c: people.names_with_sides(c, "united", guild=GUILD, limit=9)) == ()


async def test_parts_are_ahead_latest_or_weighty_and_none_twice(store: Store) -> None:
    told = (
        meet("2023-07-01", status=Status.PLANNED),
        meet("2023-06-01"),
        meet("2019-06-01", salience=0.9),
        Told(headline="Another", source=("Li Min/JPN",), when=on("2023-06-02"), salience=1.0),
    )
    plan, last, weighty, _ = (await add(store, *told, guild=GUILD)).event_ids
    assert await ids(store, "ahead") == [plan]
    assert await ids(store, "latest") == [last, weighty]
    assert await ids(store, "weightiest") == [weighty, last]
    assert await ids(store, "weightiest", without=[weighty]) == [last]
    await store.write(lambda c: events.withdraw_event(c, weighty, guild=GUILD, reason="A rumour.", at=NOON))
    assert await ids(store, "latest") == [last]


async def test_meetings_are_counted_with_the_other_sides_only(store: Store) -> None:
    await add(
        store,
        meet("2023-05-01"),
        meet("2023-05-03/2023-05-04"),
        meet("2023-05-20", with_="Jo Kato/JPN"),
        meet("2023-05-21", with_="Hu An/CHN"),
        meet("2023-05-22", status=Status.DENIED),
        meet("2023-05-23", act=EventType.ACCUSE),
        guild=GUILD,
    )
    found = await store.read(lambda c: people.meetings_of(c, LI, guild=GUILD, limit=9))
    assert [(one.name, one.country, one.times) for one in found] == [("Ann Ray", USA, 2), ("Jo Kato", JPN, 1)]
    assert found[0].last == on("2023-05-03/2023-05-04")
