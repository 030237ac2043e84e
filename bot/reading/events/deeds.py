"""Acts that a noun tells by itself, with a day of its own: "condemned the raid of 4 March", "after an attack on Mali".

The clause in which such a noun stands tells something else, if anything. A noun tells an act only where it is certain
that the act took place: not where it is planned, feared, asked for or denied. Of what somebody is blamed for only the
doer is in doubt, so it is told as reported.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.dates import DateRange, TimexType
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.anchors import Anchor
from bot.reading.events.coder import Coder
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import canonical
from bot.reading.events.noun_acts import deed_coding, deed_type, doer_of, is_done_to_owner
from bot.reading.events.offsets import offset_of
from bot.reading.events.walk import Role, Site
from bot.reading.parsed import Span, Token

_PASSING_ON = frozenset({EventType.RETREAT, EventType.MOBILIZE, EventType.SANCTION})
"""Acts whose second mention in a sentence has the doer of the first ("a withdrawal, beyond the withdrawal of May")."""
_ANSWERS = frozenset({EventType.ACCUSE, EventType.SUPPORT})
_UNREAL_KINDS = frozenset({
    "threaten", "request", "agree", "vow", "plan", "consider", "prevent", "deny", "fail", "allow",
})  # fmt: skip
_AWAITING = frozenset({
    "fear", "expect", "await", "anticipate", "predict", "avert", "avoid", "foil", "thwart", "brace", "simulate",
})  # fmt: skip
_UNREAL_PREPS = frozenset({"before", "without", "pending", "until", "unless", "barring", "if"})
_GROUNDS = frozenset({"after", "since", "following", "over", "about", "despite", "amid", "during"})
"""What somebody does because of an act, or while it goes on, takes the act for granted."""
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_OWN = frozenset({"national", "country", "nation", "government", "state", "public"})
_UNREAL_WORDS = frozenset({
    "no", "any", "possible", "potential", "future", "planned", "imminent", "proposed", "likely", "such", "every",
    "threatened", "feared", "expected", "attempted", "foiled", "similar",
})  # fmt: skip
_BRINGING = frozenset({
    "announce", "launch", "carry", "stage", "impose", "begin", "order", "hold", "commit", "conduct", "start", "mount",
})  # fmt: skip
_AIMS = ("against", "on", "upon", "at", "into", "with", "in", "near", "off", "from", "across")
_OPEN = frozenset({"by", "until", "till", "before", "after"})
_RECENT = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Where an article's past days hang in the parse.

    Attributes:
        on: Word → the days that an expression on it names.
        counted: Nouns from which a length counts ("a week after the *raid*").
        published: Day of publication; None where unknown.
    """

    on: Mapping[int, DateRange]
    counted: frozenset[int]
    published: date | None


def past_days(placed: Iterable[Anchor], published: date | None) -> Days:
    """Gather where an article's past days hang.

    Args:
        placed: Its time expressions in the parse.
        published: Day of publication; None where unknown.
    """
    on: dict[int, DateRange] = {}
    counted: set[int] = set()
    for anchor in placed:
        offset, reach = offset_of(anchor), anchor.timex.range
        if offset is not None and offset.pivot is not None and offset.length is not None:
            counted.add(offset.pivot.i)
        is_point = anchor.timex.type in {TimexType.DATE, TimexType.TIME} and anchor.prep not in _OPEN
        if reach is not None and is_point and (published is None or reach.start <= published):
            on.setdefault(anchor.host.i, reach)
    return Days(on=on, counted=frozenset(counted), published=published)


def deeds(sentence: Span, found: Sequence[Site], coder: Coder, days: Days) -> Iterator[Site]:
    """Yield the acts that nouns of a sentence tell by themselves.

    Args:
        sentence: One sentence with its parse.
        found: What its clauses tell.
        coder: The coder of the article.
        days: The article's past days.

    Yields:
        Codings whose clause is made up: its verb is the noun, its subject who does it, its objects to whom.
    """
    told = (site for site in found if site.role is not Role.RELATIVE or _names_doer(site, coder))
    spent = {token.i for site in told for token in _spent(site.coding)}
    for noun in sentence:
        if noun.tag_ not in {"NN", "NNS"} or noun.i in spent or noun.dep_ in {"compound", "amod", "nmod", "poss"}:
            continue
        kind = deed_type(noun, coder)
        if kind is None or not _took_place(noun, coder):
            continue
        blame = _blame_over(noun, found)
        carrier = _carrier(noun, blame, days)
        if carrier is None:
            continue
        doers = [] if blame is None or noun in blame.coding.clause.objects else blame.coding.clause.objects
        named = doer_of(noun, coder.nouns)
        doer = named or next(iter(doers), None) or _doer_of_same(noun, kind, found)
        status = Status.REPORTED if blame is not None and named is None and doers else Status.OCCURRED
        if _is_history(carrier, days) and (doer is None or not _aims(noun)):
            continue
        aims = _aims(noun)
        if blame is not None and blame.coding.clause.subject is not None and any(map(_is_at_home, aims)):
            aims = (*aims, blame.coding.clause.subject)
        coding = deed_coding(noun, kind, doer, aims, status)
        yield Site(coding=coding, role=Role.NOMINAL, verb=carrier)


