"""Wrong answers that nobody believes: friends in a quarrel, allies, great powers, steps that two cannot take."""

from dataclasses import replace

import pytest

from bot.model.ids import CountryCode
from bot.model.questions import QuestionKind
from bot.quiz.believable import believable
from bot.quiz.draft import Wrong
from bot.quiz.means import lacks_means, lacks_means_of_step
from bot.quiz.second_look import looked_at
from bot.quiz.temper import Feeling, feeling
from tests.quiz.desks import EXPELS, KNOWN, desk_of, drafted
from tests.quiz.world import on_day


def test_friends_had_relations_long_before() -> None:
    desk = desk_of(EXPELS, texts=("Peru established relations with Cuba.",))
    clause = replace(desk.clauses["event 0"], lemma="establish", past="established", rest=" relations with Cuba")
    wrong = tuple(Wrong(text=name, reason="") for name in ("Brazil", "Laos", "Chad"))
    stem = "With which country did Peru establish relations on 8 May 2023?"
    draft = drafted(desk_of(EXPELS)).but(fact="event 0 target", key="Cuba", wrong=wrong, stem=stem)
    kept = looked_at(draft, replace(desk, clauses={"event 0": clause}))
    assert kept is not None
    assert feeling(KNOWN, CountryCode("BRA"), CountryCode("PER")) is Feeling.FRIEND
    assert [each.text for each in kept.wrong] == ["Laos", "Chad"]


def test_who_begins_relations_is_asked_among_those_near_the_right_one_where_enough_are() -> None:
    desk = desk_of(EXPELS)
    clause = replace(desk.clauses["event 0"], lemma="open", past="opened", rest=" ties with Chad")
    names = ("Chad", "Niger", "Vietnam", "Cameroon", "Nigeria")
    wrong = tuple(Wrong(text=name, reason="") for name in names[1:])
    draft = drafted(desk).but(fact="event 0 target", key="Chad", wrong=wrong, stem="With which country did Peru …?")
    begun = replace(desk, clauses={"event 0": clause})
    assert [each.text for each in believable(draft, begun).wrong] == ["Niger", "Cameroon", "Nigeria"]
    assert believable(draft.but(wrong=wrong[:3]), begun).wrong == wrong[:3]


def test_no_ally_bears_sanctions() -> None:
    desk = desk_of(EXPELS)
    clause = replace(desk.clauses["event 0"], lemma="lift", past="lifted", rest=" its embargo against Cuba")
    wrong = tuple(Wrong(text=name, reason="") for name in ("Brazil", "Venezuela", "The Philippines"))
    draft = drafted(desk).but(kind=QuestionKind.CLOZE, fact="event 0 target", key="Peru", wrong=wrong)
    kept = believable(draft, replace(desk, clauses={"event 0": clause}))
    assert feeling(KNOWN, CountryCode("VEN"), CountryCode("CUB")) is Feeling.ALLY
    assert [each.text for each in kept.wrong] == ["Brazil", "The Philippines"]


@pytest.mark.parametrize(
    ("lemma", "rest", "kept"),
    [
        pytest.param("suspend", " its immigration agreement with Cuba", ["Canada"], id="who has an agreement"),
        pytest.param("restrict", " imports of sugar from Cuba", ["Canada", "The US"], id="what takes none"),
    ],
)
def test_who_had_no_relations_then_had_no_agreement(lemma: str, rest: str, kept: list[str]) -> None:
    desk = desk_of(EXPELS)
    fact = replace(desk.story.facts[0], when=on_day(1985, 5, 20))
    clause = replace(desk.clauses["event 0"], lemma=lemma, past=f"{lemma}ed", rest=rest)
    wrong = tuple(Wrong(text=name, reason="") for name in ("Canada", "The US"))
    draft = drafted(desk).but(key="Peru", wrong=wrong)
    story = replace(desk.story, facts=(fact,))
    found = believable(draft, replace(desk, story=story, clauses={"event 0": clause}))
    assert [each.text for each in found.wrong] == kept


