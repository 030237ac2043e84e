"""The event lexicon: verb and noun classes, matrices and traps as tables, and the look-ups made of them."""

from bot.reading.events.lexicon.entries import Entry
from bot.reading.events.lexicon.load import Idiom, Lexicon, idioms, load_lexicon
from bot.reading.events.lexicon.spelling import canonical

__all__ = ["Entry", "Idiom", "Lexicon", "canonical", "idioms", "load_lexicon"]
