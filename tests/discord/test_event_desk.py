"""The event desk, as editors and others use it."""

from dataclasses import replace
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.digest.mending import COALESCED
from bot.model.countries import Dyad
from bot.model.errors import EventDeskError, NotEnoughFactsError
from bot.model.ids import ChannelId, CountryCode, DecisionId, EventId, GuildId, UserId
from bot.model.members import Member
from bot.model.settings import UpdatePlan
from bot.model.stored import EventQuery, StoredEvent
from bot.quizmaster.questions import article_questions
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, fill, parts_of, shown_by, text_of

MET = "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on 14 March 2024."
METAGAIN = (
    "Norway's Foreign Minister Kari Lund met President Pablo Reyes of Chile in Oslo on 14 March 2024, officials said."
)
LATER = "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Santiago on 20 May 2024."
PAIR = Dyad(first=CountryCode("NOR"), second=CountryCode("CHL"))


async def hand_in(newsroom: Newsroom, text: str, *, title: str = "Lund meets Reyes", on: str = "2024-03-20") -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    await fill(newsroom.bob, form, title=title, date_of_publication=on, text=text)


async def events_of(newsroom: Newsroom) -> tuple[StoredEvent, ...]:
    """Return the timeline of Norway and Chile, oldest first."""
    query = EventQuery(guild=GuildId(newsroom.guild.id), pair=PAIR, oldest_first=True)
    return (await newsroom.services.newsroom.timeline(query)).events


async def on_desk(newsroom: Newsroom, number: EventId, *, by: MemberActor | None = None) -> Any:
    return shown_by(await (by or newsroom.alice).slash(newsroom.general, "event edit", number=f"E{number}"))


def options_of(form: Any, label: str) -> list[dict[str, Any]]:
    """Return the options of a form's select."""
    (field,) = (row["component"] for row in form.modal["components"] if row["label"] == label)
    return list(field["options"])


async def tick(newsroom: Newsroom) -> None:
    await newsroom.services.digests.tick()
    await newsroom.env.advance_time(COALESCED.total_seconds() + 1)
    await newsroom.services.digests.tick()


@pytest.mark.parametrize(
    ("command", "options"),
    [("event review", {}), ("event edit", {"number": "E1"}), ("event history", {"number": "E1"})],
)
async def test_only_those_who_manage_the_server_come_to_the_desk(
    newsroom: Newsroom, command: str, options: dict[str, str]
) -> None:
    refused = await newsroom.bob.slash(newsroom.general, command, **options)
    assert shown_by(refused).ephemeral
    assert "Not yours to change" in text_of(shown_by(refused))
    assert "Not yours to change" not in text_of(
        shown_by(await newsroom.alice.slash(newsroom.general, command, **options))
    )


async def test_the_walk_shows_why_and_a_confirmed_event_does_not_come_again(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.alice.slash(newsroom.general, "event review"))
    assert card.ephemeral
    first = text_of(card)
    total = int(first.split("Event desk · 1 of ")[1].split("\n")[0])
    assert total > 2
    assert "Why it is here" in first
    assert list(buttons_of(card)) == ["Confirm", "Edit", "Withdraw", "More", "Skip"]
    assert buttons_of(card)["Edit"]["disabled"], "the starter pack is everyone's"
    await newsroom.alice.click(card, label="Skip")
    assert f"2 of {total}" in text_of(card)
    second = text_of(card).split("\n")[1]
    await newsroom.alice.click(card, label="Confirm")
    assert f"2 of {total - 1}" in text_of(card)
    assert "was confirmed" in text_of(card)
    assert second not in text_of(card)
    again = shown_by(await newsroom.alice.slash(newsroom.general, "event review"))
    assert text_of(again) == first.replace(f"of {total}", f"of {total - 1}")


async def test_a_walk_comes_to_its_end(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.alice.slash(newsroom.general, "event review"))
    while "Skip" in buttons_of(card):
        await newsroom.alice.click(card, label="Skip")
    assert "That was the last one" in text_of(card)
    await newsroom.alice.click(card, label="Start again")
    while "Confirm" in buttons_of(card):
        await newsroom.alice.click(card, label="Confirm")
    assert "No event is in doubt" in text_of(card)


