"""Who is spoken to in which language: readers in theirs, channels in the server's; and the commands' own texts."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord import interactions

from bot.app import build_services
from bot.client import Backchannel
from bot.command_texts import CommandTranslator, command_texts, siblings
from bot.languages import Languages, load_languages
from bot.languages.fitness import command_fault
from bot.model.errors import InvalidInputError
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.language import told
from bot.model.languages import LANGUAGES
from bot.model.settings import GuildSettings
from bot.reading_pool import ReadingPool
from bot.replies import reply_for
from bot.services import Services
from bot.studio import Studio
from config.settings import Settings
from data.store import Store
from tests.discord.conftest import Newsroom, now
from tests.discord.looking import select_of, shown_by, text_of

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
TEXTS = {
    "de": {
        ("headline", "{source} → {target}: talks"): "Gespräche zwischen {source} und {target}",
        ("headline", "{source} and {target}: talks"): "Gespräche zwischen {source} und {target}",
        ("headline", "{source}: talks"): "Gespräche von {source}",
        ("command name", "events"): "ereignisse",
        ("command name", "relations"): "Kein Name",
        ("command description", "What an article says, each point with the sentences that prove it."): "Was er sagt",
        ("menu", "Read this message"): "Diese Nachricht lesen",
        ("choice", "Talks"): "Gespräche",
        (None, "{what} is of no use"): "{what} taugt nichts",
    },
    "fr": {
        ("headline", "{source} → {target}: talks"): "Entretiens entre {source} et {target}",
        ("headline", "{source} and {target}: talks"): "Entretiens entre {source} et {target}",
        ("headline", "{source}: talks"): "Entretiens de {source}",
        (None, "{what} is of no use"): "{what} ne sert à rien",
    },
}


@pytest.fixture
def languages(tmp_path: Path) -> Languages:
    """A German and a French of a few texts."""
    for tag, texts in TEXTS.items():
        entries = [
            (f'msgctxt "{context}"\n' if context else "") + f'msgid "{english}"\nmsgstr "{said}"\n'
            for (context, english), said in texts.items()
        ]
        (tmp_path / f"{tag}.po").write_text("\n".join([HEADER, *entries]), encoding="utf-8")
    return load_languages(tmp_path)


@pytest.fixture
async def services(store: Store, readers: ReadingPool, studio: Studio, languages: Languages) -> AsyncIterator[Services]:
    """The use cases, with these languages."""
    settings = Settings(allow_private_addresses=True, fetch_pause_s=0)
    built = build_services(settings, store, readers, studio, clock=now, languages=languages)
    yield built
    await built.web.close()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let all who act read another language: simcord has everybody's Discord in American English."""

    def choose(locale: str) -> None:
        def payload(*args: Any, **kwargs: Any) -> Any:
            record, made = plain(*args, **kwargs)
            return record, {**made, "locale": locale}

        monkeypatch.setattr(interactions, "base_payload", payload)

    plain = interactions.base_payload
    return choose


async def speak(newsroom: Newsroom, tag: str) -> None:
    def edit(kept: GuildSettings) -> GuildSettings:
        return replace(kept, digest=replace(kept.digest, locale=tag))

    await newsroom.services.digests.change(GuildId(newsroom.guild.id), UserId(newsroom.alice.id), edit)


async def picked(newsroom: Newsroom, card: Any, kind: str = "Talks") -> str:
    select = select_of(card, "Open")
    value = next(one["value"] for one in select["options"] if kind in one["description"])
    shown = await newsroom.bob.select(card, [value], custom_id=select["custom_id"])
    assert shown.ephemeral
    return text_of(shown_by(shown))


async def test_a_private_answer_is_in_the_reader_s_language_and_the_channel_s_is_not(
    newsroom: Newsroom, reads: Callable[[str], None]
) -> None:
    reads("de")
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert "### June 2023" in text_of(card)
    assert "Gespräche" not in text_of(card)
    told = await picked(newsroom, card)
    assert "Gespräche" in told
    assert "(Vereinigte Staaten)" in told
    assert "2023" in told


async def test_a_channel_reads_the_server_s_language(newsroom: Newsroom, reads: Callable[[str], None]) -> None:
    await speak(newsroom, "fr")
    reads("de")
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert "### juin 2023" in text_of(card)
    assert "Entretiens" in text_of(card)
    assert "Gespräche" not in text_of(card)
    assert "Gespräche" in await picked(newsroom, card)


async def test_outside_of_servers_the_reader_s_language_is_spoken(
    newsroom: Newsroom, reads: Callable[[str], None]
) -> None:
    reads("ja")
    shown = text_of(shown_by(await newsroom.bob.user.slash("events", country="China", other="US")))
    assert "2023年6月" in shown


async def test_an_english_reader_in_a_french_server_reads_english(
    newsroom: Newsroom, reads: Callable[[str], None]
) -> None:
    await speak(newsroom, "fr")
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    told = await picked(newsroom, card)
    assert "Entretiens" not in told
    assert "juin" not in told


