"""/filter: what those who manage a server write, try, change and remove, and what others may not."""

from typing import Any

import discord
import pytest
from simcord.backend.errors import SetupError

from bot.model.ids import GuildId
from bot.model.plover import EventType
from bot.model.topics import EntryFacts, Topic
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, fill, parts_of, select_of, shown_by, text_of
from tests.topics.build import CHINA, JAPAN, entry, told
from tests.topics.feeds import bring

ENTRIES = (
    entry("Sport results", "The cup", outlet="BBC", domain="www.bbc.co.uk"),
    entry("Tariffs on *chips*", "A tariff on chips", told(EventType.SANCTION, 0.31), outlet="DW", domain="dw.com"),
    entry("Talks in Geneva", "Both sides talk", told(EventType.CONSULT, 0.8), outlet="DW", domain="dw.com"),
    entry("Visit to Tokyo", "A visit", told(EventType.CONSULT, 0.7, JAPAN, CHINA), outlet="BBC"),
    entry("Behind a wall", None, outlet="FT"),
)


@pytest.fixture
async def fed(newsroom: Newsroom) -> Newsroom:
    """The server, whose feed has brought five entries."""
    await bring(newsroom.store, guild_of(newsroom), ENTRIES)
    return newsroom


def guild_of(newsroom: Newsroom) -> GuildId:
    return GuildId(newsroom.guild.id)


async def filters_of(newsroom: Newsroom) -> tuple[Topic, ...]:
    return (await newsroom.services.topics.topics(guild_of(newsroom))).filters


async def write(newsroom: Newsroom, **typed: str) -> Any:
    """Open the form by the command, fill it in, and return the card of the draft."""
    form = await newsroom.alice.slash(newsroom.general, "filter add")
    return shown_by(await fill(newsroom.alice, form, **{"name": "Tariffs", **typed}))


async def save(newsroom: Newsroom, **typed: str) -> Any:
    card = await write(newsroom, **typed)
    await newsroom.alice.click(card, label="Save")
    return card


async def choose(newsroom: Newsroom, card: Any, placeholder: str, *values: str) -> None:
    await newsroom.alice.select(card, list(values), custom_id=select_of(card, placeholder)["custom_id"])


async def test_members_are_not_offered_it(newsroom: Newsroom) -> None:
    assert not {name for name in newsroom.bob.available_commands(newsroom.general) if name.startswith("filter")}
    with pytest.raises(SetupError):
        await newsroom.bob.slash(newsroom.general, "filter list")


async def test_the_empty_list_says_what_passes_without_a_filter(newsroom: Newsroom) -> None:
    result = await newsroom.alice.slash(newsroom.general, "filter list")
    assert result.ephemeral
    shown = text_of(shown_by(result))
    assert "No filter lets in, so an entry passes where it tells of a followed pair (🇺🇸 US – 🇨🇳 China)." in shown
    assert buttons_of(shown_by(result))["Add a filter"]["style"] == 1


