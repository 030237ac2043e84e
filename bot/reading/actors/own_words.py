"""Which state speaks in a statement that no byline gives to one: the one that it says to stand, to urge, to be ready.

"Norway remains committed … We call on …" is Norway's statement. A report speaks of no state in this way more than of
the others, and never says "we".
"""

from collections import Counter
from collections.abc import Iterator

from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import Cast
from bot.reading.parsed import Doc, Token

_AVOWALS = frozenset({
    "remain", "stand", "reaffirm", "reiterate", "support", "oppose", "condemn", "call", "urge", "welcome", "reserve",
    "express", "attach", "hope", "believe", "appreciate", "deplore", "reject", "regret", "thank", "commend", "extend",
    "value", "stay", "adhere", "share", "denounce", "demand", "appeal", "underline", "stress", "recall", "protest",
    "congratulate", "look", "want", "lodge", "make", "announce", "declare", "expect", "insist",
})  # fmt: skip
"""What states say of themselves that they do, in the present tense."""
_MINDED = frozenset({
    "ready", "committed", "convinced", "prepared", "concerned", "grateful", "willing", "determined", "open", "resolved",
    "appalled", "alarmed", "outraged",
})  # fmt: skip
_FIRST = frozenset({"we", "i"})
OURSELVES = frozenset({
    "we", "We", "us", "our", "Our", "ours", "Ours", "ourselves", "I", "me", "my", "My", "myself",
})  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ENOUGH = 2
"""How often a text without a byline must say "we", and name its state, in this way."""


def speaker_by_words(doc: Doc, cast: Cast, *, is_signed: bool) -> CountryCode | None:
    """Return the state in whose voice a text is written, by what it says of itself.

    Args:
        doc: The parse of its normalised text.
        cast: Its actors.
        is_signed: Whether its title or first lines call it the statement of some office.

    Returns:
        The state's code; None where two could be meant, and for a report.
    """
    ours, states = 0, Counter[CountryCode]()
    for token in unquoted(doc):
        if token.dep_ in _SUBJECTS and _is_avowal(token.head):
            ours += token.lower_ in _FIRST
            if (side := _state_at(token, cast)) is not None:
                states[side] += 1
    ranked = states.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    side, times = ranked[0]
    if is_signed:
        return side
    return side if min(ours, times) >= _ENOUGH else None


def unquoted(doc: Doc) -> Iterator[Token]:
    """Yield the words of a text that stand outside quotation marks; a line's end closes them."""
    is_quoted = False
    for token in doc:
        if "\n" in token.text:
            is_quoted = False
        elif token.text == '"':
            is_quoted = not is_quoted
        elif not is_quoted:
            yield token


def own_words(doc: Doc) -> Iterator[Token]:
    """Yield the words outside quotation marks by which a text names whoever writes it: "we", "our", "I"."""
    return (token for token in unquoted(doc) if token.text in OURSELVES)


def _state_at(token: Token, cast: Cast) -> CountryCode | None:
    """Return the country that a subject names, no office and no body."""
    actor = cast.at(token.i)
    if actor is None or cast.actors[actor].kind is not ActorKind.COUNTRY or token.pos_ == "PRON":
        return None
    side = cast.country_of(actor)
    return None if side in {IGO, NGO} else side


def _is_avowal(verb: Token) -> bool:
    """Whether a verb tells what its subject stands for or will do, in the active voice of the present or future."""
    children = list(verb.children)
    if any(child.dep_ == "auxpass" for child in children):
        return False
    modals = {child.lower_ for child in children if child.tag_ == "MD"}
    if modals:
        return bool(modals & {"will", "shall", "'ll"})
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in children):
        return verb.lemma_ in _AVOWALS
    if verb.lemma_ in {"be", "remain"}:
        return verb.tag_ in {"VBZ", "VBP"} and any(child.lower_ in _MINDED for child in children)
    is_present = verb.tag_ in {"VBZ", "VBP", "VB"} or any(
        child.dep_ == "aux" and child.tag_ in {"VBZ", "VBP"} for child in children
    )
    return is_present and verb.lemma_ in _AVOWALS