def test_who_acts_in_concert_with_the_right_one_is_no_wrong_answer() -> None:
    desk = desk_of(EXPELS)
    wrong = tuple(Wrong(text=name, reason="") for name in ("Estonia", "Sweden", "Poland"))
    draft = drafted(desk).but(key="Latvia", wrong=wrong)
    assert [each.text for each in believable(draft, desk).wrong] == ["Sweden", "Poland"]
    assert believable(draft.but(key="Poland"), desk).wrong == wrong[:2]


def test_great_powers_had_relations_long_before() -> None:
    desk = desk_of(EXPELS)
    clause = replace(desk.clauses["event 0"], lemma="restore", past="restored", rest=" relations with Cuba")
    wrong = tuple(Wrong(text=name, reason="") for name in ("France", "Chad"))
    draft = drafted(desk).but(fact="event 0 target", key="Cuba", wrong=wrong, stem="With which country did Peru …?")
    assert [each.text for each in believable(draft, replace(desk, clauses={"event 0": clause})).wrong] == ["Chad"]
    late = tuple(Wrong(text=name, reason="") for name in ("France", "Japan", "Vietnam"))
    with_china = believable(draft.but(key="China", wrong=late), replace(desk, clauses={"event 0": clause}))
    assert [each.text for each in with_china.wrong] == ["Vietnam"]


def test_members_of_one_market_ban_none_of_each_other_s_goods() -> None:
    desk = desk_of(EXPELS)
    target = replace(desk.story.facts[0].target[0], country=CountryCode("LTU"), name="Lithuania")
    fact = replace(desk.story.facts[0], target=(target,))
    clause = replace(desk.clauses["event 0"], lemma="suspend", past="suspended", rest=" imports of milk from Lithuania")
    wrong = tuple(Wrong(text=name, reason="") for name in ("France", "Sweden", "Belarus"))
    trade = replace(desk, story=replace(desk.story, facts=(fact,)), clauses={"event 0": clause})
    assert [each.text for each in believable(drafted(desk).but(key="Russia", wrong=wrong), trade).wrong] == ["Belarus"]


def test_the_right_one_is_not_alone_from_elsewhere() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk).but(fact="event 0 target", key="Libya", stem="With which country did Peru …?")

    def left(*names: str) -> list[str]:
        target = replace(desk.story.facts[0].target[0], country=CountryCode("LBY"), name="Libya")
        fact = replace(desk.story.facts[0], target=(target,))
        clause = replace(desk.clauses["event 0"], lemma="ban", past="banned", rest=" tours to Libya")
        offered = draft.but(wrong=tuple(Wrong(text=name, reason="") for name in names))
        story = replace(desk.story, facts=(fact,))
        return [
            each.text for each in believable(offered, replace(desk, story=story, clauses={"event 0": clause})).wrong
        ]

    assert left("Ecuador", "Chile", "Venezuela", "Brazil", "Algeria") == ["Ecuador", "Chile", "Algeria"]
    assert left("Ecuador", "Algeria", "Chile") == ["Ecuador", "Algeria", "Chile"]
    assert left("Ecuador", "Chile", "Venezuela") == []


def test_a_country_that_deals_with_few_is_offered_only_where_it_quarrels() -> None:
    desk = desk_of(EXPELS)
    wrong = tuple(Wrong(text=name, reason="") for name in ("Brazil", "North Korea"))
    draft = drafted(desk).but(wrong=wrong)
    assert [each.text for each in believable(draft, desk).wrong] == ["Brazil"]
    foes = replace(desk.story.facts[0], target=(replace(desk.story.facts[0].target[0], country=CountryCode("KOR")),))
    bans = replace(desk.clauses["event 0"], lemma="ban", past="banned", rest=" tours to South Korea")
    quarrel = replace(desk, story=replace(desk.story, facts=(foes,)), clauses={"event 0": bans})
    assert "North Korea" in [each.text for each in believable(draft, quarrel).wrong]


