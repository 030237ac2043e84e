"""The language model as it is, quicker: parts that say what spaCy's own say, in fewer steps (docs/adr/0044)."""

from typing import Any, Protocol, cast

from spacy.language import Language
from spacy.pipeline import Tok2Vec

from bot.reading.quick import entities, lemmas, ruler, vectors

__all__ = ["quicken"]


class _Learner(Protocol):
    def learn(self, component: Any) -> None:
        """Take over what another part of a pipeline has learned."""


def quicken(nlp: Language) -> None:
    """Let a pipeline say in less time what it says.

    Args:
        nlp: Is changed. What it sets stays the same, for any text; parts of another kind than usual stay as they are.
    """
    for name, component in nlp.pipeline:
        if isinstance(component, Tok2Vec):
            component.model = vectors.remembering(component.model)
        for kind in (ruler, lemmas, entities):
            if kind.can_copy(component):
                cast("_Learner", nlp.replace_pipe(name, kind.FACTORY)).learn(component)
                break
