"""The lexicon's files: every entry well formed, every class known, spellings folded."""

import pytest

from bot.model.plover import EventType
from bot.reading.events.inflect import present
from bot.reading.events.lexicon import canonical, load_lexicon


def test_every_type_has_verbs() -> None:
    types = {entry.type for entries in load_lexicon().verbs.values() for entry in entries}
    assert types == {*EventType, None}


def test_the_grid_names_only_known_classes() -> None:
    lexicon = load_lexicon()
    nouns = {name for names in lexicon.nouns.values() for name in names}
    verbs = {name for names in lexicon.classes.values() for name in names}
    assert {noun for noun, _ in lexicon.cells} - nouns <= {"joint"}
    assert {verb for _, verb in lexicon.cells} <= verbs


@pytest.mark.parametrize(
    ("word", "spelling"),
    [("criticize", "criticise"), ("Mobilization", "mobilisation"), ("seize", "seize"), ("honor", "honour")],
)
def test_spellings_are_folded(word: str, spelling: str) -> None:
    assert canonical(word) == spelling


@pytest.mark.parametrize(
    ("lemma", "singular", "plural"),
    [("visit", "visits", "visit"), ("deny", "denies", "deny"), ("be", "is", "are"), ("push", "pushes", "push")],
)
def test_present_tense(lemma: str, singular: str, plural: str) -> None:
    assert (present(lemma, is_plural=False), present(lemma, is_plural=True)) == (singular, plural)
