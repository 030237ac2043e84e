"""Who speaks in a sentence that is nothing but quoted words: whoever the sentence before says was speaking."""

from bot.reading.actors.cast import Cast
from bot.reading.events import tree
from bot.reading.events.parties import Parties
from bot.reading.parsed import Token

_SAYING = frozenset({
    "say", "tell", "add", "warn", "declare", "write", "state", "insist", "announce", "argue", "note", "claim", "tweet",
    "post", "stress", "reply", "comment", "demand", "explain", "respond",
})  # fmt: skip


def voice_of(verb: Token, cast: Cast) -> tuple[int, ...]:
    """Return who speaks the words of a sentence that begins with a quotation mark and names no speaker.

    Args:
        verb: The sentence's main verb.
        cast: The article's actors and their mentions.

    Returns:
        The ids of the speaker; empty where the sentence is not all quoted, or nobody was speaking just before.
    """
    doc, sentence = verb.doc, verb.sent
    start = next((token for token in sentence if not token.is_space), sentence[0])
    if start.text != '"' or start.i == 0 or verb.dep_ != "ROOT":
        return ()
    before = doc[start.i - 1].sent
    quotes = [token.i for token in before if token.text == '"']
    if not quotes:
        return ()
    for token in reversed(list(before)):
        if token.lemma_.lower() not in _SAYING or not tree.is_verb(token):
            continue
        subject = tree.first_child(token, "nsubj")
        if subject is not None and (found := Parties(cast=cast).joined(subject)):
            return found
    return ()
