"""The event lexicon: verb and noun classes, matrices and traps as tables, and the look-ups made of them."""

from bot.reading.events.lexicon.entries import Entry
from bot.reading.events.lexicon.load import Lexicon, load_lexicon
from bot.reading.events.lexicon.spelling import canonical

__all__ = ["Entry", "Lexicon", "canonical", "load_lexicon"]
