"""Terms and what follows from them for sure."""

from datetime import date

import pytest

from bot.model.countries import IGO
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.offices import Office, OfficeRole, Offices, Term, still_in_office

_CHN = CountryCode("CHN")


def _office(office_id: str, title: str, role: OfficeRole, **traits: bool) -> Office:
    return Office(
        id=office_id,
        country=_CHN,
        body="",
        title=title,
        role=role,
        to=None,
        is_shared=traits.get("is_shared", False),
        is_secondary=traits.get("is_secondary", False),
        source="a list",
        checked=None,
    )


def _days(first: date, last: date | None = None) -> DateRange:
    return DateRange(start=first, end=last or first)


def _term(name: str, office: Office, since: DateRange, until: DateRange, *, is_acting: bool = False) -> Term:
    return Term(name=name, office=office, since=since, until=until, is_acting=is_acting)


_FOREIGN = _office("foreign", "Foreign Minister", OfficeRole.FOREIGN)
_PREMIER = _office("premier", "Premier", OfficeRole.HEAD)
_COMMISSION = _office("commission", "Commission Director", OfficeRole.FOREIGN, is_secondary=True)
_OFFICES = Offices(
    [
        _term("Wang Yi", _FOREIGN, _days(date(2013, 3, 16)), _days(date(2022, 12, 30))),
        _term("Qin Gang", _FOREIGN, _days(date(2022, 12, 30)), _days(date(2023, 7, 25))),
        _term("Wang Yi", _FOREIGN, _days(date(2023, 7, 25)), still_in_office(date(2026, 9, 10))),
        _term("Wang Yi", _COMMISSION, _days(date(2022, 10, 23), date(2023, 1, 1)), still_in_office(date(2025, 12, 31))),
        _term("Hua Guofeng", _PREMIER, _days(date(1976, 2, 3)), _days(date(1976, 4, 7)), is_acting=True),
        _term("Hua Guofeng", _PREMIER, _days(date(1976, 4, 7)), _days(date(1980, 9, 10))),
        _term("Zhao Ziyang", _PREMIER, _days(date(1980, 9, 1), date(1980, 9, 30)), _days(date(1987, 11, 24))),
    ]
)


def _names(terms: tuple[Term, ...]) -> list[str]:
    return [term.name for term in terms]


@pytest.mark.parametrize(
    ("day", "certain", "possible"),
    [
        (date(2013, 3, 15), [], []),
        (date(2022, 12, 29), ["Wang Yi"], ["Wang Yi"]),
        (date(2022, 12, 30), [], ["Wang Yi", "Qin Gang"]),
        (date(2022, 12, 31), ["Qin Gang"], ["Qin Gang"]),
        (date(2023, 7, 25), [], ["Qin Gang", "Wang Yi"]),
        (date(2023, 7, 26), ["Wang Yi"], ["Wang Yi"]),
        (date(2026, 9, 10), ["Wang Yi"], ["Wang Yi"]),
        (date(2026, 9, 11), [], ["Wang Yi"]),
    ],
    ids=str,
)
def test_on_a_day_of_handover_both_may_hold_the_office(day: date, certain: list[str], possible: list[str]) -> None:
    assert _names(_OFFICES.holders("foreign", day)) == certain
    assert _names(_OFFICES.possible_holders("foreign", day)) == possible


def test_a_range_needs_every_day_to_be_certain() -> None:
    assert _names(_OFFICES.holders("foreign", _days(date(2023, 1, 1), date(2023, 7, 24)))) == ["Qin Gang"]
    assert _OFFICES.holders("foreign", _days(date(2023, 7, 1), date(2023, 7, 31))) == ()
    july = _days(date(2023, 7, 1), date(2023, 7, 31))
    assert _names(_OFFICES.possible_holders("foreign", july)) == ["Qin Gang", "Wang Yi"]


def test_a_month_leaves_all_its_days_open() -> None:
    assert _names(_OFFICES.holders("premier", date(1980, 8, 31))) == ["Hua Guofeng"]
    assert _OFFICES.holders("premier", date(1980, 9, 30)) == ()
    assert _names(_OFFICES.holders("premier", date(1980, 10, 1))) == ["Zhao Ziyang"]
    assert _names(_OFFICES.possible_holders("premier", date(1980, 9, 1))) == ["Hua Guofeng", "Zhao Ziyang"]