async def test_an_edit_is_shown_before_it_is_saved_told_in_the_event_and_undone(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MET)
    (event,) = await events_of(newsroom)
    card = await on_desk(newsroom, event.id)
    form = await newsroom.alice.click(card, label="Edit")
    await fill(
        newsroom.alice, form,
        headline="Kari Lund receives Pablo Reyes.", date="12–18 March 2024", place="Bergen",
        reason="The ministry says so",
    )  # fmt: skip
    shown = text_of(card)
    assert "Save this change?" in shown
    assert "Date · 14 March 2024" in shown
    assert "Date · **12–18 March 2024**" in shown
    assert (await events_of(newsroom)) == (event,)
    await newsroom.alice.click(card, label="Save")
    assert f"E{event.id} was edited" in text_of(card)
    public = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=f"E{event.id}"))
    assert "## Kari Lund receives Pablo Reyes" in text_of(public)
    assert "12–18 March 2024 (set by an editor of this server)" in text_of(public)
    assert "an editor of this server set the headline, date and place" in text_of(public)
    await newsroom.alice.click(card, label="More")
    await newsroom.alice.click(card, label="History")
    told = text_of(card)
    assert f"**Edited** · <@{newsroom.alice.id}>" in told
    assert "Place · Oslo → Bergen" in told
    assert "Reason · The ministry says so" in told
    await newsroom.alice.click(card, label="Undo edit")
    assert f"Undone by <@{newsroom.alice.id}>" in text_of(card)
    assert (await events_of(newsroom)) == (event,)


async def test_kind_status_and_sides_are_chosen(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MET)
    (event,) = await events_of(newsroom)
    card = await on_desk(newsroom, event.id)
    await newsroom.alice.click(card, label="More")
    form = await newsroom.alice.click(card, label="Kind and sides")
    assert [one["label"] for one in options_of(form, "Kind") if one.get("default")] == ["Talks"]
    await fill(
        newsroom.alice, form, kind=["AGREE"], status=["planned"], who="chile", towards="Norway, Japan", reason=""
    )
    assert "**✍️ Agreement**" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    (changed,) = await events_of(newsroom)
    assert (changed.event.type, changed.event.status) == ("AGREE", "planned")
    assert (changed.source_names, changed.target_names) == (("Chile",), ("Norway", "Japan"))


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        ("date", "14 March", "is no date"),
        ("headline", "  .", "A headline has one sentence"),
        ("date", "14 March 2024", "nothing to save"),
    ],
)
async def test_what_is_typed_is_checked_at_once(newsroom: Newsroom, field: str, typed: str, answer: str) -> None:
    await hand_in(newsroom, MET)
    (event,) = await events_of(newsroom)
    card = await on_desk(newsroom, event.id)
    form = await newsroom.alice.click(card, label="Edit")
    values = {"headline": event.event.headline, "date": "14 March 2024", "place": "Oslo", "reason": ""} | {field: typed}
    sent = await fill(newsroom.alice, form, **values)
    assert answer in text_of(shown_by(sent))
    assert await events_of(newsroom) == (event,)


async def test_a_merge_is_previewed_kept_as_it_was_and_saved(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MET)
    await hand_in(newsroom, LATER, title="Another", on="2024-05-25")
    first, second = await events_of(newsroom)
    card = await on_desk(newsroom, second.id)
    for button in ("Keep as it was", "Save"):
        await newsroom.alice.click(card, label="More")
        form = await newsroom.alice.click(card, label="Merge into…")
        await fill(newsroom.alice, form, is_one_with=f"e{first.id}", reason="One visit")
        assert "Merge these events?" in text_of(card)
        assert "2 reports" in text_of(card)
        assert len(await events_of(newsroom)) == 2
        await newsroom.alice.click(card, label=button)
    (one,) = await events_of(newsroom)
    assert len(one.reports) == 2
    for number in (first.id, second.id):
        shown = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=f"E{number}"))
        assert f"Event E{one.id}" in text_of(shown)


async def test_a_split_takes_the_chosen_reports_out(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MET)
    await hand_in(newsroom, METAGAIN, title="Another")
    (event,) = await events_of(newsroom)
    assert len(event.reports) == 2
    card = await on_desk(newsroom, event.id)
    await newsroom.alice.click(card, label="More")
    form = await newsroom.alice.click(card, label="Split")
    options = options_of(form, "Reports that leave")
    assert [one["label"].split(" · ")[0] for one in options] == ["Lund meets Reyes", "Another"]
    await fill(newsroom.alice, form, reports_that_leave=[options[1]["value"]], reason="")
    assert "a new number" in text_of(card)
    await newsroom.alice.click(card, label="Save")
    assert [len(one.reports) for one in await events_of(newsroom)] == [1, 1]


