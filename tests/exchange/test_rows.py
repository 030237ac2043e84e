"""One row of each table: what it comes to, and why it is left out or can't be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exchange import gdelt, icews, polecat
from bot.exchange.rows import Outcome, outlet_of
from bot.model.errors import InvalidInputError
from bot.model.plover import EventType, Mode
from bot.model.records import BadRow, ImportedRecord, LeftOut, Side
from data.reference.cameo import load_cameo
from tests.exchange.tables import ICEWS_COLUMNS, POLECAT_COLUMNS, gdelt_row, headed

CAMEO = load_cameo()


def read_gdelt(line: str) -> Outcome:
    return gdelt.heading([gdelt_row()], CAMEO).read(line)


def read_polecat(**cells: str) -> Outcome:
    usual = {
        "Event ID": "20230614-77",
        "Event Date": "2023-06-14",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Actor Country": "USA",
        "Recipient Country": "CHN",
    }
    header, row = headed(POLECAT_COLUMNS, usual | cells).splitlines()
    return polecat.heading([header], CAMEO).read(row)


def read_icews(**cells: str) -> Outcome:
    usual = {
        "Event ID": "31000001",
        "Event Date": "2018-03-05",
        "Source Name": "Defense Minister (China)",
        "Source Country": "China",
        "CAMEO Code": "043",
        "Target Name": "Vietnam",
        "Target Country": "Vietnam",
    }
    header, row = headed(ICEWS_COLUMNS, usual | cells).splitlines()
    return icews.heading([header], CAMEO).read(row)


def only(outcome: Outcome) -> ImportedRecord:
    assert not isinstance(outcome, LeftOut | BadRow), outcome
    (record,) = outcome
    return record


def test_a_row_of_gdelt() -> None:
    assert only(read_gdelt(gdelt_row(number=991, url="https://www.News.example:443/a?b=1#c"))) == ImportedRecord(
        key="991",
        source=Side(country="CHN", name="BEIJING", role="government"),  # type: ignore[arg-type]  # a code as it is read
        target=Side(country="USA", name="UNITED STATES"),  # type: ignore[arg-type]
        type=EventType.CONSULT,
        mode=Mode.VISIT,
        code="042",
        day=date(2023, 6, 14),
        place="Beijing, Beijing, China",
        outlet="news.example",
        url="https://www.News.example:443/a?b=1#c",
    )


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        pytest.param(gdelt_row(target=("", "", "")), LeftOut.NO_COUNTRY, id="one side has no country"),
        pytest.param(gdelt_row(source=("AFRICA", "AFR", "")), LeftOut.NO_STATE, id="a region"),
        pytest.param(gdelt_row(target=("CHINA", "CHN", "MIL")), LeftOut.ONE_COUNTRY, id="at home"),
        pytest.param(gdelt_row(source=("BUCHAREST", "ROM", ""), target=("ROMANIA", "ROU", "")), LeftOut.ONE_COUNTRY,
                     id="one country under two codes"),
        pytest.param(gdelt_row(code="010"), LeftOut.NOT_CODED, id="a statement"),
        pytest.param(gdelt_row(code="099"), BadRow.CODE, id="no such code"),
        pytest.param(gdelt_row(code=""), BadRow.CODE, id="no code"),
        pytest.param(gdelt_row(day="20230230"), BadRow.DAY, id="30 February"),
        pytest.param(gdelt_row(day="2023061"), BadRow.DAY, id="seven digits"),
        pytest.param(gdelt_row(day="20230615", added="20230614120000"), BadRow.DAY, id="a day after it was coded"),
        pytest.param(gdelt_row(number="x1"), BadRow.KEY, id="no number"),
        pytest.param(gdelt_row(number="٣"), BadRow.KEY, id="a digit of another script"),
        pytest.param(gdelt_row() + "\tmore", BadRow.COLUMNS, id="a column too many"),
        pytest.param(gdelt_row()[:60], BadRow.COLUMNS, id="cut off"),
    ],
)  # fmt: skip
def test_rows_of_gdelt_that_are_not_taken(line: str, outcome: Outcome) -> None:
    assert read_gdelt(line) is outcome


def test_an_address_that_is_none_makes_no_link() -> None:
    record = only(read_gdelt(gdelt_row(url="BBC Monitoring")))
    assert (record.url, record.outlet) == (None, "")


@given(st.text(max_size=300))
def test_no_line_breaks_a_reader(line: str) -> None:
    for read in (read_gdelt, polecat.heading(["\t".join(POLECAT_COLUMNS)], CAMEO).read,
                 icews.heading(["\t".join(ICEWS_COLUMNS)], CAMEO).read):  # fmt: skip
        assert isinstance(read(line), BadRow | LeftOut)


@given(st.lists(st.text(st.characters(exclude_characters="\t\r\n"), max_size=20), min_size=61, max_size=61))
def test_no_cells_break_gdelt_s_reader(cells: list[str]) -> None:
    outcome = read_gdelt("\t".join(cells))
    assert isinstance(outcome, BadRow | LeftOut) or len(outcome) == 1


@pytest.mark.parametrize("url", ["http://[", "https://", "ftp://a.example/b", "", "https://a.example:99999/b"])
def test_outlets_of_odd_addresses(url: str) -> None:
    assert outlet_of(url) in {"", "a.example", "["}


def test_a_row_of_polecat() -> None:
    cells = {"Actor Name": "Antony Blinken", "Primary Actor Sector": "GOV", "City": "Beijing", "Country": "CHN"}
    record = only(read_polecat(**cells, Source="A Paper", Headline="not taken"))
    assert (record.key, record.type, record.mode) == ("20230614-77", EventType.CONSULT, Mode.VISIT)
    assert (record.source.country, record.target.country) == ("USA", "CHN")
    assert (record.source.name, record.source.role, record.place) == ("Antony Blinken", "government", "Beijing, CHN")
    assert (record.outlet, record.url, record.code) == ("A Paper", None, "")


@pytest.mark.parametrize(
    ("cells", "mode"),
    [
        ({"Event Mode": "third-party"}, Mode.THIRD_PARTY),
        ({"Event Mode": "None"}, None),
        ({"Event Mode": "troops"}, None),
        ({"Event Type": "MOBILIZE", "Event Mode": "police; troops"}, Mode.POLICE),
        ({"Event Type": "DEMAND", "Event Mode": "yield"}, Mode.YIELD),
        ({"Event Type": "Coerce", "Event Mode": "martial law"}, Mode.MARTIAL_LAW),
    ],
)
def test_polecat_s_modes_are_those_of_their_type(cells: dict[str, str], mode: Mode | None) -> None:
    assert only(read_polecat(**cells)).mode is mode


def test_several_countries_of_a_side_are_several_records() -> None:
    outcome = read_polecat(**{"Actor Country": "USA; GBR", "Recipient Country": "CHN;USA"})
    assert not isinstance(outcome, LeftOut | BadRow)
    assert [one.key for one in outcome] == ["20230614-77 USA-CHN", "20230614-77 GBR-CHN", "20230614-77 GBR-USA"]


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"Recipient Country": "None"}, LeftOut.NO_COUNTRY),
        ({"Recipient Country": "USA"}, LeftOut.ONE_COUNTRY),
        ({"Recipient Country": "Narnia"}, LeftOut.NO_STATE),
        ({"Event Type": "GREET"}, BadRow.CODE),
        ({"Event Date": "14 June"}, BadRow.DAY),
        ({"Event ID": ""}, BadRow.KEY),
    ],
)
def test_rows_of_polecat_that_are_not_taken(cells: dict[str, str], outcome: Outcome) -> None:
    assert read_polecat(**cells) is outcome


def test_polecat_by_commas_and_with_spare_tabs() -> None:
    row = {"Event ID": "1", "Event Date": "2023-06-14", "Event Type": "AID", "Actor Country": "USA",
           "Recipient Country": "CHN", "Actor Name": '"Smith, John"'}  # fmt: skip
    header, line = headed(POLECAT_COLUMNS, row, mark=",").splitlines()
    assert only(polecat.heading([header], CAMEO).read(line)).source.name == "Smith, John"
    header, line = headed(POLECAT_COLUMNS, row).splitlines()
    assert only(polecat.heading([header], CAMEO).read(line + "\t\t")).key == "1"


def test_a_row_of_icews() -> None:
    record = only(read_icews(Publisher="A Paper", City="Hanoi", Country="Vietnam"))
    assert (record.key, record.code, record.type, record.mode) == (
        "31000001 2018-03-05", "043", EventType.CONSULT, Mode.VISIT,
    )  # fmt: skip
    assert (record.source.country, record.target.country) == ("CHN", "VNM")
    assert (record.outlet, record.place, record.url) == ("A Paper", "Hanoi, Vietnam", None)


@pytest.mark.parametrize(
    ("code", "kind"), [("43", "CONSULT"), ("211", "REQUEST"), ("111", "ACCUSE"), ("20", "REQUEST")]
)
def test_icews_codes_that_lost_their_nought(code: str, kind: str) -> None:
    assert only(read_icews(**{"CAMEO Code": code})).type is EventType(kind)


def test_the_same_id_on_another_day_is_another_event() -> None:
    assert only(read_icews()).key != only(read_icews(**{"Event Date": "2018-03-06"})).key


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"Target Country": ""}, LeftOut.NO_COUNTRY),
        ({"Target Country": "NULL"}, LeftOut.NO_COUNTRY),
        ({"CAMEO Code": "10"}, LeftOut.NOT_CODED),
        ({"CAMEO Code": "999"}, BadRow.CODE),
    ],
)
def test_rows_of_icews_that_are_not_taken(cells: dict[str, str], outcome: Outcome) -> None:
    assert read_icews(**cells) is outcome


@pytest.mark.parametrize(
    ("columns", "words"),
    [(58, "GDELT 1.0"), (16, "mentions table"), (27, "knowledge graph"), (3, "have 3 columns, not 61")],
)
def test_another_table_than_gdelt_s_is_named(columns: int, words: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        gdelt.heading(["\t".join("x" * columns)] * 2, CAMEO)
    assert words in caught.value.user_text


def test_another_table_than_the_headed_ones_is_said() -> None:
    for module, name in ((polecat, "POLECAT"), (icews, "ICEWS")):
        with pytest.raises(InvalidInputError) as caught:
            module.heading(["a\tb\tc"], CAMEO)
        assert f"no table of {name}" in caught.value.user_text
        assert "Event ID" in caught.value.user_text
