"""Texts by language: what is looked up, in which form, and for how long."""

import asyncio
import gettext

from bot.model.language import ENGLISH, Language, say, say_as, say_n, speaking, spoken


class Doubling(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"{message}!"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{msgid1 if n in (1, 2) else msgid2}!"

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}:{message}"


LOUD = Language(tag="qps", catalogue=Doubling())


def test_english_is_said_as_it_stands() -> None:
    assert say("Nothing found in {place}.", place="Oslo {x}") == "Nothing found in Oslo {x}."
    assert say("A form with {braces}") == "A form with {braces}"
    assert (say_n("{n} event", "{n} events", 1), say_n("{n} event", "{n} events", 2)) == ("1 event", "2 events")
    assert say_n("{n} event", "{n} events", 2000, n="2,000") == "2,000 events"
    assert say_as("month", "May") == "May"


def test_another_language_is_spoken_for_as_long_as_its_block_lasts() -> None:
    with speaking(LOUD):
        assert spoken() is LOUD
        assert say("Hello {name}", name="Ada") == "Hello Ada!"
        assert say_n("{n} day", "{n} days", 2) == "2 day!"
        assert say_as("month", "May") == "month:May"
    assert spoken() is ENGLISH
    assert say("Hello") == "Hello"


async def test_two_tasks_speak_their_own_languages() -> None:
    begun = asyncio.Event()

    async def loud() -> str:
        with speaking(LOUD):
            begun.set()
            await asyncio.sleep(0)
            return say("yes")

    async def plain() -> str:
        await begun.wait()
        return say("yes")

    assert list(await asyncio.gather(loud(), plain())) == ["yes!", "yes"]
