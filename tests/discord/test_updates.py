"""Updates, as a server sees them: a card for a new event, edited as its story goes on; digests follow, too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from simcord.builders import ChannelHandle, GuildHandle

from bot.app import build_services
from bot.digest.mending import COALESCED
from bot.model.countries import Dyad
from bot.model.digest import DigestDecision
from bot.model.ids import ChannelId, CountryCode, EventId, GuildId, UserId
from bot.model.members import Member
from bot.model.settings import UpdatePlan
from bot.studio import Studio
from config.settings import Settings
from data import events
from tests.discord.conftest import Newsroom, new_bot, now
from tests.discord.looking import buttons_of, fill, shown_by, text_of
from tests.discord.test_kills import Fate, KilledError, fates

killed_by = fates
BOB = UserId(4)

NORWAY_CHILE = Dyad(first=CountryCode("NOR"), second=CountryCode("CHL"))
MINISTER, PRESIDENT = "Norwegian Foreign Minister Kari Lund", "Chilean President Pablo Reyes"
MET = f"{MINISTER} met {PRESIDENT} in Oslo on 14 March 2024. Snow is expected in the north of Norway."
MET_AGAIN = f"On 14 March 2024, {MINISTER} met {PRESIDENT} in Oslo. It was their first meeting in a year."
MET_IN_MARCH = f"In March 2024, {MINISTER} met {PRESIDENT} in Oslo. Spring came late to the town."
FIVE = (
    " ".join(
        f"{MINISTER} met {PRESIDENT} in {town} on {day} March 2024."
        for day, town in ((1, "Oslo"), (4, "Bergen"), (7, "Santiago"), (10, "Geneva"), (13, "Paris"))
    )
    + " No more is known."
)


async def switch_on(
    newsroom: Newsroom,
    channel: ChannelHandle | None = None,
    *,
    guild: GuildHandle | None = None,
    floor: float = 0.1,
    per_hour: int = 3,
) -> None:
    """Let a server be told of Norway and Chile."""
    place = channel or newsroom.general
    await newsroom.services.digests.change(
        GuildId((guild or newsroom.guild).id),
        UserId(newsroom.alice.id),
        lambda s: replace(
            s,
            pair=NORWAY_CHILE,
            updates=UpdatePlan(channel=ChannelId(place.id), floor=floor, per_hour=per_hour),
        ),
    )


async def hand_in(newsroom: Newsroom, text: str, *, by: Any = None, channel: Any = None) -> None:
    actor, place = by or newsroom.bob, channel or newsroom.digest
    form = await actor.slash(place, "article add")
    await fill(actor, form, title="Lund meets Reyes", date_of_publication="2024-03-20", text=text)


async def tick(newsroom: Newsroom, *, later: bool = False) -> None:
    if later:
        await newsroom.env.advance_time(COALESCED.total_seconds() + 1)
    await newsroom.services.digests.tick()


async def withdraw(newsroom: Newsroom, event: EventId, reason: str = "The outlet took it back.") -> None:
    guild = GuildId(newsroom.guild.id)
    await newsroom.store.write(lambda c: events.withdraw_event(c, event, guild=guild, reason=reason, at=now()))


async def only_event(newsroom: Newsroom) -> EventId:
    """Return the number of the one event that the server's own articles tell."""
    query = "SELECT id FROM event WHERE guild <> 0"
    (number,) = (await newsroom.store.read(lambda c: c.exec_driver_sql(query))).scalars()
    return EventId(number)


def cards(channel: ChannelHandle) -> list[Any]:
    """Return the updates that stand in a channel."""
    return [message for message in channel.history() if text_of(message).startswith("-# Update")]


async def decisions(newsroom: Newsroom) -> list[DigestDecision]:
    why = await newsroom.services.digests.why(GuildId(newsroom.guild.id))
    return [entry.decision for entry in why.decisions]


async def test_an_article_s_event_is_told_at_once_with_its_proof(newsroom: Newsroom) -> None:
    await switch_on(newsroom)
    await hand_in(newsroom, MET)
    await tick(newsroom)
    await tick(newsroom)
    (card,) = cards(newsroom.general)
    shown = text_of(card)
    assert shown.startswith("-# Update · 🇳🇴 Norway – 🇨🇱 Chile\n### Kari Lund meets Pablo Reyes in Oslo")
    assert "💬 **14 March 2024** · Talks · 🇳🇴 Norway" in shown
    assert f"> {MINISTER} met {PRESIDENT} in Oslo on 14 March 2024." in shown
    opened = await newsroom.carol.click(card, label="Open event")
    assert opened.ephemeral
    assert "**Place** · Oslo" in text_of(shown_by(opened))
    proof = await newsroom.carol.click(card, label="Sources (1)")
    assert proof.ephemeral
    assert f"> {MINISTER} met" in text_of(shown_by(proof))
    assert await decisions(newsroom) == [DigestDecision.SENT, DigestDecision.ENQUEUED]


