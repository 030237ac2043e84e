"""Cards in the language that nobody speaks: longer by two fifths, they still fit; and the look for unmarked texts."""

import ast
from collections.abc import Callable

import pytest

from bot.cards.message import Card, card, measure, text
from bot.cards.slot_headlines import headline_of
from bot.cards.tokens import Accent
from bot.languages import PSEUDO, load_languages
from bot.model.language import say, speaking
from tests.cards import samples as s
from tests.cards.test_sizes import AWKWARD, AWKWARD_CARDS, NAMES, USUAL
from tests.cards.unmarked import _unmarked, left_out, texts_on


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_card_still_fits(name: str) -> None:
    with speaking(PSEUDO):
        measure(USUAL[name][0]())


@pytest.mark.parametrize("words", AWKWARD[:4], ids=NAMES[:4])
@pytest.mark.parametrize("make", AWKWARD_CARDS, ids=range(len(AWKWARD_CARDS)))
def test_a_card_at_its_worst_still_fits(make: Callable[[str], Card], words: str) -> None:
    with speaking(PSEUDO):
        measure(make(words))


@pytest.mark.parametrize("reads", ["de", "ru", "ja", "fr", "ko", "zh-TW", "pt-BR", "es-ES", "zh-CN"])
def test_the_widest_cards_fit_in_every_language(reads: str) -> None:
    with load_languages().speaking(reads):
        for make in AWKWARD_CARDS:
            measure(make(AWKWARD[1]))


def test_what_is_said_stands_in_brackets_and_a_value_of_it_is_no_text_of_ours() -> None:
    with speaking(PSEUDO):
        said = say("Open {what}", what=say("of {place}", place="Oslo"))
    assert left_out(f"{said} and Oslo") == " and Oslo"


def test_a_text_that_is_not_marked_is_found() -> None:
    source = '''
def made(n: "Count") -> str:
    """Return words."""
    head = say("Marked text", who=f"{n} inside")
    return f"{n} more" if n else TABLE["some key"] + re.compile("a pattern").pattern + say_as("sense", "Also marked")
'''
    assert set(_unmarked(ast.parse(source))) - {""} == {"inside", "more"}


def test_all_that_is_read_of_a_card_is_looked_at() -> None:
    with speaking(PSEUDO):
        shown = card(Accent.NEWS, text(headline_of(s.stored())))
    (line,) = texts_on(shown)
    assert line.startswith("⟦")
