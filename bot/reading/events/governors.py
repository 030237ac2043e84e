"""Which words lend their time to an event: its own verb, its noun, the verbs that it is joined to or stands under."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.dates import DatedBy, EventDate, Precision
from bot.model.plover import EventType, Quad
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.effect import beginning
from bot.reading.events.story import Telling
from bot.reading.events.tenses import is_going_on, is_pluperfect, tense_of
from bot.reading.events.walk import Role
from bot.reading.parsed import Token

LEAD = 3
"""Sentences of a news lead, whose undated past is the day's news."""
VERBAL = frozenset({Quad.VERBAL_COOP, Quad.VERBAL_CONF})
_DECISIONS = frozenset({"action", "announcement", "decision", "designation", "measure", "step"})
"""Nouns whose own day ("today's decision") is that of what they do."""
_MEANWHILE = frozenset({"when", "as", "while"})
_SWAPS = frozenset({"return", "exchange"})
_FRESH = timedelta(days=3)
"""How long a statement's day still is the day of the news in it."""
_FINE = frozenset({Precision.DAY, Precision.WEEK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Governor:
    """A word whose time expressions may date an event.

    Attributes:
        word: The word.
        dated_by: What an expression on it makes of the date.
        is_frame: Whether it is the verb of saying above the event.
        is_under: Whether it is what a promise, a demand or a threat is about.
        is_later: Whether the event came before it ("…, after rebels had seized the port"): it lends no single day.
    """

    word: Token
    dated_by: DatedBy = DatedBy.EXPRESSION
    is_frame: bool = False
    is_under: bool = False
    is_later: bool = False

    def lends(self, when: EventDate) -> bool:
        """Return whether a date on the word may be lent at all."""
        return not (self.is_later and when.precision in _FINE)


def governors(telling: Telling) -> Iterator[Governor]:
    """Yield the words whose time expressions may date an event.

    Args:
        telling: The event.

    Yields:
        Words, the nearest first: what is still to come takes its time from what it is about, before the promise.
    """
    coding, role = telling.coding, telling.site.role
    if coding.is_nominal:
        yield Governor(word=coding.trigger)
        holder = coding.trigger.head.head
        if coding.is_deed and coding.trigger.dep_ == "pobj" and not tree.is_verb(holder):
            yield Governor(word=holder)  # "the target of sanctions since 2019"
        if role is Role.BACKGROUND:
            return
    own = coding.clause.verb
    under = [
        Governor(word=verb, is_under=True)
        for verb in verbs_under(coding)
        if verb.i != own.i and (telling.is_ahead or tree.is_infinitive(verb) or _is_forbidden(verb, coding))
    ]
    first = Governor(word=own)
    subject = coding.clause.subject
    if subject is not None and (verb := beginning(subject)) is not None:
        yield Governor(word=verb)
    yield from [*reversed(under), first] if telling.is_ahead else [first, *under]
    # "stopped buying wheat on Sunday": the parse hangs the day on either verb
    yield from (Governor(word=each) for each in tree.children(own, "xcomp") if each.tag_ == "VBG")
    if own.dep_ == "relcl" and not tree.is_verb(own.head):
        yield Governor(word=own.head)
    if coding.frame is None:
        yield Governor(word=telling.site.verb)
    if subject is not None and subject.lemma_.lower() in _DECISIONS:
        yield Governor(word=subject)
    yield from _above(own, role)
    yield from (Governor(word=each, dated_by=DatedBy.CONTEXT) for each in (*_meanwhile(coding), *_in_return(own)))
    if coding.frame is not None:
        yield Governor(word=coding.frame.verb, dated_by=DatedBy.CONTEXT, is_frame=True)


def _meanwhile(coding: Coding) -> Iterator[Token]:
    """What goes on while words are said: "said, while addressing the press on Monday"; the parser hangs it anywhere."""
    if coding.type.quad not in VERBAL:
        return
    said = [coding.clause.verb, *tree.children(coding.clause.verb, "ccomp")]
    for clause in (child for verb in said for child in tree.children(verb, "advcl")):
        marks = {child.lower_ for child in tree.children(clause, "mark", "advmod")}
        if clause.tag_ == "VBG" and marks & _MEANWHILE:
            yield clause


def _in_return(verb: Token) -> list[Token]:
    """What the other side does for it in one swap: "Chad freed a man, and Mali *in return* freed two on Friday"."""
    joined = [child for child in tree.children(verb, "conj") if tree.is_verb(child)]
    hosts = ((each, (each, *tree.children(each, "nsubj"))) for each in joined)  # the parse may hang it on the subject
    return [
        each
        for each, words in hosts
        if any(name == "in" and noun.lower_ in _SWAPS for word in words for name, noun in tree.prepositions(word))
    ]


def _is_forbidden(verb: Token, coding: Coding) -> bool:
    """Whether a gerund tells what a ban forbids: "prohibited the firm from selling jets since 2019"."""
    return verb.dep_ == "pcomp" and coding.type in {EventType.COERCE, EventType.SANCTION}


def _above(verb: Token, role: Role) -> Iterator[Governor]:
    """Verbs above a verb that pass their time on to it."""
    for _ in range(tree.MAX_STEPS):
        head = verb.head
        if verb.dep_ == "xcomp":
            yield Governor(word=head)
        elif tree.is_of_writing(verb) or (verb.dep_ == "pcomp" and head.lower_ == "by" and tree.is_verb(head.head)):
            head = head.head
            yield Governor(word=head)
        elif verb.dep_ == "conj" and (tense_of(verb) is tense_of(head) or _begins_with_time(head)):
            is_shared = tree.first_child(verb, "nsubj", "nsubjpass") is None
            yield Governor(word=head, dated_by=DatedBy.EXPRESSION if is_shared else DatedBy.CONTEXT)
        elif verb.dep_ == "advcl" and role in {Role.BACKGROUND, Role.PARTICIPLE}:
            yield Governor(word=head, dated_by=DatedBy.CONTEXT, is_later=_is_earlier(verb))
        else:
            return
        verb = head


def _begins_with_time(verb: Token) -> bool:
    """Whether a time before its subject opens a clause, so that it holds for what is joined to it, too."""
    subject = tree.first_child(verb, "nsubj", "nsubjpass")
    if subject is None or not is_pluperfect(verb):
        return False
    return any(
        child.dep_ in {"npadvmod", "advmod", "prep"} and child.i < subject.i
        for child in verb.children
        if any(word.ent_type_ in {"DATE", "TIME"} for word in child.subtree)
    )


def _is_earlier(clause: Token) -> bool:
    """Whether an adverbial clause tells what came before its main clause."""
    if any(child.lower_ == "having" for child in clause.children):
        return True
    marks = {child.lower_ for child in tree.children(clause, "mark", "advmod") if child.i < clause.i}
    return clause.tag_ != "VBG" and bool(tree.children(clause, "mark")) and not marks & _MEANWHILE


def verbs_under(coding: Coding) -> list[Token]:
    """Return the verbs of what a coding is about, the outermost first."""
    found: list[Token] = []
    inner = coding.inner
    while inner is not None and len(found) < tree.MAX_STEPS:
        found.append(inner.clause.verb)
        inner = inner.inner
    return found


def shares_day(telling: Telling, when: EventDate, published: date | None) -> bool:
    """Return whether an act took place when it was told of ("the ministry said on Wednesday that …").

    Words are said when they are said, and what goes on goes on then. What has been done was done before: only in the
    news of the day, or within a whole month or year, is that the same time.

    Args:
        telling: The event under the verb of saying.
        when: The date of the saying.
        published: Day of publication; None where unknown.
    """
    coding = telling.coding
    if telling.is_ahead:
        return False
    if coding.type.quad in VERBAL or is_going_on(coding.clause.verb) or when.precision not in _FINE:
        return True
    is_fresh = published is None or (when.range is not None and published - when.range.end <= _FRESH)
    return telling.sentence < LEAD and is_fresh


_DECLARED = frozenset({EventType.REJECT, EventType.SUPPORT})
"""What is done by saying what one won't do: "will not take part", "will not waver in its support"."""


def is_news_tense(coding: Coding) -> bool:
    """Return whether a clause speaks of its own day: past, present or perfect, a statement put back, "we won't"."""
    verb = coding.clause.verb
    if coding.clause.is_negated and coding.clause.modal == "future" and coding.type in _DECLARED:
        return True
    if coding.frame is not None and coding.frame.verb.i != verb.i:
        if is_pluperfect(verb) and coding.type.quad not in VERBAL:
            return False
        return coding.frame.verb.tag_ in {"VBD", "VBZ", "VBP", "VBN", "VB"}
    for _ in range(tree.MAX_STEPS):
        auxiliaries = tree.children(verb, "aux", "auxpass")
        if is_pluperfect(verb):
            return False
        if auxiliaries or verb.tag_ in {"VBD", "VBZ", "VBP"}:
            return all(aux.tag_ != "MD" or aux.lower_ in {"must", "should"} for aux in auxiliaries)
        if tree.is_of_writing(verb):  # "issued a statement condemning"
            verb = verb.head.head
            continue
        if verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False
