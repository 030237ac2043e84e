"""Texts by language: what is looked up, in which form, and for how long."""

import asyncio
import gettext
import pickle

from bot.model.language import (
    ENGLISH,
    Language,
    english_of,
    recalled,
    say,
    say_as,
    say_n,
    speaking,
    spoken,
    told,
    told_as,
    told_n,
)


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


def test_a_text_is_said_in_the_language_spoken_when_it_is_shown() -> None:
    with speaking(LOUD):
        text = told("“{typed}” is no day.", typed="x{y}")
        days = told_n("{n} day", "{n} days", 2)
        month = told_as("month", "May")
    assert [str(text), str(days), str(month)] == ["“x{y}” is no day.", "2 days", "May"]
    with speaking(LOUD):
        assert [str(text), str(days), str(month)] == ["“x{y}” is no day.!", "2 day!", "month:May"]
        assert english_of(text) == "“x{y}” is no day."
    assert english_of("as it is") == "as it is"


def test_a_text_stands_in_another_and_is_said_in_the_same_language() -> None:
    text = told("Allow {permission} here.", permission=told_as("permission", "Send Messages"))
    assert str(text) == "Allow Send Messages here."
    with speaking(LOUD):
        assert str(text) == "Allow permission:Send Messages here.!"
        assert say("So: {text}", text=text) == "So: Allow permission:Send Messages here.!!"


def test_a_text_crosses_to_another_process_and_is_still_said_late() -> None:
    text = told_n("{n} page of {site}", "{n} pages of {site}", 3, site=told("a site"))
    back = pickle.loads(pickle.dumps(text))  # noqa: S301 (what the process pool does)
    assert back == text
    with speaking(LOUD):
        assert str(back) == "3 pages of a site!!"


def test_a_sentence_of_the_store_is_said_anew_and_none_stays_none() -> None:
    with speaking(LOUD):
        assert recalled("The channel is gone.") == "The channel is gone.!"
        assert recalled("") == ""
