"""/who and /onthisday, as members use them."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.model.countries import Dyad
from bot.model.ids import ChannelId, CountryCode, GuildId, UserId
from bot.model.reading import Status
from bot.model.settings import Cadence, Schedule
from bot.model.year_days import YearDay, years_ago
from tests.data.build import Told, add, on
from tests.discord.conftest import Newsroom, now
from tests.discord.looking import buttons_of, select_of, shown_by, text_of

NOR, CHL = CountryCode("NOR"), CountryCode("CHL")
NORWAY_CHILE = Dyad(first=NOR, second=CHL)


def meet(day: str, headline: str = "They talk in Oslo", **changes: object) -> Told:
    told = Told(headline=headline, source=("Kari Lundvik/NOR",), target=("Pablo Reyas/CHL",), when=on(day))
    return replace(told, **changes)  # type: ignore[arg-type]  # tests change any field


async def record(newsroom: Newsroom, *told: Told) -> None:
    await add(newsroom.store, *told, guild=GuildId(newsroom.guild.id), at=now(), source="Fjord Post")


async def follow(newsroom: Newsroom, *, more: tuple[Dyad, ...] = (), **schedule: Any) -> None:
    """Let the server follow Norway and Chile, with a digest in its channel where a schedule has a cadence."""
    await newsroom.services.digests.change(
        GuildId(newsroom.guild.id),
        UserId(newsroom.alice.id),
        lambda old: replace(
            old,
            pair=NORWAY_CHILE,
            digest_channel=ChannelId(newsroom.digest.id),
            digest=replace(old.digest, more_pairs=more),
            schedule=Schedule(**schedule),
        ),
    )


async def test_a_person_is_chosen_while_typing_and_has_meetings_and_events(newsroom: Newsroom) -> None:
    await record(newsroom, meet("2019-05-02"), meet("2021-06-03", "They talk in Santiago"))
    (choice,) = await newsroom.bob.autocomplete(newsroom.general, "who", "person", "lundv")
    assert (choice["name"], choice["value"]) == ("Kari Lundvik · Norway", "Kari Lundvik (NOR)")
    card = shown_by(await newsroom.bob.slash(newsroom.general, "who", person=choice["value"]))
    shown = text_of(card)
    assert "Person · 🇳🇴 Norway\n## Kari Lundvik\n-# 2 recorded events" in shown
    assert "🇨🇱 **Pablo Reyas** · 2 times · last 3 June 2021" in shown
    assert shown.index("They talk in Santiago.") < shown.index("They talk in Oslo.")
    timeline = shown_by(await newsroom.bob.click(card, label="Timeline"))
    assert "“Kari Lundvik”" in text_of(timeline)
    assert "They talk in Oslo." in text_of(timeline)
    picker = select_of(card, "Open an event")
    one = shown_by(await newsroom.bob.select(card, [picker["options"][0]["value"]], custom_id=picker["custom_id"]))
    assert one.ephemeral
    assert "They talk in Santiago." in text_of(one)


async def test_whom_nothing_is_recorded_of_still_has_offices(newsroom: Newsroom) -> None:
    (choice,) = await newsroom.bob.autocomplete(newsroom.general, "who", "person", "nelson rocke")
    shown = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "who", person=choice["value"])))
    assert "## Nelson Rockefeller" in shown
    assert "**Vice President** · 19 December 1974 to 20 January 1977" in shown
    assert "No recorded event names them here." in shown


async def test_the_office_of_the_day_stands_at_each_event(newsroom: Newsroom) -> None:
    talk = meet("1976-06-03", "They talk in Oslo", target=("Nelson Rockefeller/USA",))
    later = meet("1978-06-03", "They talk again", target=("Nelson Rockefeller/USA",))
    await record(newsroom, talk, later)
    shown = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "who", person="nelson rockefeller")))
    assert "as Vice President · They talk in Oslo." in shown
    assert "**3 Jun 1978** · 💬 Talks · They talk again." in shown


async def test_one_name_in_two_countries_is_asked_about(newsroom: Newsroom) -> None:
    await record(newsroom, meet("2019-05-02"), meet("2019-06-02", "Another talks", source=("Kari Lundvik/CHL",)))
    card = shown_by(await newsroom.bob.slash(newsroom.general, "who", person="kari lundvik"))
    assert "Several fit this name" in text_of(card)
    picker = select_of(card, "Choose one")
    assert sorted(option["description"] for option in picker["options"]) == ["Chile · 1 event", "Norway · 1 event"]
    await newsroom.bob.select(card, ["CHL Kari Lundvik"], custom_id=picker["custom_id"])
    assert "Person · 🇨🇱 Chile\n## Kari Lundvik" in text_of(card)
    assert "Another talks." in text_of(card)
    assert "They talk in Oslo." not in text_of(card)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Zebulon Quist", "Nobody named “Zebulon Quist” is in a recorded event here or in the table of offices."),
        ("norway", "“norway” is a country. Its events are in /events"),
    ],
)
async def test_a_name_of_nobody_says_what_to_do(newsroom: Newsroom, typed: str, said: str) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "who", person=typed))
    assert said in text_of(card)


async def test_a_part_of_a_name_is_enough_where_it_is_one_person_s(newsroom: Newsroom) -> None:
    await record(newsroom, meet("2019-05-02"))
    assert "## Kari Lundvik" in text_of(shown_by(await newsroom.bob.slash(newsroom.general, "who", person="lundvik")))


async def test_another_server_s_events_are_not_seen(newsroom: Newsroom) -> None:
    await add(newsroom.store, meet("2019-05-02"), guild=GuildId(5), at=now())
    assert await newsroom.bob.autocomplete(newsroom.general, "who", "person", "lundvik") == []
    card = shown_by(await newsroom.bob.slash(newsroom.general, "who", person="Kari Lundvik"))
    assert "Nobody named" in text_of(card)


async def test_a_day_tells_all_pairs_of_the_server_and_turns(newsroom: Newsroom) -> None:
    await follow(newsroom, more=(Dyad(first=NOR, second=CountryCode("FRA")),))
    await record(
        newsroom,
        meet("2019-05-02"),
        meet("1999-05-02", "They sign in Lyon", target=("FRA",), salience=0.9),
        meet("2001-05-02", "They are to meet", status=Status.PLANNED),
        meet("2001-04-29/2001-05-05", "They talk for a week"),
        meet("2001-05-03", "They talk a day later"),
    )
    card = shown_by(await newsroom.bob.slash(newsroom.general, "onthisday", day="May 2"))
    shown = text_of(card)
    assert "🇳🇴 Norway – 🇨🇱 Chile and 1 more pair\n## 2 May in other years\n-# 1999 to 2019 · 2 events" in shown
    assert shown.index("They sign in Lyon.") < shown.index("They talk in Oslo.")
    assert f"**2019** · {now().year - 2019} years ago" in shown
    forth = next(part for label, part in buttons_of(card).items() if label.endswith("›"))
    await newsroom.bob.click(card, custom_id=forth["custom_id"])
    assert "## 3 May in other years" in text_of(card)
    assert "They talk a day later." in text_of(card)
    alone = shown_by(await newsroom.bob.slash(newsroom.general, "onthisday", day="2 May", pair="Norway – France"))
    assert "They sign in Lyon." in text_of(alone)
    assert "They talk in Oslo." not in text_of(alone)
    back = next(part for label, part in buttons_of(alone).items() if label.startswith("‹"))
    await newsroom.bob.click(alone, custom_id=back["custom_id"])
    assert "Nothing is recorded of this pair" in text_of(alone)


async def test_a_day_without_an_option_is_the_server_s_own(newsroom: Newsroom) -> None:
    zone = "Pacific/Kiritimati" if now().hour >= 12 else "Pacific/Pago_Pago"
    await follow(newsroom, zone=zone)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "onthisday"))
    offered = await newsroom.bob.autocomplete(newsroom.general, "onthisday", "day", "")
    own = offered[0]["name"].removeprefix("Today: ")
    assert f"## {own} in other years" in text_of(card)
    assert own != f"{now().day} {now():%B}"


async def test_what_is_no_day_says_so(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "onthisday", day="31 June"))
    assert "“31 June” is no day of the year." in text_of(card)


@pytest.mark.parametrize(("salience", "is_told"), [(0.85, True), (0.7, False)])
async def test_the_digest_tells_a_notable_event_of_the_day_once(
    newsroom: Newsroom, salience: float, is_told: bool
) -> None:
    await follow(newsroom, cadence=Cadence.DAILY, at=time(7, 30))
    due = now().date() + timedelta(days=now().time() >= time(7, 30))
    past = YearDay.of(due).dates(due.year - 8, due.year - 1)
    first = min(past)
    told = meet(first.isoformat(), "They sign a treaty in Bergen", salience=salience)
    long_ago = now() - timedelta(days=99)
    await add(newsroom.store, told, guild=GuildId(newsroom.guild.id), at=long_ago, source="Fjord Post")
    await newsroom.env.advance_time(86_400)
    await newsroom.services.digests.tick()
    (message,) = newsroom.digest.history()
    shown = text_of(message)
    assert (f"### On this day, {years_ago(first, due.year)}\n" in shown) == is_told
    assert shown.count("They sign a treaty in Bergen.") == is_told
    assert ("Sources: ¹ Fjord Post" in shown) == is_told