async def test_of_two_editors_the_second_is_told_what_changed(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    dan = newsroom.guild.add_member(newsroom.env.create_user("dan", global_name="Dan"), roles=[role])
    await hand_in(newsroom, MET)
    (event,) = await events_of(newsroom)
    of_alice, of_dan = await on_desk(newsroom, event.id), await on_desk(newsroom, event.id, by=dan)
    form = await newsroom.alice.click(of_alice, label="Edit")
    stale = await dan.click(of_dan, label="Withdraw")
    await fill(newsroom.alice, form, headline=event.event.headline, date="14 March 2024", place="Bergen", reason="")
    await newsroom.alice.click(of_alice, label="Save")
    for refused in (await fill(dan, stale, reason="A rumour"), await dan.click(of_dan, label="Confirm")):
        assert shown_by(refused).ephemeral
        assert "has changed since this card was shown" in text_of(shown_by(refused))
    (now,) = await events_of(newsroom)
    assert (now.event.place, now.is_withdrawn) == ("Bergen", False)
    await dan.click(of_dan, label="More")
    await dan.click(of_dan, label="Back")
    await dan.click(of_dan, label="Confirm")
    assert "was confirmed" in text_of(of_dan)


async def test_a_draft_is_saved_once_however_often_it_is_clicked(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MET)
    (event,) = await events_of(newsroom)
    card = await on_desk(newsroom, event.id)
    form = await newsroom.alice.click(card, label="Edit")
    await fill(newsroom.alice, form, headline=event.event.headline, date="14 March 2024", place="Bergen", reason="")
    (save,) = (part["custom_id"] for part in parts_of(card) if part.get("label") == "Save")
    draft = DecisionId(int(save.split(":")[1]))
    await newsroom.alice.click(card, label="Save")
    by = Member(guild=GuildId(newsroom.guild.id), user=UserId(newsroom.alice.id))
    with pytest.raises(EventDeskError) as caught:
        await newsroom.services.event_desk.save(by, draft)
    assert "saved already" in caught.value.user_text
    _, decided = await newsroom.services.event_desk.history(by.guild, event.id)
    assert len(decided) == 1


async def test_a_withdrawn_event_is_gone_and_its_posted_card_says_why_until_it_is_undone(newsroom: Newsroom) -> None:
    await newsroom.services.digests.change(
        GuildId(newsroom.guild.id),
        UserId(newsroom.alice.id),
        lambda s: replace(
            s, pair=PAIR, updates=UpdatePlan(channel=ChannelId(newsroom.digest.id), floor=0.1, per_hour=3)
        ),
    )
    await hand_in(newsroom, MET)
    await tick(newsroom)
    (event,) = await events_of(newsroom)
    (posted,) = newsroom.digest.history()
    before = text_of(posted)
    card = await on_desk(newsroom, event.id)
    form = await newsroom.alice.click(card, label="Withdraw")
    await fill(newsroom.alice, form, reason="The outlet took it back.")
    assert "The event is withdrawn" in text_of(card)
    assert await events_of(newsroom) == ()
    shown = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=f"E{event.id}")))
    assert "✗ **withdrawn** · The outlet took it back." in shown
    timeline = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "events", country="Norway", other="Chile")))
    assert "No events yet" in timeline
    await tick(newsroom)
    (posted,) = newsroom.digest.history()
    assert "The outlet took it back." in text_of(posted)
    await newsroom.alice.click(card, label="Undo withdrawal")
    assert await events_of(newsroom) == (event,)
    await tick(newsroom)
    (posted,) = newsroom.digest.history()
    assert "The outlet took it back." not in text_of(posted)
    assert before.split("\n")[1] in text_of(posted)


async def test_a_member_s_report_brings_an_event_to_the_desk_first(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MET)
    (event,) = await events_of(newsroom)
    shown = shown_by(await newsroom.bob.slash(newsroom.general, "event show", number=f"E{event.id}"))
    form = await newsroom.bob.click(shown, label="Report")
    await fill(newsroom.bob, form, what_is_wrong="It was on the 15th.")
    card = shown_by(await newsroom.alice.slash(newsroom.general, "event review"))
    walked = text_of(card)
    while f"E{event.id}" not in walked:
        await newsroom.alice.click(card, label="Skip")
        walked = text_of(card)
    assert "1 member reported a mistake" in walked
    assert "It was on the 15th." in walked


