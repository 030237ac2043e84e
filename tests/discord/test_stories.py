"""/stories: each story once, whoever printed it; the tenth copy of one adds a name and nothing else."""

from dataclasses import replace

from bot.model.digest import DigestDecision
from bot.model.ids import ArticleId, GuildId
from tests.discord.conftest import Newsroom
from tests.discord.looking import select_of, shown_by, text_of
from tests.discord.test_duplicates import TEXT, at, bring, copies, event_number
from tests.discord.test_outlets import SECOND
from tests.discord.test_updates import cards, switch_on, tick

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


async def test_a_story_that_was_told_at_once_is_not_told_again_by_a_later_article(newsroom: Newsroom) -> None:
    await switch_on(newsroom, per_hour=5)
    await bring(newsroom, TEXT)
    await tick(newsroom)
    later = f"{SECOND} Norway rejected a request of Chile on 14 March 2024, a spokesman of the ministry said in Oslo."
    brought = await bring(newsroom, at("Andes Daily", later))
    await tick(newsroom)
    article = await newsroom.services.newsroom.article(brought.article or ArticleId(0), GuildId(newsroom.guild.id))
    assert len(set(article.event_ids)) == 2
    assert len(cards(newsroom.general)) == 1
    why = await newsroom.services.digests.why(GuildId(newsroom.guild.id))
    left = [str(entry.reason) for entry in why.decisions if entry.decision is DigestDecision.LEFT_TO_DIGEST]
    told = await event_number(newsroom)
    assert [reason.split(";")[0] for reason in left] == [f"Its story was told with {told}"]
