"""Acts that a noun tells by itself: which are told, whose they are, when they took place."""

from datetime import date

import pytest

from bot.model.dates import DateRange
from tests.reading.events.conftest import Reader


def _days(first: date, last: date | None = None) -> DateRange:
    return DateRange(start=first, end=last or first)


@pytest.mark.parametrize(
    ("text", "kind", "sides", "when"),
    [
        (
            "Vietnam's premier condemned Laos's March 4 missile launch.",
            "MOBILIZE",
            (["LAO"], []),
            _days(date(2024, 3, 4)),
        ),
        (
            (
                "On Wednesday Chile's ministry blamed Peruvian hackers for a cyberattack on Monday evening which "
                "targeted the national bank's computer systems."
            ),
            "COERCE",
            (["PER"], ["CHL"]),
            _days(date(2024, 3, 11)),
        ),
        (
            "Ecuador closed a road on Tuesday after the 10 March raid by Colombian rebels.",
            "ASSAULT",
            (["COL"], []),
            _days(date(2024, 3, 10)),
        ),
        ("Togo has been the target of French sanctions since 2019.", "SANCTION", (["FRA"], ["TGO"]), None),
        ("Poland has been under Russian sanctions since January.", "SANCTION", (["RUS"], ["POL"]), None),
        (
            (
                "Ghana's minister said on Tuesday that Togo must pay. The speech came a week after an attack on fuel "
                "depots in northern Ghana."
            ),
            "ASSAULT",
            ([], ["GHA"]),
            None,
        ),
        (
            (
                "On Sunday, Kenya announced a full withdrawal from Somalia, beyond the withdrawal from the coast first "
                "announced on March 2."
            ),
            "RETREAT",
            (["KEN"], []),
            _days(date(2024, 3, 2)),
        ),
        (
            "Fiji's premier welcomed the 6 March talks between Samoa and Tonga.",
            "CONSULT",
            (["WSM"], ["TON"]),
            _days(date(2024, 3, 6)),
        ),
    ],
)
def test_a_noun_with_a_day_of_its_own_tells_its_act(
    told: Reader, text: str, kind: str, sides: tuple[list[str], list[str]], when: DateRange | None
) -> None:
    article = told(text)
    found = [event for event in article.events if event.type.value == kind and article.sides(event) == sides]
    assert found
    assert when is None or [event.when.range for event in found] == [when]


@pytest.mark.parametrize(
    "text",
    [
        "Chad's army fears an attack by Libya on Friday.",
        "Chad urged Libya to prevent an attack on its border on Friday.",
        "Without the raid on Chad on 4 March there would be peace, a Libyan minister said.",
        "Libya denied the attack on Chad on 4 March.",
        "Chad's president spoke of attacks on farmers.",
    ],
)
def test_what_may_not_have_taken_place_is_not_told(told: Reader, text: str) -> None:
    assert "ASSAULT" not in told(text).types


def test_of_what_somebody_is_blamed_for_the_doer_is_only_reported(told: Reader) -> None:
    article = told("Kenya blamed Somali fighters for the 4 March raid on Kenyan farms.")
    raid = next(event for event in article.events if event.type.value == "ASSAULT")
    assert raid.status.value == "reported"
    assert "allegedly" in raid.headline


def test_a_victim_is_no_doer(told: Reader) -> None:
    article = told("Chad mourned the president's assassination on 4 March in Libya.")
    assert all(article.sides(event)[0] != ["TCD"] for event in article.events if event.type.value == "ASSAULT")


def test_a_deed_told_by_its_verb_too_is_told_once(told: Reader) -> None:
    article = told(
        "Mali's army attacked a base in Guinea on 4 March. Senegal condemned Mali's 4 March attack on Guinea."
    )
    assert article.types.count("ASSAULT") == 1


def test_a_short_name_means_what_the_fuller_one_means(told: Reader) -> None:
    article = told(
        "Chile blamed Peru for a cyberattack on its ports on Monday. "
        "Chile's premier accused Peru of an earlier attack on Chilean banks on 3 February."
    )
    assert article.types.count("COERCE") == 2
    assert "ASSAULT" not in article.types
