"""The list of outlets, labels beside outlets, and what cards say of copies and earlier versions."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.event import event_card
from bot.cards.ids import SummaryLength
from bot.cards.message import measure
from bot.cards.origins import copies_line
from bot.cards.outlet_ids import OutletWish
from bot.cards.outlets import OUTLETS_A_PAGE, outlets_card
from bot.cards.reports import report_lines
from bot.cards.sources import sources_card
from bot.cards.summary import summary_card
from bot.model.copies import Printed
from bot.model.ids import CountryCode
from bot.model.outlets import MAX_KEY, CountedOutlet, Outlet, OutletKind
from tests.cards import samples as s

XINHUA = Outlet(
    name="Xinhua", country=CountryCode("CHN"), flag="🇨🇳", kind=OutletKind.STATE_MEDIA, language="zh",
    domains=("news.cn",),
)  # fmt: skip
UN = replace(
    XINHUA,
    name="United Nations",
    country=CountryCode("IGO"),
    flag="",
    kind=OutletKind.INTERNATIONAL_BODY,
    language="en",
)
LONGEST = "Ñ_*`|" * 30


def outlet(
    number: int, *, name: str = "Fjord Post", is_hidden: bool = False, known: Outlet | None = None
) -> CountedOutlet:
    return CountedOutlet(
        key=f"{number} {name.casefold()}"[:MAX_KEY], name=name, outlet=known, articles=number, copies=number // 2,
        is_hidden=is_hidden,
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, OUTLETS_A_PAGE, OUTLETS_A_PAGE * 2 + 5])
@pytest.mark.parametrize("name", ["Fjord Post", LONGEST])
def test_a_page_of_outlets_fits_whatever_they_are_called(count: int, name: str) -> None:
    found = [outlet(n, name=name, is_hidden=n % 2 == 0, known=XINHUA) for n in range(count)]
    for first in range(0, count, OUTLETS_A_PAGE):
        size = measure(outlets_card(found, first=first, done="Fjord Post is hidden"))
        assert size.characters <= 3000


def test_outlets_say_what_they_are_what_they_brought_and_that_they_are_hidden() -> None:
    shown = "\n".join(s.texts(outlets_card([outlet(2, is_hidden=True, known=XINHUA), outlet(1)]))).replace(
        "\u00a0", " "
    )
    assert "## 2 outlets\n-# 1 hidden" in shown
    assert "- **Fjord Post** (state media, 🇨🇳, Chinese) · 2 articles, 1 copy · ✗ **hidden**" in shown
    assert "- **Fjord Post** · 1 article\n" in f"{shown}\n"


def test_without_outlets_the_card_says_how_they_come() -> None:
    assert "No outlets yet" in s.texts(outlets_card([]))[0]


@given(st.text(alphabet="+-a.é", max_size=MAX_KEY), st.booleans())
def test_a_choice_says_which_outlet_and_what_to_do(key: str, is_hidden: bool) -> None:
    wish = OutletWish(outlet=key, is_hidden=is_hidden)
    assert OutletWish.of(wish.text) == wish
    assert len(wish.text) <= 100


def test_a_page_past_the_last_is_the_last() -> None:
    found = [outlet(n) for n in range(OUTLETS_A_PAGE + 1)]
    assert s.texts(outlets_card(found, first=99)) == s.texts(outlets_card(found, first=OUTLETS_A_PAGE))


def printed(number: int, known: Outlet | None = None) -> Printed:
    return Printed(name=f"Outlet {number}", url=f"https://o{number}.example/a", outlet=known)


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (0, ""),
        (1, "also at [Outlet 0](https://o0.example/a) (state media, 🇨🇳, Chinese)"),
        (2, "also at [Outlet 0](https://o0.example/a) (state media, 🇨🇳, Chinese) and [Outlet 1](https://o1.example/a)"),
    ],
)
def test_copies_are_named_with_their_label(count: int, line: str) -> None:
    assert copies_line([printed(n, XINHUA if n == 0 else None) for n in range(count)]) == line


def test_of_many_copies_four_are_named_and_the_others_counted() -> None:
    assert copies_line([printed(n) for n in range(9)]).endswith("[Outlet 3](https://o3.example/a) and 5 more")


def test_a_report_names_its_outlet_s_kind_and_country_and_ends_with_its_quotation() -> None:
    report = replace(s.report(), outlet=XINHUA, copies=(printed(1, UN),))
    origin, quotation = report_lines(1, report)
    assert origin.startswith("**¹** **[Fjord Post](https://fjord.example/1)** (state media, 🇨🇳, Chinese) · ")
    assert origin.endswith("\n-# also at [Outlet 1](https://o1.example/a) (international body)")
    assert quotation.startswith("> ")


def test_an_event_counts_its_copies_apart_from_its_outlets() -> None:
    stored = s.stored(reports=(replace(s.report(), copies=tuple(printed(n) for n in range(9))),))
    view = event_card(stored, s.GAZETTEER)
    measure(view)
    assert "1 outlet, copied by 9 more" in "\n".join(s.texts(view))


def test_a_summary_says_that_it_was_corrected_and_how_many_versions_there_were() -> None:
    article = replace(
        s.article(), outlet=XINHUA, copies=tuple(printed(n) for n in range(9)), versions=2,
        corrected_at=datetime(2024, 3, 16, 23, tzinfo=UTC),
    )  # fmt: skip
    view = summary_card(article, s.GAZETTEER, pair=s.PAIR, has_quiz=False)
    measure(view)
    head = s.texts(view)[0].replace("\u00a0", " ").split("\n")
    assert head[0] == "-# Summary · 🇳🇴 Norway – 🇨🇱 Chile · 🔁 **corrected** 16 March 2024"
    assert head[2].startswith("-# [Fjord Post](https://fjord.example/1) (state media, 🇨🇳, Chinese) · 14 March 2024")
    assert head[3].startswith("-# also at [Outlet 0]")
    assert head[4] == "-# earlier versions: 2"


def test_a_sources_card_names_the_copies_within_its_limits() -> None:
    long = tuple(Printed(name=LONGEST, url=f"https://o.example/{'a' * 250}{n}", outlet=XINHUA) for n in range(9))
    view = sources_card(replace(s.article(), outlet=XINHUA, copies=long), SummaryLength.FULL)
    measure(view)
    assert "and 5 more" in s.texts(view)[0]
