"""Catalogues are read, and what can't be used in them is as if it were not there."""

import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.languages import PSEUDO, load_languages
from bot.languages.mentions import mention_commands
from bot.model.language import ENGLISH, Language, say, say_as, say_n, speaking

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
RUSSIAN = """
msgid "{n} event"
msgid_plural "{n} events"
msgstr[0] "{n} событие"
msgstr[1] "{n} события"
msgstr[2] "{n} событий"
"""
GERMAN = """
msgid "Open"
msgstr "Öffnen"

msgctxt "state"
msgid "Open"
msgstr "Offen"

#, fuzzy
msgid "Close"
msgstr "Nah"

msgid "Back"
msgstr ""

msgid "By {who} on {day}"
msgstr "Am {day} von {who}"

msgid "From {place}"
msgstr "Aus {ort}"

msgctxt "command name"
msgid "events"
msgstr "Große Ereignisse"

msgid "{n} event"
msgid_plural "{n} events"
msgstr[0] "{n} Ereignis"
msgstr[1] ""
"""


def spoken_of(folder: Path, tag: str, entries: str) -> Language:
    (folder / f"{tag}.po").write_text(HEADER + entries, encoding="utf-8")
    return load_languages(folder).of(tag)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 событий"),
        (1, "1 событие"),
        (2, "2 события"),
        (5, "5 событий"),
        (11, "11 событий"),
        (21, "21 событие"),
        (22, "22 события"),
        (112, "112 событий"),
    ],
)
def test_the_plural_is_the_language_s_own(tmp_path: Path, count: int, said: str) -> None:
    with speaking(spoken_of(tmp_path, "ru", RUSSIAN)):
        assert say_n("{n} event", "{n} events", count) == said


def test_a_translation_is_found_by_its_sense(tmp_path: Path) -> None:
    with speaking(spoken_of(tmp_path, "de", GERMAN)):
        assert say("Open") == "Öffnen"
        assert say_as("state", "Open") == "Offen"
        assert say("By {who} on {day}", who="A", day="B") == "Am B von A"


def test_what_is_fuzzy_empty_or_unfit_is_said_in_english(tmp_path: Path) -> None:
    with speaking(spoken_of(tmp_path, "de", GERMAN)):
        assert say("Close") == "Close"
        assert say("Back") == "Back"
        assert say("From {place}", place="X") == "From X"
        assert say_as("command name", "events") == "events"
        assert say_n("{n} event", "{n} events", 1) == "1 event"
        assert say_n("{n} event", "{n} events", 2) == "2 events"
        assert say("Nowhere to be found") == "Nowhere to be found"


def test_a_command_named_in_a_text_is_named_as_the_language_has_it() -> None:
    """A particle that stands without a space after the name belongs to the sentence, not to the name."""
    entries = """
msgctxt "command name"
msgid "events"
msgstr "사건"

msgid "See /events"
msgstr "/events에 있습니다. /eventsx"
"""
    catalogue = read_po(io.BytesIO((HEADER + entries).encode()), locale="ko")
    mention_commands(catalogue, ["events"])
    assert catalogue["See /events"].string == "/사건에 있습니다. /eventsx"


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [
        ("de", "de"),
        ("es", "es-ES"),
        ("es-419", "es-ES"),
        ("pt", "pt-BR"),
        ("zh", "zh-CN"),
        ("zh-HK", "zh-TW"),
        ("en-US", "en-US"),
        ("it", "it"),
    ],
)
def test_a_server_s_setting_means_a_language(tmp_path: Path, tag: str, spoken: str) -> None:
    assert load_languages(tmp_path).of(tag).tag == spoken


def test_a_reader_of_no_language_of_ours_reads_english(tmp_path: Path) -> None:
    languages = load_languages(tmp_path)
    assert languages.for_reader("it") == languages.for_reader("en-US") == ENGLISH
    assert languages.for_reader("es-419").tag == "es-ES"


def test_the_catalogues_of_the_house_are_read() -> None:
    assert load_languages().of("ja").catalogue.info()["language"] == "ja"


def test_the_language_that_nobody_speaks_shows_what_is_said() -> None:
    with speaking(PSEUDO):
        said = say("Open {what}", what="Ukraine")
        assert said.startswith("⟦Ôpéñ Ukraine")
        assert said.endswith("⟧")
        assert len(said) > len("Open Ukraine") + 2
        assert say_n("{n:,} event", "{n:,} events", 1200).startswith("⟦1,200 évéñťš")