def test_unknown_offices_and_persons_have_no_terms() -> None:
    assert _OFFICES.holders("nobody", date(2020, 1, 1)) == ()
    assert _OFFICES.offices_of("Wang Yi", IGO, date(2020, 1, 1)) == ()
    assert Offices().holders("foreign", date(2020, 1, 1)) == ()
    assert Offices().terms == ()


def test_a_role_gathers_its_offices() -> None:
    assert [term.office.id for term in _OFFICES.serving(_CHN, OfficeRole.FOREIGN, date(2024, 5, 1))] == [
        "foreign",
        "commission",
    ]
    assert _OFFICES.serving(_CHN, OfficeRole.HEAD, date(2024, 5, 1)) == ()


@pytest.mark.parametrize(
    ("name", "when", "title"),
    [
        ("Wang Yi", _days(date(2022, 6, 1)), "Foreign Minister"),
        ("Wang Yi", _days(date(2024, 5, 1)), "Foreign Minister"),
        ("Wang Yi", _days(date(2023, 2, 1)), "Commission Director"),
        ("Wang Yi", _days(date(2022, 12, 30)), None),
        ("Wang Yi", _days(date(2026, 10, 1)), None),
        ("Hua Guofeng", _days(date(1976, 3, 1)), "acting Premier"),
        ("Hua Guofeng", _days(date(1976, 3, 1), date(1976, 5, 1)), None),
        ("Hua Guofeng", _days(date(1976, 5, 1)), "Premier"),
        ("Li Peng", _days(date(1990, 5, 1)), None),
    ],
    ids=[
        "alone",
        "before a lesser one",
        "a lesser one alone",
        "handover",
        "unknown",
        "acting",
        "both",
        "full",
        "nobody",
    ],
)
def test_a_title_is_given_only_where_it_is_certain(name: str, when: DateRange, title: str | None) -> None:
    assert _OFFICES.title_of(name, _CHN, when) == title


def test_two_offices_of_rank_give_no_title() -> None:
    both = Offices(
        [
            _term("Zhou Enlai", _PREMIER, _days(date(1949, 10, 1)), _days(date(1976, 1, 8))),
            _term("Zhou Enlai", _FOREIGN, _days(date(1949, 10, 1)), _days(date(1958, 2, 11))),
        ]
    )
    assert both.title_of("Zhou Enlai", _CHN, date(1954, 5, 1)) is None
    assert both.title_of("Zhou Enlai", _CHN, date(1972, 2, 21)) == "Premier"


@pytest.mark.parametrize(
    ("name", "when", "is_certain"),
    [
        ("Qin Gang", _days(date(2022, 12, 29)), True),
        ("Qin Gang", _days(date(2022, 12, 30)), False),
        ("Wang Yi", _days(date(2023, 6, 14)), True),
        ("Wang Yi", _days(date(2023, 7, 25)), False),
        ("Li Hui", _days(date(2023, 7, 25)), True),
        ("Li Hui", _days(date(2013, 3, 16)), False),
        ("Li Hui", _days(date(2013, 3, 17)), True),
        ("Li Hui", _days(date(2022, 1, 1), date(2024, 1, 1)), True),
        ("Li Hui", _days(date(2026, 9, 10)), True),
        ("Li Hui", _days(date(2026, 9, 11)), False),
        ("Li Hui", _days(date(2012, 1, 1), date(2024, 1, 1)), False),
    ],
    ids=str,
)
def test_nobody_is_ruled_out_where_the_table_has_a_hole(name: str, when: DateRange, is_certain: bool) -> None:
    assert _OFFICES.surely_not(name, _CHN, "foreign", when) is is_certain


def test_a_person_is_known_by_name_and_country() -> None:
    assert _OFFICES.is_known("Qin Gang", _CHN)
    assert not _OFFICES.is_known("Qin Gang", IGO)
    assert not _OFFICES.is_known("Qin", _CHN)