async def test_a_filter_is_typed_tried_and_saved(fed: Newsroom) -> None:
    card = await write(fed, words="tariff* OR visa", outlets="dw.com")
    shown = text_of(card)
    assert "lets in · a new one, not saved" in shown
    assert "**Before**  **2** of the last 5 entries pass · 1 to be read first" in shown
    assert "**After**  **1** of the last 5 entries would · it fits 1" in shown
    assert "`tariff* OR visa`" in shown
    assert await filters_of(fed) == ()
    await fed.alice.click(card, label="Save")
    assert "✓ Saved" in text_of(card)
    assert "It fits **1** of the last 5 entries. With it 1 pass, without it 2 would." in text_of(card)
    (saved,) = await filters_of(fed)
    assert (saved.name, saved.words, saved.outlets) == ("Tariffs", "tariff* OR visa", ("dw.com",))
    assert saved.created_by == fed.alice.id


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": "tariff OR"}, "✗ Between “tariff OR” and the end a word is missing"),
        ({"words": "/(a/"}, "✗ The regular expression /(a/ is not valid"),
        ({"pairs": "Japan – Atlantis"}, "✗ “Japan – Atlantis” is no pair and no country"),
        ({"outlets": "x" * 90}, "is too long for an outlet"),
        ({"name": "   "}, "✗ The filter has no name"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
async def test_wrong_input_is_shown_with_its_place_and_kept_for_the_next_try(
    fed: Newsroom, typed: dict[str, str], said: str
) -> None:
    card = await write(fed, **typed)
    assert said in text_of(card)
    assert "shown once every ✗ is gone" in text_of(card)
    assert buttons_of(card)["Save"]["disabled"]
    form = await fed.alice.click(card, label="Edit rule")
    assert form.modal is not None
    ((field, value),) = typed.items()
    kept = {row["label"].casefold(): row["component"].get("value") for row in form.modal["components"]}
    assert kept[field] == value
    await fill(fed.alice, form, name="Tariffs", words="tariff*", pairs="", outlets="")
    assert "✗" not in text_of(card)
    await fed.alice.click(card, label="Save")
    assert [one.words for one in await filters_of(fed)] == ["tariff*"]


async def test_effect_kinds_and_weight_are_chosen_and_tried_at_once(fed: Newsroom) -> None:
    card = await write(fed)
    assert "would · 1 to be read first · it fits 2" in text_of(card)
    await choose(fed, card, "Any kind", "SANCTION", "ASSAULT")
    assert "⛔ Sanctions and 💥 Use of force" in text_of(card)
    assert "**1** of the last 5 entries would" in text_of(card)
    await choose(fed, card, "Weight", "0.6")
    assert "**0** of the last 5 entries would" in text_of(card)
    await fed.alice.click(card, label="Keep out instead")
    await choose(fed, card, "Weight", "0")
    assert "**1** of the last 5 entries would" in text_of(card)
    await fed.alice.click(card, label="Save")
    (saved,) = await filters_of(fed)
    assert saved.kinds == {EventType.SANCTION, EventType.ASSAULT}
    assert "keeps out" in text_of(card)


async def test_a_filter_that_would_keep_everything_out_is_not_saved(fed: Newsroom) -> None:
    card = await write(fed)
    await fed.alice.click(card, label="Keep out instead")
    assert "✗ This would keep everything out" in text_of(card)
    assert buttons_of(card)["Save"]["disabled"]


async def test_a_taken_name_is_said_on_the_card_and_nothing_typed_is_lost(fed: Newsroom) -> None:
    await save(fed, words="tariff*")
    card = await write(fed, name="TARIFFS", words="visa")
    await fed.alice.click(card, label="Save")
    assert "✗ Another filter is named “TARIFFS” already" in text_of(card)
    assert "`visa`" in text_of(card)
    assert len(await filters_of(fed)) == 1


async def test_a_dry_run_says_of_each_entry_why(fed: Newsroom) -> None:
    await save(fed, words="tariff*")
    await save(fed, name="Weighty", pairs="Japan – China")
    result = await fed.alice.slash(fed.general, "filter test")
    assert result.ephemeral
    shown = text_of(shown_by(result))
    assert "## 2 of the last 5 entries pass" in shown
    assert "✓ 2 · ✗ 2 · ○ 1 not read" in shown
    assert "✓ **Visit to Tokyo**" in shown
    assert "let in by “Weighty”" in shown
    assert "✗ Tariffs, words: no “tariff\\*” · ✗ Weighty, pair: nothing of its pairs" in shown
    assert "○ not read, so what it tells is not known" in shown
    assert "Tariffs on \\*chips\\*" in shown


async def test_a_dry_run_lists_what_is_asked_for_in_pages(newsroom: Newsroom) -> None:
    many: list[EntryFacts] = [entry(f"Talks {n}", "Talks", told(weight=n / 20)) for n in range(20)]
    await bring(newsroom.store, guild_of(newsroom), many)
    card = await write(newsroom, name="Weighty")
    await choose(newsroom, card, "Weight", "0.6")
    await newsroom.alice.click(card, label="Save")
    run = shown_by(await newsroom.alice.slash(newsroom.general, "filter test"))
    assert "## 8 of the last 20 entries pass" in text_of(run)
    assert "Page 1 of 3" in text_of(run)
    await choose(newsroom, run, "Show", "fail")
    assert "Page 1 of 2" in text_of(run)
    assert "✗ weight: 0.55 is below 0.6" in text_of(run)
    await newsroom.alice.click(run, label="Older ›")
    assert "Page 2 of 2" in text_of(run)
    assert "Talks 0" in text_of(run)
    assert buttons_of(run)["Older ›"]["disabled"]
    await choose(newsroom, run, "Show", "open")
    assert "None of the entries is of this kind" in text_of(run)


async def test_a_draft_is_tried_before_it_is_saved(fed: Newsroom) -> None:
    card = await write(fed, words="talks")
    await fed.alice.click(card, label="Dry run")
    assert "with the change, not saved" in text_of(card)
    assert "## 1 of the last 5 entries would pass" in text_of(card)
    assert "✗ words: no “talks”" in text_of(card)
    await fed.alice.click(card, label="Back")
    assert "a new one, not saved" in text_of(card)


async def test_without_entries_a_dry_run_says_so(newsroom: Newsroom) -> None:
    notice = shown_by(await newsroom.alice.slash(newsroom.general, "filter test"))
    assert "Nothing to try it on" in text_of(notice)
    card = await write(newsroom, words="talks")
    assert "No feed of this server has brought an entry yet" in text_of(card)
    assert not buttons_of(card)["Save"].get("disabled")


async def test_a_filter_is_opened_edited_switched_and_removed(fed: Newsroom) -> None:
    await save(fed, words="tariff*")
    card = shown_by(await fed.alice.slash(fed.general, "filter list"))
    assert "**1. Tariffs** · lets in" in text_of(card)
    await fed.alice.click(card, label="Open 1")
    await fed.alice.click(card, label="Turn off")
    assert "**off**" in text_of(card)
    assert "Without it 2 pass, with it 1 would." in text_of(card)
    await fed.alice.click(card, label="Edit")
    form = await fed.alice.click(card, label="Edit rule")
    await fill(fed.alice, form, name="Levies", words="lev*")
    await fed.alice.click(card, label="Save")
    (saved,) = await filters_of(fed)
    assert (saved.name, saved.words, saved.is_on) == ("Levies", "lev*", False)
    await fed.alice.click(card, label="Turn on")
    await fed.alice.click(card, label="Remove")
    assert "Remove this filter?" in text_of(card)
    assert "**2** of the last 5 entries would pass" in text_of(card)
    await fed.alice.click(card, label="Keep it")
    assert len(await filters_of(fed)) == 1
    await fed.alice.click(card, label="Remove")
    await fed.alice.click(card, label="Remove")
    assert "✓ “Levies” is removed" in text_of(card)
    assert await filters_of(fed) == ()


async def test_each_change_stands_in_the_history_and_is_undone(fed: Newsroom) -> None:
    card = await save(fed, words="tariff*")
    await fed.alice.click(card, label="Remove")
    await fed.alice.click(card, label="Remove")
    await fed.alice.click(card, label="History")
    shown = text_of(card)
    assert shown.index("**Tariffs** · removed") < shown.index("**Tariffs** · added")
    assert f"<@{fed.alice.id}>" in shown
    await fed.alice.click(card, label="Undo 1")
    assert "**Now**\nNo such filter\n-# **2** of the last 5 entries pass" in text_of(card)
    assert "**1** of the last 5 entries would" in text_of(card)
    await fed.alice.click(card, label="Undo")
    assert "✓ The change of “Tariffs” is undone" in text_of(card)
    assert [one.words for one in await filters_of(fed)] == ["tariff*"]
    await fed.alice.click(card, label="Undo 3")
    await fed.alice.click(card, label="Undo")
    assert await filters_of(fed) == ()


async def test_what_can_not_be_undone_says_why(fed: Newsroom) -> None:
    card = await save(fed, words="tariff*")
    await fed.alice.click(card, label="Remove")
    await fed.alice.click(card, label="Remove")
    await save(fed, name="tariffs", words="visa")
    await fed.alice.click(card, label="History")
    await fed.alice.click(card, label="Undo 2")
    await fed.alice.click(card, label="Undo")
    assert "✗ Another filter is named “Tariffs” already" in text_of(card)
    assert buttons_of(card)["Undo"]["disabled"]
    await fed.alice.click(card, label="Keep as it was")
    await fed.alice.click(card, label="Undo 3")
    assert "All of this is so already" in text_of(card)
    assert [one.words for one in await filters_of(fed)] == ["visa"]


async def test_what_was_typed_can_be_dropped(fed: Newsroom) -> None:
    card = await write(fed, words="tariff*")
    await fed.alice.click(card, label="Discard")
    assert "## Filters" in text_of(card)
    assert await filters_of(fed) == ()


async def test_a_card_of_a_removed_filter_says_what_became_of_it(fed: Newsroom) -> None:
    old = await save(fed, words="tariff*")
    other = shown_by(await fed.alice.slash(fed.general, "filter list"))
    await fed.alice.click(other, label="Open 1")
    await fed.alice.click(other, label="Remove")
    await fed.alice.click(other, label="Remove")
    assert "removed in the meantime" in text_of(shown_by(await fed.alice.click(old, label="Turn off")))


async def test_an_old_card_does_not_obey_who_may_no_longer_manage(fed: Newsroom) -> None:
    manager = fed.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = fed.env.create_user("erin")
    erin = fed.guild.add_member(user, roles=[manager])
    form = await erin.slash(fed.general, "filter add")
    card = shown_by(await fill(erin, form, name="Mine"))
    late = await erin.click(card, label="Edit rule")
    fed.guild.remove_member(erin)
    erin = fed.guild.add_member(user)
    for label in ("Save", "Dry run", "Edit rule", "Discard"):
        assert "Not yours to change" in text_of(shown_by(await erin.click(card, label=label)))
    assert "Not yours to change" in text_of(shown_by(await fill(erin, late, name="Mine")))
    assert await filters_of(fed) == ()


async def test_twenty_filters_have_pages_and_no_one_more(fed: Newsroom) -> None:
    for number in range(20):
        card = await save(
            fed, name=f"Filter {number}", words="tariff* " * 20, pairs="US – China\nJapan – China\nFrance"
        )
    await fed.alice.click(card, label="All filters")
    assert "20 of 20" in text_of(card)
    assert buttons_of(card)["Add a filter"]["disabled"]
    for _ in range(3):
        await fed.alice.click(card, label="Next ›")
    assert "Page 4 of 4" in text_of(card)
    assert "**20. Filter 19**" in text_of(card)
    await fed.alice.click(card, label="Open 20")
    await fed.alice.click(card, label="Edit")
    assert [part for part in parts_of(card) if part["type"] == 3]
