"""Which pairs an event joins where unions take part: as an article's pair, for filters, for a digest, for an editor."""

from dataclasses import replace

import pytest

from bot.digest.statements import statements
from bot.event_desk.edits import Coding, coding_of, edit_of_coding
from bot.model.countries import IGO, Dyad
from bot.model.decisions import NamedSide
from bot.model.ids import ArticleId, CountryCode, EventId
from bot.model.pairs import article_pair, pairs_between
from bot.model.plover import EventType
from bot.model.reading import Reading, SummaryPart, SummaryPoint
from bot.model.topics import events_of
from data.reference import load_gazetteer
from tests.cards import samples as s
from tests.data.build import CHN, FRA, USA, Told, reading

WORLD = load_gazetteer()
BODIES = WORLD.body_names
EU = CountryCode("XEU")
CHINA_EU = Dyad(first=CHN, second=EU)


def told(*source: str) -> Reading:
    return reading(Told(headline="The Commission accuses China", source=source, target=("CHN",), act=EventType.ACCUSE))


def test_an_article_is_about_a_union_where_unions_are_known() -> None:
    found = told("European Commission/IGO")
    assert article_pair(found, CHINA_EU, BODIES) == CHINA_EU
    assert article_pair(found, Dyad(first=USA, second=CHN), BODIES) == Dyad(first=EU, second=CHN)
    assert article_pair(found, CHINA_EU) is None
    assert article_pair(told("Nordic Council/IGO"), CHINA_EU, BODIES) is None


def test_a_filter_looks_at_unions() -> None:
    (facts,) = events_of(told("European Commission/IGO", "FRA"), BODIES)
    assert facts.pairs == {"CHN-XEU", "CHN-FRA"}
    assert facts.countries == {EU, FRA, CHN}


@pytest.mark.parametrize(
    ("source", "target", "reciprocal", "keys"),
    [
        ((CHN,), (EU,), False, {"CHN-XEU"}),
        ((CHN, None), (EU, CHN), False, {"CHN-XEU"}),
        ((CHN, USA), (EU,), False, {"CHN-XEU", "USA-XEU"}),
        ((CHN, USA), (EU,), True, {"CHN-XEU", "USA-XEU", "CHN-USA"}),
        ((EU,), (EU,), True, set()),
        ((), (EU,), True, set()),
    ],
)
def test_pairs_between_sides(
    source: tuple[CountryCode | None, ...], target: tuple[CountryCode | None, ...], reciprocal: bool, keys: set[str]
) -> None:
    assert pairs_between(source, target, reciprocal=reciprocal) == keys


def test_a_union_s_own_words_stand_under_what_each_side_said() -> None:
    found = told("European Commission/IGO")
    point = SummaryPoint(lead="", text="The Commission accuses China of delay.", part=SummaryPart.SAID, sentences=(1,))
    found = replace(found, summary=replace(found.summary, full=(point,)))
    article = replace(s.article(), id=ArticleId(7), reading=found, event_ids=(EventId(1),))
    (said,) = statements([article], CHINA_EU, BODIES)
    assert (said.country, said.text) == (EU, point.text)


def test_an_editor_types_a_union_and_gets_the_body_by_its_name() -> None:
    stored = s.stored(1, s.event(source=(IGO,), target=(CHN,)), names=("European Commission", "China"))
    before = coding_of(stored, WORLD)
    assert (before.source, before.target) == ("European Union", "China")
    same = Coding(kind=before.kind, status=before.status, source=before.source, target=before.target)
    assert edit_of_coding(stored, same, WORLD).source is None
    edit = edit_of_coding(stored, replace(same, source="NATO, Norway"), WORLD)
    assert edit.source == (
        NamedSide(code=IGO, name="North Atlantic Treaty Organization"),
        NamedSide(code=CountryCode("NOR"), name="Norway"),
    )
