"""Plain steps between states: what may be asked of an article's background."""

from dataclasses import replace

import pytest

from bot.quiz.clause import Clause
from bot.quiz.frames import is_plain_step

_CLAUSE = Clause(subject="Peru", is_plural=False, lemma="", aux="", past="", rest="", has_date=False)


@pytest.mark.parametrize(
    ("lemma", "rest", "is_plain"),
    [
        ("sever", " diplomatic relations with Chile", True),
        ("break", " off all its ties with Chile", True),
        ("break", " with Chile", False),
        ("expel", " two Chilean diplomats", True),
        ("recall", " its ambassador to Chile", True),
        ("recall", " the days of the war", False),
        ("declare", " Chilean Ambassador Luis Soto persona non grata", True),
        ("declare", " a state of emergency", False),
        ("close", " its border with Chile", True),
        ("close", " a factory of Chile", False),
        ("withdraw", " from northern Chile", True),
        ("withdraw", " its trade preferences", False),
        ("impose", " sanctions on the Bank of Chile", True),
        ("impose", " sanctions on officials", False),
        ("ban", " imports of Chilean wine", True),
        ("ban", " imports", False),
        ("shoot", " down a Chilean aircraft", True),
        ("visit", " Chile", True),
        ("call", " off a trip to Chile", True),
        ("call", " off a strike", False),
        ("leave", " a summit in Chile", False),
        ("join", " the coalition against Chile", False),
        ("sign", " an agreement with Chile", False),
        ("sign", " a peace treaty with Chile", True),
        ("sign", " a treaty on the transfer of prisoners with Chile", True),
        ("fight", " a short war with Chile", True),
        ("fight", " corruption", False),
    ],
)
def test_a_step_is_plain_by_its_verb_and_what_it_takes(lemma: str, rest: str, is_plain: bool) -> None:
    assert is_plain_step(replace(_CLAUSE, lemma=lemma, rest=rest)) is is_plain
