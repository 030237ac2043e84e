"""The form of a pack's file: what is read, and what is said of each fault."""

from datetime import date

import pytest

from bot.model.dates import DateRange, Precision
from bot.model.errors import InvalidInputError
from bot.model.plover import Context, EventType, Mode
from bot.model.reading import ActorKind
from data.starter.form import read_dates
from tests.packs.samples import ENTRY, HEAD, TEXT, pack


def test_entries_come_by_date_with_all_that_they_say() -> None:
    found = pack()
    assert (found.id, found.pair.key, found.title, found.version) == ("nor-chl", "CHL-NOR", "Norway – Chile", 1)
    treaty, visit = found.entries
    assert (treaty.key, treaty.precision, treaty.is_reciprocal, treaty.place) == (
        "1999-02-treaty", Precision.MONTH, True, None,
    )  # fmt: skip
    assert (visit.type, visit.mode, visit.precision) == (EventType.CONSULT, Mode.VISIT, Precision.RANGE)
    assert visit.dates == DateRange(start=date(2001, 5, 14), end=date(2001, 5, 16))
    (dahl,), (chile,) = visit.source, visit.target
    assert (dahl.name, dahl.kind, dahl.office) == ("Ane Dahl", ActorKind.PERSON, "President")
    assert (chile.name, chile.kind, chile.country) == ("Chile", ActorKind.COUNTRY, "CHL")
    assert visit.about == (Context.DIPLOMATIC, Context.TRADE)
    assert [source.is_primary for source in visit.sources] == [True, False]


@pytest.mark.parametrize(
    ("text", "dates", "precision"),
    [
        ("1972", ("1972-01-01", "1972-12-31"), Precision.YEAR),
        ("1972-02", ("1972-02-01", "1972-02-29"), Precision.MONTH),
        ("1972-02-27", ("1972-02-27", "1972-02-27"), Precision.DAY),
        ("1972-02-21/1972-02-28", ("1972-02-21", "1972-02-28"), Precision.RANGE),
        ("1971-11/1972-02", ("1971-11-01", "1972-02-29"), Precision.RANGE),
        ("1970/1972", ("1970-01-01", "1972-12-31"), Precision.RANGE),
    ],
)
def test_dates_are_as_fine_as_they_are_written(text: str, dates: tuple[str, str], precision: Precision) -> None:
    start, end = map(date.fromisoformat, dates)
    assert read_dates(text) == (DateRange(start=start, end=end), precision)


@pytest.mark.parametrize("text", ["", "72", "1972-2", "1972-13", "1972-02-30", "1973/1972", "1972/1972-03", "May 1972"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the message says is tested where people read it
        read_dates(text)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('type = "CONSULT"', 'type = "TALK"', "2001-05-14-visit, type: Input should be 'AGREE'"),
        ('mode = "visit"', 'mode = "arrest"', "2001-05-14-visit: arrest is no mode of CONSULT; there are:"),
        ('mode = "visit"', 'mod = "visit"', "2001-05-14-visit, mod: Extra inputs are not permitted"),
        ('"2001-05-14/2001-05-16"', '"14 May"', "'14 May' is no date; examples: 1972-02-27"),
        ('["CHL"]', '["XXX"]', "2001-05-14-visit: no country has the code XXX"),
        ('["CHL"]', '["Bo | CHL"]', "a party is a country's code or “name | office | code”"),
        ("significance = 4", "significance = 9", "2001-05-14-visit, significance: Input should be less than or"),
        ("https://fjord.example/visits", "fjord", "2001-05-14-visit, sources, 0, url: String should match"),
        ("checked = 2024-03-14", "", "2001-05-14-visit, checked: Field required"),
        ('headline = "', 'headline = "' + "x" * 120, "headline: String should have at most 120 characters"),
        ('pair = ["NOR", "CHL"]', 'pair = ["NOR", "NOR"]', "pack: a pair needs two different countries"),
        ("[pack]", "[pack", "That is no TOML: "),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_place(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(InvalidInputError) as caught:
        pack((HEAD + ENTRY).replace(old, new, 1))
    assert told in caught.value.user_text


def test_all_faults_are_said_at_once() -> None:
    broken = (HEAD + ENTRY).replace('"visit"', '"arrest"') + ENTRY.replace("2001-05-14-visit", "2001-05-15-x").replace(
        '["CHL"]', '["XXX"]'
    )
    with pytest.raises(InvalidInputError) as caught:
        pack(broken)
    assert [line.split(":")[0] for line in caught.value.user_text.split("\n")] == ["2001-05-14-visit", "2001-05-15-x"]