async def test_nothing_is_told_that_was_recorded_before_they_were_switched_on(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MET)
    await newsroom.env.advance_time(1)
    await switch_on(newsroom)
    await newsroom.env.advance_time(1)
    await hand_in(newsroom, MET_AGAIN)
    await tick(newsroom)
    assert cards(newsroom.general) == []
    assert await decisions(newsroom) == []


@pytest.mark.parametrize("is_other_pair", [False, True], ids=["below the floor", "of another pair"])
async def test_what_the_server_does_not_want_is_not_told(newsroom: Newsroom, *, is_other_pair: bool) -> None:
    await switch_on(newsroom, floor=0.0 if is_other_pair else 0.99)
    await hand_in(newsroom, MET.replace("Chilean", "Kenyan") if is_other_pair else FIVE)
    await tick(newsroom)
    assert cards(newsroom.general) == []


async def test_a_second_outlet_edits_the_card_and_pings_nobody(newsroom: Newsroom) -> None:
    await switch_on(newsroom)
    await hand_in(newsroom, MET)
    await tick(newsroom)
    await hand_in(newsroom, MET_AGAIN)
    await tick(newsroom)
    assert "Sources (1)" in buttons_of(cards(newsroom.general)[0])
    await tick(newsroom, later=True)
    (card,) = cards(newsroom.general)
    assert "Sources (2)" in buttons_of(card)
    assert "corrected" not in text_of(card)
    edits = [r.json for r in newsroom.env.http_requests if r.method == "PATCH" and f"/{card.id}" in r.path]
    assert [edit["allowed_mentions"] for edit in edits if edit] == [{"parse": []}]


async def test_more_than_so_many_an_hour_are_left_to_the_digest(newsroom: Newsroom) -> None:
    await switch_on(newsroom, floor=0.0, per_hour=3)
    await hand_in(newsroom, FIVE)
    await tick(newsroom)
    assert len(cards(newsroom.general)) == 3
    why = await newsroom.services.digests.why(GuildId(newsroom.guild.id))
    left = [entry for entry in why.decisions if entry.decision is DigestDecision.LEFT_TO_DIGEST]
    assert len(left) == 2
    assert all(str(entry.reason).startswith("3 an hour at most; the digest tells E") for entry in left)
    await newsroom.env.advance_time(3601)
    await hand_in(newsroom, MET)
    await tick(newsroom)
    assert len(cards(newsroom.general)) == 4


async def test_a_correction_edits_the_update_and_the_digest_with_a_note(newsroom: Newsroom) -> None:
    await told_in_both(newsroom, MET_IN_MARCH)
    await hand_in(newsroom, MET)
    await tick(newsroom)
    await tick(newsroom, later=True)
    (card,), (digest,) = cards(newsroom.general), digests(newsroom)
    today = f"{now():%d %B %Y}".lstrip("0")
    line = f"🔁 **corrected** {today} · before: March 2024"
    assert f"Chile\n{line}\n### Kari" in text_of(card)
    assert "**14 March 2024**" in text_of(card)
    assert f"### What happened\n{line}\n💬 **14 Mar 2024** · Talks · 🔁 **corrected** · Kari" in text_of(digest)
    assert (await decisions(newsroom)).count(DigestDecision.CORRECTED) == 2
    await hand_in(newsroom, MET_AGAIN)
    await tick(newsroom, later=True)
    await tick(newsroom, later=True)
    assert line in text_of(cards(newsroom.general)[0])
    assert (await decisions(newsroom)).count(DigestDecision.CORRECTED) == 2


async def test_a_withdrawal_edits_the_update_and_the_digest_with_its_reason(newsroom: Newsroom) -> None:
    await told_in_both(newsroom, MET)
    await withdraw(newsroom, await only_event(newsroom))
    await tick(newsroom)
    await tick(newsroom, later=True)
    (card,), (digest,) = cards(newsroom.general), digests(newsroom)
    today = f"{now():%d %B %Y}".lstrip("0")
    line = f"✗ **withdrawn** {today} · The outlet took it back."
    assert f"Chile\n{line}\n### ~~Kari Lund meets Pablo Reyes in Oslo~~" in text_of(card)
    assert line in text_of(digest)
    assert "✗ **withdrawn** · ~~Kari Lund meets Pablo Reyes in Oslo.~~" in text_of(digest)
    opened = text_of(shown_by(await newsroom.carol.click(card, label="Open event")))
    assert "✗ **withdrawn** · The outlet took it back." in opened


async def test_three_changes_within_a_minute_are_one_edit(newsroom: Newsroom) -> None:
    await switch_on(newsroom)
    await hand_in(newsroom, MET_IN_MARCH)
    await tick(newsroom)
    for text in (MET, MET_AGAIN):
        await hand_in(newsroom, text)
        await tick(newsroom)
    await withdraw(newsroom, await only_event(newsroom))
    await tick(newsroom)
    await tick(newsroom, later=True)
    (card,) = cards(newsroom.general)
    assert "withdrawn" in text_of(card)
    assert edits_of(newsroom, card) == 1