async def test_an_old_card_asks_for_the_right_at_each_click(newsroom: Newsroom) -> None:
    role = newsroom.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("dan", global_name="Dan")
    dan = newsroom.guild.add_member(user, roles=[role])
    await hand_in(newsroom, MET)
    (event,) = await events_of(newsroom)
    card = await on_desk(newsroom, event.id, by=dan)
    newsroom.guild.remove_member(dan)
    dan = newsroom.guild.add_member(user)
    for label in ("Confirm", "Edit", "Withdraw", "More"):
        assert "Not yours to change" in text_of(shown_by(await dan.click(card, label=label)))


async def test_events_are_offered_by_number_and_by_words(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MET)
    (event,) = await events_of(newsroom)
    for typed in (f"e{event.id}", str(event.id), "reyes"):
        (choice,) = await newsroom.bob.autocomplete(newsroom.general, "event show", "number", typed)
        assert choice["value"] == f"E{event.id}"
        assert choice["name"] == f"E{event.id} · {event.event.headline}"


async def updates_in(newsroom: Newsroom) -> list[str]:
    """Return how many sources each posted update names, as its button does."""
    await tick(newsroom)
    return [label for message in newsroom.digest.history() for label in buttons_of(message) if "Sources" in label]


async def test_a_split_off_event_is_told_as_no_news_and_the_posted_card_follows(newsroom: Newsroom) -> None:
    await newsroom.services.digests.change(
        GuildId(newsroom.guild.id),
        UserId(newsroom.alice.id),
        lambda s: replace(
            s, pair=PAIR, updates=UpdatePlan(channel=ChannelId(newsroom.digest.id), floor=0.1, per_hour=9)
        ),
    )
    await hand_in(newsroom, MET)
    await hand_in(newsroom, METAGAIN, title="Another")
    (event,) = await events_of(newsroom)
    assert await updates_in(newsroom) == ["Sources (2)"]
    case = await newsroom.services.event_desk.case(GuildId(newsroom.guild.id), event.id)
    by = Member(guild=GuildId(newsroom.guild.id), user=UserId(newsroom.alice.id))
    draft = await newsroom.services.event_desk.split(by, event.id, case.version, frozenset({case.articles[1]}), "")
    split = await newsroom.services.event_desk.save(by, draft.id)
    assert len(await events_of(newsroom)) == 2
    assert await updates_in(newsroom) == ["Sources (1)"]
    await newsroom.services.event_desk.undo(by, split.id)
    assert await updates_in(newsroom) == ["Sources (2)"]


async def test_a_digest_tells_nothing_of_what_is_withdrawn(newsroom: Newsroom) -> None:
    guild = GuildId(newsroom.guild.id)
    await newsroom.services.digests.change(
        guild, UserId(newsroom.alice.id), lambda s: replace(s, pair=PAIR, digest_channel=ChannelId(newsroom.digest.id))
    )
    await hand_in(newsroom, "Norwegian Foreign Minister Kari Lund accused Chile of jamming ships on 14 March 2024.")
    await newsroom.env.advance_time(24 * 3600)
    await newsroom.alice.slash(newsroom.general, "digest now")
    by = Member(guild=guild, user=UserId(newsroom.alice.id))
    for event in await events_of(newsroom):
        case = await newsroom.services.event_desk.case(guild, event.id)
        await newsroom.services.event_desk.withdraw(by, event.id, case.version, "The outlet took it back.")
    await newsroom.alice.slash(newsroom.general, "digest now")
    first, second = (text_of(message) for message in sorted(newsroom.digest.history(), key=lambda one: one.id))
    assert first.count("accuse") > 1
    assert "What each side said" in first
    assert "accuse" not in second


async def test_an_article_s_quiz_asks_nothing_of_what_an_editor_withdrew(newsroom: Newsroom) -> None:
    guild = GuildId(newsroom.guild.id)
    found = await newsroom.services.newsroom.choose_article("blinken", guild)

    async def asked() -> set[EventId]:
        made = await article_questions(
            newsroom.store, found.id, guild=guild, gazetteer=newsroom.services.gazetteer, seed=1, limit=10
        )
        return {event for one in made for event in one.events}

    before = await asked()
    gone = min(before)
    case = await newsroom.services.event_desk.case(guild, gone)
    by = Member(guild=guild, user=UserId(newsroom.alice.id))
    await newsroom.services.event_desk.withdraw(by, gone, case.version, "Off topic.")
    try:
        left = await asked()
    except NotEnoughFactsError:
        left = set()
    assert gone not in left
    assert left <= {*found.event_ids}
