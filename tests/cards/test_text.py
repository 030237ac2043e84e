"""Escaping, cutting, links and footnotes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.text import (
    around,
    curl,
    cut,
    escape,
    flatten,
    footnote,
    link,
    listed,
    outside,
    safe_url,
    sentence,
)
from bot.languages import load_languages
from bot.model.language import speaking

WORD_JOINER = "\u2060"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("**bold** _it_ `code` ~~no~~", r"\*\*bold\*\* \_it\_ \`code\` \~\~no\~\~", id="markdown"),
        pytest.param("<@1> <#2> <t:3:R> </a:4>", r"\<@1> \<#2> \<t:3:R> \</a:4>", id="tags"),
        pytest.param("@everyone and @HERE", f"@{WORD_JOINER}everyone and @{WORD_JOINER}HERE", id="mass mentions"),
        pytest.param("[x](http://a.example)", rf"\[x\](http:{WORD_JOINER}//a.example)", id="masked link"),
        pytest.param("# title", r"\# title", id="heading"),
        pytest.param("-# small", r"\-# small", id="subtext"),
        pytest.param("> quoted", r"\> quoted", id="quote"),
        pytest.param("1. item", r"1\. item", id="numbered list"),
        pytest.param("||spoiler||", r"\|\|spoiler\|\|", id="spoiler"),
        pytest.param("a\nb\t c", "a b c", id="one line"),
        pytest.param("a\u202eb\u200bc", "abc", id="unseen characters"),
        pytest.param("5 - 3 > 1", "5 - 3 > 1", id="harmless signs stay"),
    ],
)
def test_outside_text_is_shown_and_does_nothing(text: str, shown: str) -> None:
    assert outside(text) == shown


def test_right_to_left_text_does_not_turn_its_line_round() -> None:
    assert outside("وزارة الخارجية") == "\u2068وزارة الخارجية\u2069"


def test_joined_emoji_and_chinese_stay_whole() -> None:
    assert outside("👩‍🚀 外交部") == "👩‍🚀 外交部"


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        pytest.param("Short enough.", 13, "Short enough.", id="fits"),
        pytest.param("First sentence here. Second one is long.", 25, "First sentence here.", id="sentence end"),
        pytest.param("Mr. Lund met Mr. Reyes in the old town hall", 20, "Mr. Lund met Mr…", id="no end after a title"),
        pytest.param("The U.S. side met the other side", 12, "The U.S…", id="no end inside an abbreviation"),
        pytest.param("One two three four", 12, "One two…", id="word"),
        pytest.param("He wants “fair rules for salmon” now", 20, "He wants…", id="not inside a quotation"),
        pytest.param(
            "Lund is due in Oslo (planned for May) soon", 30, "Lund is due in Oslo…", id="not inside brackets"
        ),
        pytest.param("“fair rules for all salmon” he said", 16, "“fair rules…”", id="quotation alone is closed again"),
        pytest.param("Meeting 🇳🇴🇨🇱🇳🇴🇨🇱", 12, "Meeting…", id="not inside a flag"),
        pytest.param("🇳🇴🇨🇱🇳🇴🇨🇱", 4, "🇳🇴…", id="between flags"),
        pytest.param("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 10, "👨‍👩‍👧‍👦…", id="between families"),
        pytest.param("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 5, "…", id="a family is not parted"),
        pytest.param("\u1100\u1161\u11a8" * 4, 6, "\u1100\u1161\u11a8…", id="syllables of Korean letters"),
        pytest.param("नमस्ते", 5, "नम…", id="syllables of Hindi"),
        pytest.param("👍🏽👍🏽", 3, "👍🏽…", id="not before a skin's tone"),
        pytest.param("외교부장관이회담했다", 6, "외교부장관…", id="Korean without spaces"),
        pytest.param("외교부장관이회담했다", 5, "외교부장…", id="fewer Korean letters"),
        pytest.param("e\u0301e\u0301e\u0301e", 4, "e\u0301…", id="accents of their own"),
        pytest.param("外交部长今天在北京会见了来访的客人", 6, "外交部长今…", id="no spaces"),
    ],
)
def test_cut(text: str, limit: int, kept: str) -> None:
    assert cut(text, limit) == kept


LINES = st.text(
    st.sampled_from("ab .!?“”()\"'🇳🇴é\u0301\u200d👩外…"), min_size=0, max_size=60
).map(flatten)  # fmt: skip


@given(LINES, st.integers(2, 60))
def test_cut_never_exceeds_its_limit_and_keeps_a_beginning(text: str, limit: int) -> None:
    kept = cut(text, limit)
    assert len(kept) <= limit
    assert kept == text or text.startswith(re.split('…[”)\\]»」"]?$', kept)[0])


@given(LINES, st.integers(2, 60))
def test_cutting_twice_changes_nothing(text: str, limit: int) -> None:
    assert cut(cut(text, limit), limit) == cut(text, limit)


@given(st.text(max_size=80) | LINES | st.text(st.sampled_from("\\\\*_~|[]<># -1.:/@ehtpsvrayone"), max_size=40))
def test_escaped_text_shows_its_own_characters_and_none_is_live(text: str) -> None:
    line = flatten(text)
    escaped = escape(line)
    assert re.sub(r"\\(.)", r"\1", escaped.replace(WORD_JOINER, "")) == line
    assert not re.search(r"[*_`~|\[\]<]|^[#>+-]|^\d+[.)]|://|@everyone|@here", re.sub(r"\\.", "\0", escaped))


@given(st.text(st.characters(categories=["L", "Zs"]), min_size=30, max_size=400), st.integers(0, 20))
def test_around_keeps_what_must_be_seen(text: str, start: int) -> None:
    line = flatten(text).ljust(30, "x")
    excerpt, shift = around(line, start, start + 5, 40)
    assert len(excerpt) <= 40
    assert excerpt.strip("…") in line
    assert all(letter == "…" or letter == line[n + shift] for n, letter in enumerate(excerpt))
    assert line[start : start + 5].strip() in excerpt


def test_around_shows_the_middle_of_a_long_sentence() -> None:
    line = "one two three four five six seven eight nine ten eleven twelve thirteen"
    start = line.index("seven")
    assert around(line, start, start + 5, 30) == ("…five six seven eight nine…", line.index("five") - 1)


def test_around_keeps_the_first_word_of_what_fills_it() -> None:
    line = "one two three four five six seven eight nine ten eleven twelve thirteen"
    assert around(line, line.index("three"), line.index("ten"), 20)[0] == "…three four five…"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z=2", "https://a.example/x?y=1&z=2"),
        ("https://a.example/a b(c)", "https://a.example/a%20b%28c%29"),
        ("HTTP://A.example/é", "http://A.example/%C3%A9"),
        ("javascript:alert(1)", None),
        ("https:///nohost", None),
        ("http://[::1", None),
        ("", None),
        (None, None),
        ("https://a.example/" + "x" * 600, None),
    ],
)
def test_safe_url(url: str | None, safe: str | None) -> None:
    assert safe_url(url) == safe


def test_an_address_too_long_for_text_leaves_the_label() -> None:
    assert link("Fjord Post", "https://a.example/" + "x" * 400) == "Fjord Post"


@pytest.mark.parametrize(
    ("number", "url", "sign"),
    [
        (1, None, "¹"),
        (9, None, "⁹"),
        (10, None, r"\[10\]"),
        (2, "https://a.example/", "[²](https://a.example/)"),
        (12, "https://a.example/", r"[\[12\]](https://a.example/)"),
    ],
)
def test_footnote(number: int, url: str | None, sign: str) -> None:
    assert footnote(number, url) == sign


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('He wants "fair rules" now', "He wants “fair rules” now"),
        ("Chile's request", "Chile’s request"),
        ("the 'old' rule", "the ‘old’ rule"),
        ('("a")', "(“a”)"),
        ("ministers' talks", "ministers’ talks"),
    ],
)
def test_curl(straight: str, curly: str) -> None:
    assert curl(straight) == curly


@pytest.mark.parametrize(
    ("headline", "told"),
    [("Lund visits Chile", "Lund visits Chile."), ("Is it over?", "Is it over?"), ("He says “no.”", "He says “no.”")],
)
def test_sentence(headline: str, told: str) -> None:
    assert sentence(headline) == told


def test_lists() -> None:
    assert [listed(["A", "B", "C"][:n]) for n in range(4)] == ["", "A", "A and B", "A, B and C"]


def test_spanish_says_e_before_the_sound_of_i() -> None:
    with speaking(load_languages().of("es-ES")):
        said = [listed(["China", last]) for last in ("Irán", "India", "Hiroshima", "Chile", "Hielo")]
    assert said == ["China e Irán", "China e India", "China e Hiroshima", "China y Chile", "China y Hielo"]
