"""The language model as it is, quicker: parts that say what spaCy's own say, in fewer steps (docs/adr/0044)."""

from spacy.language import Language

from bot.reading.quick import entities, lemmas, ruler

__all__ = ["quicken"]


def quicken(nlp: Language) -> None:
    """Let a pipeline say in less time what it says.

    Args:
        nlp: Is changed. What it sets stays the same, for any text; parts of another kind than usual stay as they are.
    """
    for name, component in nlp.pipeline:
        if ruler.can_copy(component):
            ruler.put_in_place(nlp, name, component)
        elif lemmas.can_copy(component):
            lemmas.put_in_place(nlp, name, component)
        elif entities.can_copy(component):
            entities.put_in_place(nlp, name, component)
