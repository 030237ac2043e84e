"""Parties that a clause only goes back to, and what a text says in its own voice."""

from datetime import date

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText
from bot.reading.pipeline import read
from tests.reading.events.conftest import Reader

Sides = tuple[list[str], list[str]]


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        ("Benin accused Togo of smuggling. Togo rejected the accusations.", "REJECT", (["TGO"], ["BEN"])),
        (
            "Mali's army began an offensive in Guinea on Monday. The operation was condemned by Senegal and by Ghana.",
            "ACCUSE",
            (["SEN", "GHA"], ["MLI"]),
        ),
        (
            "Latvia imposed an embargo on Belarus. The new policy prohibits all flights to Belarus.",
            "SANCTION",
            (["LVA"], ["BLR"]),
        ),
        (
            "Nepal's premier answered the new rules in a letter: \"I strongly reject India's embargo.\"",
            "REJECT",
            (["NPL"], ["IND"]),
        ),
        ("Hungary has kept a fence that Serbia criticised again on Monday.", "ACCUSE", (["SRB"], ["HUN"])),
        ("The decree, which Brazil has rejected, was issued by Peru in March.", "REJECT", (["BRA"], ["PER"])),
        (
            "Malaysia keeps up a policy of turning away boats which, it is said, Norway has criticised.",
            "ACCUSE",
            (["NOR"], ["MYS"]),
        ),
        (
            "In March Chad imposed restrictions on Libyan oil. Libya has criticised restrictions as upsetting trade.",
            "ACCUSE",
            (["LBY"], ["TCD"]),
        ),
        ("Japan shares Vietnam's concern over Chinese patrols.", "ACCUSE", (["JPN"], ["CHN"])),
        ("Norway's support for the people of Belarus will not falter.", "SUPPORT", (["NOR"], ["BLR"])),
        ('Fiji\'s premier wrote, "I count on Tonga to act with care."', "REQUEST", (["FJI"], ["TON"])),
        (
            "Kenya's minister sent a letter requesting new trade rules to Tanzania's premier.",
            "REQUEST",
            (["KEN"], ["TZA"]),
        ),
        ("Spain supports Chile in calling on Peru to free the crew.", "REQUEST", (["CHL"], ["PER"])),
        ("Peru's envoy alleged Chile had added to the misery of farmers.", "ACCUSE", (["PER"], ["CHL"])),
        (
            "Peru voted. Peru's premier won. Peru's army watched. Police said 90 people had been detained by May.",
            "COERCE",
            (["PER"], ["PER"]),
        ),
        ("Over 90 states recognised Kosovo, but Chad and Mali refused to do so.", "REJECT", (["TCD", "MLI"], ["XKX"])),
        ("Libyan forces shelled a town in Chad and seized a school in a village.", "COERCE", (["LBY"], ["TCD"])),
        (
            "Norway arrested Juan Soto in May. Peru's envoy, Luis Rojas, met Juan Soto and called his arrest a crime.",
            "ACCUSE",
            (["PER"], ["NOR"]),
        ),
        ("Japan's premier reaffirmed that Japan is committed to talks with Laos.", "AGREE", (["JPN"], ["LAO"])),
    ],
)
def test_who_is_meant(told: Reader, text: str, kind: str, sides: Sides) -> None:
    article = told(text)
    assert sides in [article.sides(event) for event in article.events if event.type.value == kind]


def test_nobody_is_meant_where_only_a_place_is_named(told: Reader) -> None:
    article = told("The bombings in Kenya killed 40 people on Monday. Egypt condemned the bombings.")
    blame = next(event for event in article.events if event.type.value == "ACCUSE")
    assert article.sides(blame) == (["EGY"], [])


def test_a_rule_that_is_to_come_is_planned_for_its_day(told: Reader) -> None:
    article = told(
        "Latvia imposed an embargo on Belarus. The policy, which is to take effect on April 10, prohibits all flights "
        "to Belarus."
    )
    event = article.events[-1]
    assert (event.type.value, event.act.value, event.status.value) == ("THREATEN", "SANCTION", "planned")
    assert event.when.range is not None
    assert event.when.range.start == date(2024, 4, 10)


def test_what_a_party_is_asked_to_do_is_not_reported_as_done(told: Reader) -> None:
    assert told("Egypt urged Jordan to limit Sudan's exports.").types.count("SANCTION") == 0


def test_what_only_must_be_done_is_no_act(told: Reader) -> None:
    assert told("Any decision to expel the party must be agreed by Chad and Niger.").types == []


def test_who_insists_on_doing_something_asks_nobody(told: Reader) -> None:
    assert told("Chad has insisted on using its veto.").types == []


def test_words_are_said_while_the_speaker_does_what_goes_on(told: Reader) -> None:
    article = told('Chad\'s premier said, "Libya should withdraw its troops", while addressing the press on Monday.')
    assert article.first.when.range is not None
    assert article.first.when.range.start == date(2024, 3, 11)


def test_saved_people_need_no_country(told: Reader) -> None:
    article = told("The Greek navy rescued 300 migrants on Monday, and Italy's coastguard saved 40 more.")
    assert [article.sides(event) for event in article.events] == [(["GRC"], []), (["ITA"], [])]


def test_a_statement_demands_in_its_own_voice(nlp: Language, gazetteer: Gazetteer) -> None:
    article = ArticleText(
        id="s",
        text="Russia must withdraw its ships and release the crew. Japan will act with its partners.",
        title="Statement by the Spokesperson of the Ministry of Foreign Affairs of Japan",
        published=date(2024, 3, 14),
        source=None,
        url=None,
    )
    first = read(article, nlp, gazetteer).events[0]
    assert (first.type.value, first.act.value) == ("REQUEST", "RETREAT")
    assert [party.country for party in first.source] == ["JPN"]
    assert [party.country for party in first.target] == ["RUS"]


def test_a_statement_reproaches_and_stands_firm_in_its_own_voice(nlp: Language, gazetteer: Gazetteer) -> None:
    article = ArticleText(
        id="s",
        text="We share Ukraine's concerns regarding Russia's shelling of ports. We will not waver in our support for "
        "the people of Ukraine. Moscow is denying basic freedoms to Tatars.",
        title="STATEMENT BY THE FOREIGN MINISTER OF CANADA ON UKRAINE",
        published=date(2024, 3, 14),
    )
    events = read(article, nlp, gazetteer).events
    told = [(e.type.value, e.source[0].country, e.target[0].country) for e in events]
    assert told == [("ACCUSE", "CAN", "RUS"), ("SUPPORT", "CAN", "UKR"), ("ACCUSE", "CAN", "RUS")]
    assert {e.when.range.start for e in events if e.when.range is not None} == {date(2024, 3, 14)}


def test_who_blocks_a_statement_does_not_make_it(told: Reader) -> None:
    assert told("Hungary blocked an EU statement condemning Georgia's crackdown.").types == ["REJECT"]


def test_who_takes_no_part_in_talks_holds_none(told: Reader) -> None:
    assert told("Chad will not appear at talks with Libya.").types.count("CONSULT") == 0
