"""CAMEO's codes, countries and roles as this house has them."""

import pytest

from bot.model.plover import EventType, Mode
from data.reference.cameo import load_cameo

CAMEO = load_cameo()

# The manual's codes (1.1b3) by root: how many codes of three digits there are, and which of them have how many below.
_BELOW = {
    "021": 4, "023": 4, "024": 4, "025": 6, "031": 4, "033": 4, "034": 4, "035": 6, "081": 4, "083": 4, "084": 2,
    "086": 3, "087": 4, "101": 4, "103": 4, "104": 4, "105": 6, "112": 5, "121": 4, "122": 4, "123": 4, "124": 6,
    "131": 3, "132": 4, "138": 5, "141": 4, "142": 4, "143": 4, "144": 4, "145": 4, "162": 3, "166": 3, "171": 2,
    "172": 4, "182": 3, "183": 4, "195": 2, "204": 2,
}  # fmt: skip
_LAST = {
    "01": 9, "02": 8, "03": 9, "04": 6, "05": 7, "06": 4, "07": 5, "08": 7, "09": 4, "10": 8, "11": 6, "12": 9, "13": 9,
    "14": 5, "15": 5, "16": 6, "17": 6, "18": 6, "19": 6, "20": 4,
}  # fmt: skip
CODES = [
    *_LAST,
    *(f"{root}{number}" for root, last in _LAST.items() for number in range(last + 1)),
    *(f"{code}{number}" for code, last in _BELOW.items() for number in range(1, last + 1)),
]


def test_every_code_of_the_manual_is_covered_and_no_other() -> None:
    assert set(CAMEO.codes) == set(CODES)


def test_only_bare_statements_are_not_coded() -> None:
    assert {code for code, coding in CAMEO.codes.items() if coding is None} == {
        code for code in CODES if code.startswith("01")
    }


@pytest.mark.parametrize(
    ("code", "kind", "mode"),
    [
        ("0231", EventType.REQUEST, Mode.ASSIST),
        ("036", EventType.AGREE, None),
        ("041", EventType.CONSULT, Mode.PHONE),
        ("057", EventType.SUPPORT, None),
        ("0841", EventType.RETREAT, Mode.RELEASE),
        ("0832", EventType.CONCEDE, None),
        ("085", EventType.RETREAT, None),
        ("092", EventType.ACCUSE, Mode.INVESTIGATE),
        ("1123", EventType.ACCUSE, Mode.ALLEGE),
        ("116", EventType.SANCTION, Mode.CONVICT),
        ("129", EventType.REJECT, None),
        ("1382", EventType.THREATEN, Mode.TERRITORY),
        ("143", EventType.PROTEST, None),
        ("163", EventType.SANCTION, Mode.DISCONTINUE),
        ("1712", EventType.ASSAULT, Mode.DESTROY),
        ("175", EventType.ASSAULT, None),
        ("191", EventType.COERCE, Mode.RESTRICT),
        ("195", EventType.ASSAULT, Mode.AERIAL),
        ("20", EventType.ASSAULT, None),
    ],
)
def test_what_a_code_means(code: str, kind: EventType, mode: Mode | None) -> None:
    coding = CAMEO.codes[code]
    assert coding is not None
    assert (coding.type, coding.mode) == (kind, mode)


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("USA", "USA"),
        ("ROM", "ROU"),
        ("ROU", "ROU"),
        ("TMP", "TLS"),
        ("GZS", "PSE"),
        ("AFR", None),
        ("IGO", None),
        ("", None),
    ],
)
def test_countries_by_cameo_s_letters(code: str, country: str | None) -> None:
    assert CAMEO.countries.get(code) == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("russian federation", "RUS"),
        ("occupied palestinian territory", "PSE"),
        ("cote d'ivoire", "CIV"),
        ("democratic republic of congo", "COD"),
        ("east timor", "TLS"),
        ("atlantis", None),
    ],
)
def test_countries_by_icews_names(name: str, country: str | None) -> None:
    assert CAMEO.names.get(name) == country