def _names_doer(site: Site, coder: Coder) -> bool:
    return any(coder.nouns.is_party(noun) for noun in site.coding.clause.doers)


def _spent(coding: Coding) -> Iterator[Token]:
    """The nouns that a clause's own event has told."""
    current: Coding | None = None if coding.type in _ANSWERS else coding
    while current is not None:
        yield current.trigger
        if current.noun is not None:
            yield current.noun
        current = current.inner


def _took_place(noun: Token, coder: Coder) -> bool:
    """Whether nothing above a noun, and no word on it, leaves open whether its act took place."""
    if any(child.lower_ in _UNREAL_WORDS for child in noun.children if child.i < noun.i):
        return False
    is_known = any(child.lower_ in _KNOWN or child.dep_ == "poss" for child in noun.children)
    word = noun
    for _ in range(tree.MAX_STEPS * 2):
        if word.head.i == word.i:
            return True
        word = word.head
        if word.dep_ == "prep" and word.lower_ in _UNREAL_PREPS:
            return False
        if word.dep_ in {"prep", "agent"} and word.lower_ in _GROUNDS:
            return True
        if tree.is_verb(word):
            if not _is_real(word, coder):
                return False
            if is_known:
                return True
    return True


def _is_real(verb: Token, coder: Coder) -> bool:
    lexicon = coder.lexicon
    lemma = canonical(verb.lemma_)
    if lemma in _AWAITING or lexicon.kinds("verbs", lemma) & _UNREAL_KINDS:
        return False
    modals = lexicon.words["modals.future"] | lexicon.words["modals.possible"] | lexicon.words["modals.obligation"]
    return not any(
        child.dep_ == "neg"
        or (child.dep_ in {"aux", "auxpass"} and child.lower_ in modals)
        or (child.dep_ in {"mark", "advmod"} and child.lower_ in {"if", "unless", "whether", "until", "before"})
        for child in verb.children
    )


def _blame_over(noun: Token, found: Sequence[Site]) -> Site | None:
    """The accusation under whose verb a noun stands."""
    above = {each.i for each in noun.ancestors}
    blames = (site for site in found if site.coding.type is EventType.ACCUSE and site.role is not Role.INNER)
    return next((site for site in blames if site.coding.clause.verb.i in above), None)


def _carrier(noun: Token, blame: Site | None, days: Days) -> Token | None:
    """The word on which the day of a noun's act hangs: the noun, one within its phrase, or its verb."""
    if noun.i in days.on or noun.i in days.counted:
        return noun
    within = [inner for _, inner in tree.prepositions(noun)]
    bearing = [each for each in tree.children(noun, "acl", "relcl") if each.tag_ == "VBN" and _bears(each)]
    if (loose := _loose_participle(noun)) is not None:
        bearing.append(loose)
    if blame is not None and noun.dep_ == "dobj" and noun.head.dep_ == "pcomp":
        bearing.append(noun.head)
    return next((each for each in (*within, *bearing) if each.i in days.on), None)


def _is_at_home(aim: Token) -> bool:
    """Whether an aim is one of the accuser's own country: "the national bank", "the country's ports"."""
    words = {token.lower_ for token in aim.subtree}
    return bool(words & _KNOWN) and bool(words & _OWN)


def _is_history(carrier: Token, days: Days) -> bool:
    """Whether an act lies so far back that only one with both sides belongs on a timeline of the news."""
    reach = days.on.get(carrier.i)
    return reach is not None and days.published is not None and days.published - reach.end > _RECENT


def _bears(verb: Token) -> bool:
    return verb.lemma_.lower() in _BRINGING


def _loose_participle(noun: Token) -> Token | None:
    """A participle right behind a noun's phrase that the parser hung higher: "the withdrawal … first announced on"."""
    last = noun.right_edge.i
    for token in noun.doc[last + 1 : last + 4]:
        if token.is_punct or token.pos_ == "ADV":
            continue
        is_participle = token.tag_ in {"VBN", "VBD"} and tree.first_child(token, "nsubj", "nsubjpass", "dobj") is None
        return token if is_participle and token.dep_ in {"advcl", "acl"} and _bears(token) else None
    return None


def _doer_of_same(noun: Token, kind: EventType, found: Sequence[Site]) -> Token | None:
    """Who does the act of the same name that the sentence's clause tells."""
    if kind not in _PASSING_ON:
        return None
    same = (site.coding for site in found if site.coding.noun is not None and site.coding.act is kind)
    return next(
        (each.clause.subject for each in same if each.noun is not None and each.noun.lemma_ == noun.lemma_), None
    )


def _aims(noun: Token) -> tuple[Token, ...]:
    """To whom it is done: behind a preposition of aim or place, else what a relative clause or participle governs."""
    after = tree.prepositions(noun)
    undergone = is_done_to_owner(noun)
    aims = [*tree.children(noun, "poss"), *(inner for name, inner in after if name == "of")] if undergone else []
    aims += [inner for wanted in _AIMS for name, inner in after if name == wanted and inner.ent_type_ != "DATE"]
    for clause in tree.children(noun, "relcl", "acl"):
        if not tree.is_passive(clause):
            aims.extend(tree.children(clause, "dobj"))
    return tuple(aims)
