"""The language of words: what is found, what is refused in which words, and that what is written is read again."""

import pytest

from bot.model.errors import InvalidInputError
from bot.topics.match import Looked, holds, lacking
from bot.topics.parse import parse_words
from bot.topics.patterns import Patience
from bot.topics.rule import Either, Every, Not, Phrase, Where, written
from tests.topics.build import entry

A, B, C, D = (Phrase(text=name) for name in "abcd")


def is_found(words: str, title: str, text: str | None = "") -> bool | None:
    return holds(parse_words(words), Looked(entry(title, text), Patience()))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a b OR c NOT d", Either(parts=(Every(parts=(A, B)), Every(parts=(C, Not(part=D)))))),
        ("a AND b OR c", Either(parts=(Every(parts=(A, B)), C))),
        ("a (b OR c)", Every(parts=(A, Either(parts=(B, C))))),
        ("NOT a b", Every(parts=(Not(part=A), B))),
        ("NOT (a b)", Not(part=Every(parts=(A, B)))),
        ("-a", Not(part=A)),
        ("- a", None),
        ("a-b", Phrase(text="a-b")),
        ("a or b", Every(parts=(A, Phrase(text="or"), B))),
        ("(a b) c", Every(parts=(A, B, C))),
        ("“trade  war”", Phrase(text="trade war")),
        ('"trade war"*', Phrase(text="trade war", is_prefix=True)),
        ("TITLE:(a OR b)", Either(parts=tuple(Phrase(text=x, where=Where.TITLE) for x in "ab"))),
        ('"OR"', Phrase(text="OR")),
    ],
)
def test_precedence_and_forms(text: str, rule: object) -> None:
    if rule is None:
        with pytest.raises(InvalidInputError):
            parse_words(text)
    else:
        assert parse_words(text) == rule


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("a AND (b AND c)", "a b c"),
        ("((a)) OR (b OR c)", "a OR b OR c"),
        ("-(a OR b)", "NOT (a OR b)"),
        ("title:(a -b)", "title:a NOT title:b"),
        ("3:30", '"3:30"'),
        ("“OR”", '"OR"'),
        (r"/a\/b{2,3}/", r"/a\/b{2,3}/"),
    ],
)
def test_a_rule_is_written_with_no_more_than_it_needs(text: str, again: str) -> None:
    assert written(parse_words(text)) == again
    assert parse_words(again) == parse_words(text)


@pytest.mark.parametrize(
    ("words", "title", "found"),
    [
        ("tariff", "New tariffs agreed", False),
        ("tariff*", "New tariffs agreed", True),
        ("elysee", "Talks at the Élysée", True),
        ("ÉLYSÉE", "talks at the elysee", True),
        ("strasse", "Die Straße von Hormus", True),
        ("lodz", "Łódź hosts the talks", True),
        ("istanbul", "İSTANBUL", True),
        ("U.S.", "The U.S. and China", True),
        ("US", "The U.S. and China", False),
        ("xi", "Xi’s visit", True),
        ("“trade war”", "Trade-war fears", True),
        ("“trade war”", "war on trade", False),
        ("“trade wa”*", "trade wars", True),
        ("art", "the party", False),
        ("习近平", "中国国家主席习近平访问", True),
        ("近习", "中国国家主席习近平访问", False),
        ("ﬁsh", "Fish talks", True),
        ("title:fish", "Fish talks", True),
        ("/ban(s|ned)? .*chips/", "US BANS export of chips", True),
        ("/^export/", "US bans export", False),
        ("title:/bans$/", "the US bans", True),
    ],
)
def test_what_is_found_in_a_title(words: str, title: str, found: bool) -> None:
    assert is_found(words, title) is found


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("visa", "about a visa", True),
        ("visa", None, None),
        ("NOT visa", None, None),
        ("talks NOT visa", None, None),
        ("talks OR visa", None, True),
        ("NOT talks OR visa", "", False),
        ("NOT talks visa", None, False),
        ("title:visa", "about a visa", False),
        ("title:visa", None, False),
        ("/vis[ao]/", "about a visa", True),
        ("/vis[ao]/", None, None),
    ],
)
def test_what_the_text_decides_stays_open_until_it_is_fetched(words: str, text: str | None, found: bool | None) -> None:
    assert is_found(words, "Talks", text) is found


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("tariff* talks", "no “tariff*”"),
        ("talks NOT talks", "has “talks”"),
        ("talks title:visa", "no “visa” in the title"),
        ("visa OR tariff", "neither “visa” nor “tariff”"),
        ("a OR b OR c", "none of “a”, “b”, “c”"),
        ("a OR b OR c OR d OR e", "none of “a”, “b”, “c” and 2 more"),
        ("(a b) OR c", "none of its 2 alternatives"),
        ("NOT (visa OR talks)", "has “talks”"),
        ("NOT (talks NOT visa)", "has “talks” and no “visa”"),
        ("/v.sa/", "no /v.sa/"),
    ],
)
def test_why_words_do_not_hold(words: str, why: str) -> None:
    rule, looked = parse_words(words), Looked(entry("Talks"), Patience())
    assert holds(rule, looked) is False
    assert lacking(rule, looked) == why


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "There are no words"),
        ("   ", "There are no words"),
        ("OR a", "can’t begin with OR"),
        (") a", "can’t begin with )"),
        ("tariff OR", "Between “tariff OR” and the end a word is missing"),
        ("tariff OR AND b", "Between “tariff OR” and AND a word is missing"),
        ("()", "Between “(” and ) a word is missing"),
        ("tariff (visa OR ban", "The bracket before “visa OR ban” is never closed"),
        ("tariff) visa", "The bracket that closes after “tariff” was never opened"),
        ("a “trade war", "The quotation marks before “trade war” are never closed"),
        ("a /trade", "“/trade” has no / at its end"),
        ("tar*iff", "In “tar*iff” the * can stand at the end only"),
        ("a ***", "“***” has no letter or number"),
        ("a -- b", "has no letter or number"),
        ("/(/", "is not valid: missing )"),
        ("//", "nothing stands"),
        ("/a{1000000}/", "come to more than 1000 together"),
        ("/((a{20}){20}){20}/", "come to more than 1000 together"),
        ("/(a+){e<=3}/", "a { stands for itself"),
        ("/(?R)/", "has a group “(?R)” that is not taken here"),
        ("/(?P<x>a)/", "has a group “(?P<” that is not taken here"),
        (f"/{'a' * 201}/", "has more than 200 characters"),
        ("/a/ /b/ /c/ /d/ /e/ /f/", "5 regular expressions at most"),
        (" ".join("ab"[n % 2] for n in range(51)), "These are 51 words and phrases; 50 are the most"),
        ("a" * 501, "These words have 501 characters; 500 are the most"),
        ("(" * 9 + "a" + ")" * 9, "More than 8 brackets and NOTs"),
        ("NOT " * 9 + "a", "More than 8 brackets and NOTs"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(words: str, said: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_words(words)
    assert said in caught.value.user_text


@pytest.mark.parametrize("words", [" ".join("ab"[n % 2] for n in range(50)), "a" * 500, "(" * 8 + "a" + ")" * 8])
def test_what_is_just_within_the_limits_is_taken(words: str) -> None:
    assert parse_words(words)
