"""The table of outlets: what must hold of it, and how an article's outlet is found in it."""

import re
from collections import Counter

import pytest

from bot.model.outlets import OutletKind, folded
from data.reference import load_gazetteer
from data.reference.sources import load_outlets

OUTLETS = load_outlets()
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def test_there_are_outlets_of_each_kind_from_all_over_the_world() -> None:
    kinds = Counter(one.kind for one in OUTLETS.outlets)
    assert len(OUTLETS.outlets) >= 150
    assert set(kinds) == set(OutletKind)
    assert len({one.country for one in OUTLETS.outlets}) >= 50


def test_no_two_outlets_share_a_domain_or_a_name() -> None:
    domains = Counter(domain for one in OUTLETS.outlets for domain in one.domains)
    names = Counter(folded(name) for one in OUTLETS.outlets for name in {folded(n) for n in (one.name, *one.names)})
    assert [one for one, times in (domains + names).items() if times > 1] == []


def test_every_row_is_well_formed() -> None:
    countries = load_gazetteer().countries
    for one in OUTLETS.outlets:
        assert one.country in countries, one
        assert one.domains, one
        assert all(_DOMAIN.fullmatch(domain) and not domain.startswith("www.") for domain in one.domains), one
        assert re.fullmatch("[a-z]{2}", one.language), one
        assert (one.flag == "") is (one.kind is OutletKind.INTERNATIONAL_BODY), one
        assert OUTLETS.named(one.key) is one


@pytest.mark.parametrize(
    ("source", "url", "name"),
    [
        ("Some name", "https://www.bbc.co.uk/news/1", "BBC"),
        (None, "https://amp.theguardian.com/a", "The Guardian"),
        (None, "https://english.news.cn/2023/x", "Xinhua"),
        (None, "https://www.mfa.gov.cn/eng/x", "Ministry of Foreign Affairs of China"),
        (None, "https://www.sz.gov.cn/x", "Government of China"),
        ("the GUARDIAN", None, "The Guardian"),
        ("Xinhua News Agency", "https://unknown.example/x", "Xinhua"),
        ("El Pais", None, "El País"),
        ("Fjord Post", "https://fjord.example/x", None),
        (None, "https://notbbc.co.uk/x", None),
        (None, "https://[", None),
        (None, None, None),
    ],
)
def test_an_article_s_outlet_is_found_by_address_then_by_name(
    source: str | None, url: str | None, name: str | None
) -> None:
    found = OUTLETS.find(source, url)
    assert (None if found is None else found.name) == name


@pytest.mark.parametrize(
    ("source", "url", "key"),
    [
        ("New York Times", "https://www.nytimes.com/a", "new york times"),
        ("NYT", None, "new york times"),
        ("The Fjord-Post", "https://a.example", "fjord post"),
        (None, "https://m.fjord.example:8080/a", "fjord.example"),
        (None, None, ""),
    ],
)
def test_an_outlet_has_one_key_whichever_way_it_is_known(source: str | None, url: str | None, key: str) -> None:
    assert OUTLETS.key_of(source, url) == key