def test_only_what_two_countries_have_is_offered_as_a_step() -> None:
    def lacks(step: str, one: str, other: str) -> bool:
        return lacks_means_of_step(step, CountryCode(one), CountryCode(other), KNOWN)

    assert lacks("Froze the assets of two Malaysian banks", "PRK", "MYS")
    assert not lacks("Froze the assets of two Georgian banks", "RUS", "GEO")
    assert lacks("Suspended talks with Malaysia on a trade agreement", "PRK", "MYS")
    assert not lacks("Suspended talks with Peru on a trade agreement", "COL", "PER")
    assert lacks("Cancelled a visit by the US defence minister", "COL", "USA")
    assert not lacks("Cancelled a visit by the Peruvian defence minister", "COL", "PER")
    assert lacks("Suspended direct flights to Fiji", "PER", "FJI")
    assert lacks("Suspended direct flights to Russia", "NZL", "RUS")
    assert not lacks("Suspended direct flights to Russia", "GBR", "RUS")
    assert lacks("Closed its airspace to US airlines", "IND", "USA")
    assert not lacks("Closed its airspace to Pakistani airlines", "IND", "PAK")
    assert lacks("Froze the assets of two US banks", "TUR", "USA")
    assert lacks("Pulled out of a joint military exercise with Taiwan", "MWI", "TWN")
    assert lacks("Closed its airspace to US airlines", "TUR", "USA")
    assert lacks("Stopped deliveries of weapons to the US", "IND", "USA")
    assert lacks("Expelled three US diplomats", "JPN", "USA")
    assert lacks("Banned all imports of food from Niger", "USA", "NER")
    assert not lacks("Banned all imports of food from Moldova", "RUS", "MDA")
    assert not lacks("Suspended talks with the US on a trade agreement", "JPN", "USA")
    assert lacks("Recalled its ambassador to China", "PRY", "CHN")
    assert lacks("Banned all imports of food from Cuba", "USA", "CUB")
    assert lacks("Stopped issuing visas to North Korean officials", "KOR", "PRK")
    assert not lacks("Stopped issuing visas to Venezuelan officials", "COL", "VEN")
    assert not lacks("Recalled its ambassador to China", "AUS", "CHN")


@pytest.mark.parametrize(
    ("stem", "key", "others", "fit", "unfit"),
    [
        pytest.param("shared a stretch of Arctic seabed", "NOR", (), "CAN", "BLR", id="a sea has its shores"),
        pytest.param("ended its relations", "SLB", ("TWN",), "VUT", "AUS", id="only who had relations ends them"),
        pytest.param("ceded a peninsula", "NGA", ("CMR",), "GNQ", "TCD", id="who has no coast cedes none"),
        pytest.param("gave security assistance to a country", "USA", (), "DEU", "IND", id="who gives much"),
        pytest.param("had its development cooperation suspended", "BEL", (), "FRA", "BDI", id="who gives"),
        pytest.param("signed a free trade agreement with", "IND", ("CHE",), "BRA", "DEU", id="whose union signs"),
        pytest.param("did the EU open accession talks with", "TUR", (), "GEO", "IRN", id="who may join"),
        pytest.param("signed a treaty of good neighbourly relations", "RUS", ("FIN",), "NOR", "GBR", id="neighbours"),
        pytest.param("bombed a city", "USA", (), "TUR", "CHE", id="who attacks nobody"),
        pytest.param("sent its foreign minister", "THA", (), "JPN", "USA", id="who has a minister of that title"),
        pytest.param("sent soldiers to cross", "SEN", ("GMB",), "SEN", "MRT", id="who crosses is beside"),
    ],
)
def test_means_are_those_of_the_place(stem: str, key: str, others: tuple[str, ...], fit: str, unfit: str) -> None:
    sides = tuple(map(CountryCode, others))
    assert not lacks_means(CountryCode(fit), CountryCode(key), sides, stem, KNOWN)
    assert lacks_means(CountryCode(unfit), CountryCode(key), sides, stem, KNOWN)
