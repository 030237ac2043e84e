from datetime import date, timedelta

import pytest

from bot.model.errors import NotFoundError
from bot.model.ids import EventId, GuildId
from bot.model.reading import Status
from bot.model.stored import EventQuery
from bot.model.year_days import YearDay
from data import events, news
from data.store import Store
from data.year_days import events_of_days
from tests.data.build import GUILD, NOON, OTHER_GUILD, US_CHINA, Told, add, on

JUNE_14 = date(2023, 6, 14)


async def test_what_is_coming_up_ends_after_a_day_soonest_first(store: Store) -> None:
    await add(
        store,
        Told(headline="Next month", when=on("2023-07-01/2023-07-31"), status=Status.PLANNED),
        Told(headline="This week", when=on("2023-06-12/2023-06-18"), status=Status.PLANNED),
        Told(headline="On the day", when=on("2023-06-14"), status=Status.PLANNED),
        Told(headline="Possible", when=on("2023-07-01"), status=Status.POSSIBLE),
        Told(headline="Some day", status=Status.PLANNED),
    )
    found = await store.read(lambda conn: events.coming_up(conn, pair=US_CHINA, guild=GUILD, after=JUNE_14, limit=3))
    assert [one.event.headline for one in found] == ["This week", "Next month"]


async def test_on_this_day_is_the_most_salient_of_an_earlier_year(store: Store) -> None:
    await add(
        store,
        Told(headline="Years ago", when=on("2019-06-14"), salience=0.5),
        Told(headline="Years ago, weightier", when=on("2015-06-14"), salience=0.8),
        Told(headline="The day before", when=on("2019-06-13"), salience=0.9),
        Told(headline="This year", when=on("2023-06-14"), salience=0.9),
        Told(headline="A year to come", when=on("2024-06-14"), salience=0.9),
        Told(headline="A week", when=on("2019-06-14/2019-06-20"), salience=0.9),
        Told(headline="Denied", when=on("2019-06-14"), salience=0.9, status=Status.DENIED),
    )
    june_14 = YearDay.of(JUNE_14)

    async def told(day: YearDay, least: float) -> list[str]:
        found, total = await store.read(
            lambda conn: events_of_days(
                conn, pairs=[US_CHINA], guild=GUILD, days=[day], before=2023, limit=9, least=least
            )
        )
        assert total == len(found)
        return [one.event.headline for one in found]

    assert await told(june_14, 0) == ["Years ago, weightier", "Years ago"]
    assert await told(june_14, 0.8) == ["Years ago, weightier"]
    assert await told(june_14.after(1), 0) == []


async def test_a_withdrawn_event_is_marked_and_leaves_the_digest(store: Store) -> None:
    article = await add(store, Told(headline="They meet", when=on("2023-06-14")), guild=GUILD)
    (event_id,) = article.event_ids
    await store.write(lambda conn: events.withdraw_event(conn, event_id, guild=GUILD, reason="A rumour.", at=NOON))
    assert (await store.read(lambda conn: events.get_event(conn, event_id, guild=GUILD))).is_withdrawn
    page = await store.read(lambda conn: events.timeline(conn, EventQuery(pair=US_CHINA, guild=GUILD)))
    assert [one.is_withdrawn for one in page.events] == [True]
    recorded = await store.read(
        lambda conn: news.recorded_events(
            conn, pair=US_CHINA, guild=GUILD, since=NOON, until=NOON + timedelta(days=1), limit=9
        )
    )
    assert recorded == ()


@pytest.mark.parametrize("guild", [GUILD, OTHER_GUILD])
async def test_nobody_withdraws_what_is_not_theirs(store: Store, guild: GuildId) -> None:
    article = await add(store, Told(headline="They meet", when=on("2023-06-14")))
    with pytest.raises(NotFoundError, match="of server") as caught:
        await store.write(
            lambda conn: events.withdraw_event(conn, article.event_ids[0], guild=guild, reason="No.", at=NOON)
        )
    assert "own articles" in caught.value.user_text


async def test_an_unknown_event_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: events.get_event(conn, EventId(77), guild=GUILD))


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("", ("Anna Reed", "China", "Gao_Lin", "Éva Durand")),
        ("re", ("Anna Reed",)),
        ("anna r", ("Anna Reed",)),
        ("eed", ()),
        ("ÉV", ("Éva Durand",)),
        ("durand", ("Éva Durand",)),
        ("gao_", ("Gao_Lin",)),
        ("gao%", ()),
        ("_ao", ()),
        ("\\", ()),
        ("brook", ()),
    ],
)
async def test_names_are_completed_from_the_beginning_of_any_word(
    store: Store, prefix: str, expected: tuple[str, ...]
) -> None:
    await add(
        store,
        Told(headline="One", source=("Anna Reed/USA",), target=("CHN",), when=on("2023-06-13")),
        Told(headline="Two", source=("Anna Reed/USA",), target=("Gao_Lin/CHN",), when=on("2023-06-14")),
    )
    await add(store, Told(headline="Three", source=("Éva Durand/FRA",), target=()), text="Ours.", guild=GUILD)
    await add(store, Told(headline="Four", source=("Ian Brook/USA",), target=()), text="Theirs.", guild=OTHER_GUILD)
    assert await store.read(lambda conn: events.actor_names(conn, prefix, guild=GUILD)) == expected
    assert await store.read(lambda conn: events.actor_names(conn, prefix, guild=GUILD, limit=1)) == expected[:1]