async def test_a_deleted_card_is_not_edited_again_and_again(newsroom: Newsroom) -> None:
    await switch_on(newsroom)
    await hand_in(newsroom, MET)
    await tick(newsroom)
    (card,) = cards(newsroom.general)
    newsroom.env.inject_error(
        "PATCH", f"/channels/{newsroom.general.id}/messages/*", status=404, code=10008, times=None
    )
    for text in (MET_AGAIN, MET_IN_MARCH):
        await hand_in(newsroom, text)
        await tick(newsroom)
        await tick(newsroom, later=True)
    assert edits_of(newsroom, card) == 1


async def test_a_server_s_articles_are_told_and_quoted_in_no_other(newsroom: Newsroom) -> None:
    other = newsroom.env.create_guild("Elsewhere")
    place = other.create_text_channel("updates")
    dora = other.add_member(newsroom.env.create_user("dora", global_name="Dora"))
    await switch_on(newsroom)
    await switch_on(newsroom, place, guild=other)
    await hand_in(newsroom, MET)
    await tick(newsroom)
    assert cards(place) == []
    await hand_in(newsroom, MET_AGAIN, by=dora, channel=place)
    await tick(newsroom)
    await tick(newsroom, later=True)
    ours, theirs = cards(newsroom.general), cards(place)
    assert ["Sources (1)" in buttons_of(card) for card in (*ours, *theirs)] == [True, True]
    assert "On 14 March" not in text_of(ours[0])
    assert "On 14 March" in text_of(theirs[0])
    await withdraw(newsroom, EventId(int(buttons_of(ours[0])["Open event"]["custom_id"].split(":")[1])))
    await tick(newsroom)
    await tick(newsroom, later=True)
    assert ["withdrawn" in text_of(card) for card in (*cards(newsroom.general), *cards(place))] == [True, False]


@pytest.mark.parametrize("is_after", [False, True], ids=["before it took effect", "after it took effect"])
async def test_a_kill_at_any_point_posts_nothing_twice_and_loses_no_edit(
    newsroom: Newsroom, readers: Any, studio: Studio, killed_by: Callable[[Fate], None], *, is_after: bool
) -> None:
    """A story of three steps (told, told again, withdrawn), with one kill at each of its calls."""
    killed_by(Fate(at=0, is_after=False))
    for at in range(1, 60):
        channel = newsroom.guild.create_text_channel(f"updates-{at}")
        await switch_on(newsroom, channel, per_hour=60)
        day = date(2024, 1, 1) + timedelta(days=2 * at + int(is_after))
        fate = Fate(at=at, is_after=is_after)
        for step in (f"{MINISTER} met {PRESIDENT} in Oslo on", f"It snowed as {MINISTER} met {PRESIDENT} in Oslo on"):
            added = await newsroom.services.intake.add_text(
                f"{step} {day:%d %B %Y}. No more is known of it.", Member(guild=GuildId(newsroom.guild.id), user=BOB)
            )
            await tick_to_the_end(newsroom, readers, studio, fate, killed_by)
        await withdraw(newsroom, added.article.event_ids[0])
        await tick_to_the_end(newsroom, readers, studio, fate, killed_by)
        (card,) = channel.history()
        assert "Sources (2)" in buttons_of(card), text_of(card)
        assert text_of(card).count("✗ **withdrawn**") == 2, text_of(card)
        if not fate.was_killed:
            break
    else:
        pytest.fail("the story has no end")
    assert at > 10


async def tick_to_the_end(
    newsroom: Newsroom, readers: Any, studio: Studio, fate: Fate, killed_by: Callable[[Fate], None]
) -> None:
    """Tick until nothing is owed; a bot that is killed meanwhile is started again."""
    for _ in range(4):
        killed_by(fate)
        try:
            await newsroom.services.digests.tick()
        except (KilledError, BaseExceptionGroup):
            assert fate.is_dead
        fate.is_dead = False
        killed_by(Fate(at=0, is_after=False))
        if fate.was_killed:
            services = build_services(
                Settings(allow_private_addresses=True), newsroom.store, readers, studio, clock=now
            )
            await newsroom.env.restart_bot(new_bot(services))
            newsroom.services = services
        await newsroom.env.advance_time(125)


def edits_of(newsroom: Newsroom, card: Any) -> int:
    return len([r for r in newsroom.env.http_requests if r.method == "PATCH" and r.path.endswith(f"/{card.id}")])


def digests(newsroom: Newsroom) -> list[Any]:
    """Return the digests that stand in their channel."""
    return [message for message in newsroom.digest.history() if "Test yourself" in buttons_of(message)]


async def told_in_both(newsroom: Newsroom, text: str) -> None:
    """Have an article told at once and in a digest."""
    await switch_on(newsroom)
    await newsroom.services.digests.change(
        GuildId(newsroom.guild.id),
        UserId(newsroom.alice.id),
        lambda s: replace(s, digest_channel=ChannelId(newsroom.digest.id)),
    )
    await hand_in(newsroom, text, channel=newsroom.general)
    await tick(newsroom)
    await newsroom.env.advance_time(1)
    await newsroom.services.digests.post_now(GuildId(newsroom.guild.id), key=7)
    assert len(digests(newsroom)) == 1
