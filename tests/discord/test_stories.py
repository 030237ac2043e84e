"""/stories: each story once, whoever printed it; the tenth copy of one adds a name and nothing else."""

from dataclasses import replace

from tests.discord.conftest import Newsroom
from tests.discord.looking import select_of, shown_by, text_of
from tests.discord.test_duplicates import TEXT, at, bring, copies
from tests.discord.test_outlets import SECOND
from tests.discord.test_updates import switch_on

OTHER = (
    "French President Luc Martin accused Norway on 14 March 2024 of fishing in French waters. Norway rejected the "
    "accusation. Martin spoke in Brest before fishermen who had blocked the harbour for two days with their boats."
)


async def test_articles_about_one_event_are_one_line_with_their_sources(newsroom: Newsroom) -> None:
    await switch_on(newsroom)
    await bring(newsroom, replace(TEXT, url="https://www.reuters.com/1", source="Reuters"))
    await bring(newsroom, at("Andes Daily", SECOND))
    for text in copies()[2:5]:
        await bring(newsroom, text)
    await bring(newsroom, at("Gull", OTHER, title="A quarrel at sea"))
    card = shown_by(await newsroom.bob.slash(newsroom.general, "stories"))
    shown = text_of(card)
    assert "last 7 days · 3 articles · 2 stories" in shown
    assert "2 articles by 2 outlets · copied by 3 more" in shown
    assert "[Reuters](https://www.reuters.com/1) (agency, 🇬🇧) · [Andes Daily]" in shown
    assert "1 article by 1 outlet" in shown
    picker = select_of(card, "Pair")
    await newsroom.carol.select(card, ["CHL-NOR"], custom_id=picker["custom_id"])
    assert "## 🇳🇴 Norway – 🇨🇱 Chile\n-# last 7 days · 2 articles · 1 story" in text_of(card)
    assert "1 article by 1 outlet" not in text_of(card)


async def test_without_articles_the_card_says_so(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "stories"))
    assert "No article came in within the last 7 days." in text_of(card)
