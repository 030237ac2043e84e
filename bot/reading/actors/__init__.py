"""Who appears in an article: persons, countries and bodies, their country, office and every mention."""

from bot.reading.actors.cast import Cast, Mention, MentionForm
from bot.reading.actors.find import find_actors
from bot.reading.actors.speaker import speaker_of, voiced

__all__ = ["Cast", "Mention", "MentionForm", "find_actors", "speaker_of", "voiced"]
