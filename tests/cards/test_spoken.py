"""Headlines, countries and numbers in languages other than English."""

import string

import pytest

from bot.cards import country_names, slot_headlines
from bot.cards.country_names import in_text, name_of_code, short_name
from bot.cards.slot_headlines import headline_of
from bot.languages import Languages, load_languages
from bot.model.countries import Country
from bot.model.ids import CountryCode
from bot.model.language import Language, numeral, say, speaking
from bot.model.languages import LANGUAGES
from bot.model.plover import EventType
from bot.model.reading import Event, Status
from data.reference import load_gazetteer
from tests.cards import samples as s

CATALOGUES = load_languages()
OTHERS = sorted(set(LANGUAGES) - {"en-GB"})
GERMAN = CATALOGUES.of("de")
GAZETTEER = load_gazetteer()


def headline(event: Event, language: Language = GERMAN) -> str:
    with speaking(language):
        return headline_of(s.stored(1, event))


@pytest.mark.parametrize("kind", EventType)
@pytest.mark.parametrize("tag", OTHERS)
def test_every_type_has_its_headlines_in_every_language(kind: EventType, tag: str) -> None:
    language = CATALOGUES.of(tag)
    shapes = {
        headline(s.event(type_=kind), language),
        headline(s.event(type_=kind, target=()), language),
        headline(s.event(type_=kind, source=()), language),
        headline(s.event(type_=kind, source=(), target=()), language),
        headline(s.event(type_=kind, reciprocal=True), language),
        *(headline(s.event(type_=kind, status=status), language) for status in Status),
    }
    assert len(shapes) == 5 + len(Status) - 1
    assert not any("{" in shape or "Kari Lund and Pablo Reyes meet" in shape for shape in shapes)


def test_who_acts_on_whom_stays_clear() -> None:
    said = headline(s.event(type_=EventType.ACCUSE))
    assert said.index("Kari Lund (Norwegen)") < said.index("Pablo Reyes (Chile)")


def test_english_keeps_the_event_s_own_headline() -> None:
    for tag in ("en-GB", "en-US", "it"):
        assert headline(s.event(), CATALOGUES.of(tag)) == "Kari Lund and Pablo Reyes meet in Oslo"


def test_a_state_has_its_name_in_the_language_once() -> None:
    stored = s.stored(1, s.event(type_=EventType.SANCTION))
    with speaking(GERMAN):
        named = slot_headlines._named(stored.event.source[0], "Norway")
        assert named == "Norwegen"


def test_each_template_has_the_values_that_it_is_given() -> None:
    for kind in slot_headlines._TEMPLATES.values():
        texts = (
            (kind.towards, {"source", "target"}),
            (kind.alone, {"source"}),
            (kind.upon, {"target"}),
            (kind.mutual, {"source", "target"}),
            (kind.bare, set[str]()),
        )
        for text, values in texts:
            assert {name for _, name, _, _ in string.Formatter().parse(text) if name} == values


@pytest.mark.parametrize(
    ("tag", "name"),
    [("de", "Deutschland"), ("ja", "ドイツ"), ("ru", "Германия"), ("it", "Germany"), ("en-GB", "Germany")],
)
def test_countries_are_named_in_the_language(tag: str, name: str) -> None:
    with speaking(CATALOGUES.of(tag)):
        assert short_name(GAZETTEER.country(CountryCode("DEU"))) == name


@pytest.mark.parametrize("tag", OTHERS)
def test_within_a_sentence_a_country_has_no_english_article(tag: str) -> None:
    usa = GAZETTEER.country(CountryCode("USA"))
    with speaking(CATALOGUES.of(tag)):
        assert name_of_code(CountryCode("USA"), "United States") == short_name(usa)
        assert in_text(usa) == short_name(usa)
        assert all(short_name(country) for country in GAZETTEER.countries.values())
    assert in_text(usa) == "the US"


def test_what_the_cldr_has_no_name_for_stands_in_our_own_catalogue() -> None:
    sides: list[Country] = [*GAZETTEER.unions.values(), *GAZETTEER.countries.values()]
    assert {one.short for one in sides if one.alpha2 is None or one.code in GAZETTEER.unions} <= country_names._OWN


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en-GB", "1,204 of +1.5"), ("de", "1.204 of +1,5"), ("fr", "1\u202f204 of +1,5"), ("ru", "1\u00a0204 of +1,5")],
)
def test_numbers_are_written_as_the_language_does(tag: str, said: str) -> None:
    with speaking(CATALOGUES.of(tag)):
        assert say("{n:,} of {change:+.1f}", n=1204, change=1.5) == said
        assert numeral(1204) == said.split(" of ", maxsplit=1)[0]


def test_a_year_is_no_number_to_be_grouped() -> None:
    with speaking(Languages().of("de")):
        assert say("in {year}", year=2024) == "in 2024"