async def test_a_digest_speaks_the_server_s_language(newsroom: Newsroom, reads: Callable[[str], None]) -> None:
    await speak(newsroom, "fr")
    await newsroom.services.digests.change(
        GuildId(newsroom.guild.id),
        UserId(newsroom.alice.id),
        lambda kept: replace(kept, digest_channel=ChannelId(newsroom.digest.id)),
    )
    reads("de")
    done = await newsroom.alice.slash(newsroom.general, "digest preview")
    assert done.ephemeral
    assert any(month in text_of(shown_by(done)) for month in MONTHS_OF_FRANCE)
    await newsroom.services.digests.post_now(GuildId(newsroom.guild.id), key=1)
    (posted,) = newsroom.digest.history()
    assert any(month in text_of(posted) for month in MONTHS_OF_FRANCE)


MONTHS_OF_FRANCE = (
    "janvier", "févr", "mars", "avril", "mai", "juin", "juil", "août", "sept", "octobre", "oct.", "nov", "déc",
)  # fmt: skip


async def test_a_setup_takes_over_the_language_of_a_community(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = interactions.base_payload

    def payload(*args: Any, **kwargs: Any) -> Any:
        record, made = plain(*args, **kwargs)
        return record, {**made, "guild_locale": "fr"}

    monkeypatch.setattr(interactions, "base_payload", payload)
    card = shown_by(await newsroom.alice.slash(newsroom.digest, "setup"))
    for label in ("Next", "Next", "Next"):
        card = shown_by(await newsroom.alice.click(card, label=label))
    assert "Français" in text_of(card)
    await newsroom.alice.click(card, label="Start")
    kept = await newsroom.services.digests.settings(GuildId(newsroom.guild.id))
    assert kept.digest.locale == "fr"


def test_an_error_is_said_in_the_language_of_its_reader(languages: Languages) -> None:
    with languages.speaking("fr"):
        error = InvalidInputError(user_text=told("{what} is of no use", what="Oslo"))
    with languages.speaking("de"):
        card, is_fault = reply_for(error, "/events", "a1")
    assert not is_fault
    assert "Oslo taugt nichts" in str(card.to_components())


async def test_discord_is_told_the_commands_in_every_language(newsroom: Newsroom) -> None:
    sent = {(one["name"], one["type"]): one for one in newsroom.env.backend.commands[None].values()}
    assert sent["events", 1]["name_localizations"] == {"de": "ereignisse"}
    assert sent["relations", 1]["name_localizations"] == {}  # "Kein Name" is no name for Discord
    assert sent["summary", 1]["description_localizations"] == {"de": "Was er sagt"}
    assert sent["Read this message", 3]["name_localizations"] == {"de": "Diese Nachricht lesen"}
    kinds = next(one for one in sent["events", 1]["options"] if one["name"] == "kind")["choices"]
    talks = next(one for one in kinds if one["name"] == "Talks")
    assert talks["name_localizations"] == {"de": "Gespräche"}


async def test_help_names_the_commands_as_discord_does(newsroom: Newsroom, reads: Callable[[str], None]) -> None:
    reads("de")
    shown = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "help")))
    assert "**/ereignisse**" in shown
    assert "**/relations**" in shown
    assert "Was er sagt" in shown


@pytest.mark.parametrize("tag", LANGUAGES)
async def test_the_house_s_translations_of_commands_are_such_as_discord_takes(newsroom: Newsroom, tag: str) -> None:
    bot = newsroom.env.bot
    assert isinstance(bot, Backchannel)
    menus = bot.tree.get_commands(type=discord.AppCommandType.message)
    commands = [*bot.tree.get_commands(type=discord.AppCommandType.chat_input), *menus]
    catalogue = load_languages().of(tag).catalogue
    for context, english in command_texts(commands):
        said = catalogue.pgettext(context, english)
        assert not command_fault(context, said), (context, english, said)
    for names in siblings(commands):
        shown = [catalogue.pgettext("command name", name) for name in names]
        assert len(set(shown)) == len(shown), shown


async def test_what_discord_would_not_take_is_left_in_english(languages: Languages) -> None:
    translator = CommandTranslator(languages)
    where: Any = discord.app_commands.TranslationContext(
        discord.app_commands.TranslationContextLocation.command_name, data=command()
    )
    for english, locale, said in (
        ("events", discord.Locale.german, "ereignisse"),
        ("relations", discord.Locale.german, None),
        ("events", discord.Locale.british_english, None),
        ("events", discord.Locale.italian, None),
    ):
        assert await translator.translate(discord.app_commands.locale_str(english), locale, where) == said


def command() -> discord.app_commands.Command[Any, ..., None]:
    async def callback(interaction: discord.Interaction[Any]) -> None: ...

    return discord.app_commands.Command(name="events", description="Events.", callback=callback)
