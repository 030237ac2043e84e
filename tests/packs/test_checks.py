"""What an entry must be like: each fault is found, and a sound pack has none."""

import pytest

from bot.packs.checks import check_pack
from bot.packs.style import banned_words
from tests.packs.samples import ENTRY, GAZETTEER, HEAD, TEXT, TREATY, pack


def faults(text: str) -> list[str]:
    return [str(one) for one in check_pack(pack(text), GAZETTEER)]


def test_a_sound_pack_has_no_fault() -> None:
    assert faults(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "nor-chl"', 'id = "chl-nor"', "pack: its id is that of its pair, nor-chl"),
        ("2001-05-14-visit", "2002-05-14-visit", "its id begins with its date, 2001-05-14"),
        ("2001-05-14-visit", "2001-05-15-visit", "its id says 2001-05-15, its date 2001-05-14"),
        ("checked = 2024-03-14", "checked = 2001-05-15", "it was checked on 2001-05-15, before it ended"),
        ("Ane Dahl | President", "Bo Lind | President", "Bo Lind (NOR) is not in data/reference/offices.toml"),
        ("Ane Dahl | President", "Ane Dahl | Minister", "Ane Dahl was not Minister then"),
        ('"2001-05-14/2001-05-16"', '"2011-05-14/2011-05-16"', "Ane Dahl was not President then"),
        ('["CHL"]', '["PER"]', None),
        ('["Ane Dahl | President | NOR"]', '["FRA"]', "a headline begins with who acts: France"),
        ('target = ["CHL"]', "target = []", "only one side takes part"),
        ("Ane Dahl visits Chile with", "In May Ane Dahl visits Chile with", "a headline begins with who acts"),
        ("a trade delegation", "a trade delegation in May", "a headline has no date"),
        ("a trade delegation", "a trade delegation.", "a headline has no full stop"),
        ("visits Chile with", "visits Chile: with", "a headline is one clause"),
        ("a trade delegation", "a historic delegation", "not “historic”: it judges"),
        ("Ane Dahl was the first", "Ane Dahl was this year the first", "not “this year”: it means nothing"),
        ("ferry line.", "ferry line", "a context ends with a full stop"),
        ("https://andes.example/1", "https://andes.example/1?utm_source=x", "an address without trackers"),
        ("https://andes.example/1", "https://fjord.example/visits", "a source is named twice"),
    ],
)
def test_each_fault_is_found(old: str, new: str, told: str | None) -> None:
    text = (HEAD + ENTRY).replace("significance = 4", "significance = 3")
    assert old in text
    found = faults(text.replace(old, new, 1))
    assert any(told in one for one in found) if told else found == []


def test_doubles_are_found() -> None:
    again = ENTRY.replace("2001-05-14-visit", "2001-05-14-again").replace(
        "Ane Dahl visits Chile", "Ane Dahl visits Chile at last"
    )
    assert faults(TEXT + ENTRY)[0] == "2001-05-14-visit: another entry has its id"
    assert faults(TEXT + ENTRY.replace("2001-05-14-visit", "2001-05-14-b")) == [
        "2001-05-14-b: it has the headline of 2001-05-14-visit"
    ]
    assert faults(TEXT + again) == [
        "2001-05-14-again: it has the days, type, parties and most words of 2001-05-14-visit"
    ]


def test_a_pack_may_ask_for_two_sources_or_a_primary_one() -> None:
    strict = HEAD + "two_sources = true\n"
    assert faults(strict + ENTRY) == []
    assert faults(strict + TREATY) == ["1999-02-treaty: it needs two sources of different publishers, or a primary one"]


@pytest.mark.parametrize(
    "text", ["The Great Leap Forward", "the State Sponsors of Terrorism list", "an unhistoric day"]
)
def test_names_and_parts_of_words_are_no_judgement(text: str) -> None:
    assert list(banned_words(text)) == []
