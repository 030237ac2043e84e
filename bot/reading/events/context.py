"""PLOVER contexts of an event: what it is about, by the words of its clause."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from bot.model.plover import Context
from bot.reading.events.lexicon import canonical
from bot.reading.parsed import Token


def contexts_of(tokens: Iterable[Token]) -> tuple[Context, ...]:
    """Return the contexts that the words of an event name.

    Args:
        tokens: The event's words.

    Returns:
        Contexts in the enum's order; may be empty.

    Source:
        PLOVER manual (draft 0.8), section "Contexts"; the key words are general English.
    """
    table = _keywords()
    words = ["" if token.ent_type_ == "PERSON" else canonical(token.lemma_) for token in tokens if not token.is_punct]
    found = {context for word in words for context in table.get(word, ())}
    for first, second in pairwise(words):
        found.update(table.get(f"{first} {second}", ()))
    return tuple(context for context in Context if context in found)


@cache
def _keywords() -> Mapping[str, frozenset[Context]]:
    rows = tomllib.loads(files("bot.reading.events.lexicon").joinpath("contexts.toml").read_text(encoding="utf-8"))
    found: dict[str, set[Context]] = {}
    for name, words in rows.items():
        for word in words:
            found.setdefault(canonical(word), set()).add(Context(name))
    return {word: frozenset(contexts) for word, contexts in found.items()}
