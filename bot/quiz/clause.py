"""A headline taken apart: who, the verb, the rest. Stems are put together again from these parts.

Headlines are present tense and stand alone ("Antony Blinken and Qin Gang speak by telephone"). Where one can't be
taken apart with certainty, there is no clause, and no question is made of its words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.model.countries import Gazetteer
from bot.model.datewords import MONTHS
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Status
from bot.model.statement import PartRole, Statement, StatementPart
from bot.quiz import lexicon
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import country_words, introduced, is_full_name, name_words, spelt_out
from bot.quiz.verbs import base_form, past_tense

_TITLE = re.compile(r"(?:(?:[A-Z][\w.'’-]*|of|for|and|the|on|to|de|der|[Tt]he)\s+){0,12}")
_JOIN = re.compile(r"(?:,| and|, and)\s+")
_BODY_NOUN = re.compile(
    r"(?:'s|’s)?(?:\s+(?:[A-Z][\w-]*|{}))*(?!\w)".format(
        "|".join(word for name in ("singular", "plural", "before") for word in lexicon.words("bodies", name))
    )
)
_PLURAL_END = re.compile(r"(?:{})$".format("|".join(lexicon.words("bodies", "plural"))))
_ADVERB = r"(?:(?:also|again|jointly|formally|officially|publicly|reportedly|together|then|both|\w+ly)\s+)?"
_FUTURE = re.compile(
    rf"\s+(?:will|(?:is|are) (?:due |set |scheduled |expected |about )?to|plans? to)\s+{_ADVERB}([a-z-]+)\b(.*)"
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|n't|nothing|nobody|without)\b")
_PARTICIPLE = r"[a-z-]*(?:ed|en|wn|ught|old|eld|ade|one|et|ut|it|un|aid|ent|eft|ost|uilt|shot)"
_PERFECT = re.compile(rf"\s+(?:has|have)\s+{_ADVERB}({_PARTICIPLE})\b(.*)")
_BE_PARTICIPLE = re.compile(rf"\s+(?:is|are)\s+({_PARTICIPLE})\b(.*)")
_PRESENT = re.compile(rf"\s+{_ADVERB}([a-z][a-z-]*)\b(.*)")
_PASSIVE = re.compile(
    rf"(?P<subject>(?:An? |The |[A-Z0-9])[^,;:]{{2,70}}?)\s+(?P<aux>is|are)\s+"
    rf"(?P<participle>{_PARTICIPLE})\b(?P<rest>.*)"
)
_NO_VERB = frozenset(lexicon.words("verbs", "never"))
_MONTH = "|".join(MONTHS)
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = re.compile(
    rf"\s+(?:in|on|during|late on|early on)\s+(?:the week of\s+)?"
    rf"(?:(?:early|mid|late)[- ])?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH}|{_WEEKDAY})"
    rf"(?:\s+\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?(?!\d))?(?:,?\s+\d{{4}})?(?!\w)|\s+in\s+(?:19|20)\d\d(?!\w)"
)
_LEAST_KEPT = 2
_PLAIN_WORDS = 7
_OPEN = {
    "with": re.compile(r"(?:ties|relations|links|contacts?|the border|its border|borders?)$"),
    "from": re.compile(
        r"^(?:recall|withdraw|pull) (?:out )?(?:its|an?|the) (?:[a-z]+ )?(?:ambassador|envoy|high commissioner)$|"
        r"imports$|goods$"
    ),
}
"""Objects that leave open with whom or from where, by the preposition that tells it."""
_LONG_REST = 100
_SPOKEN = frozenset({"speak", "talk", "phone", "telephone", "call", "meet"})
_PLAIN_VERBS = frozenset({"meet", "speak", "talk", "visit", "travel", "phone", "telephone", "call", "host", "receive"})
_EMPTY_END = re.compile(
    r"(?P<kept>\s.+)\s(?:in|on|at|from|over|against|with|for|across|within|among)\s"
    r"(?:the\s(?:[\w-]+\s){{0,2}}(?:{})|(?:[\w-]+\s)?(?:{}))".format(
        "|".join((*lexicon.words("lint", "pointing_always"), *lexicon.words("lint", "pointing"))),
        "|".join(lexicon.words("lint", "vague_end")),
    )
)
_CUT_GERUND = re.compile(r"(?:,? and)? to (?:stop|cease|halt|avoid|keep) \w+ing$")
_ANY_DATE = re.compile(
    rf"\b(?:{_MONTH}|{_WEEKDAY}|(?:19|20)\d\d|today|tonight|yesterday|tomorrow|recently|now|currently|so far|"
    rf"the beginning of the (?:year|month|week)|"
    rf"(?:last|past|recent|coming|next) (?:(?:few|several|two|three|four|five|ten|many) )?(?:days|weeks|months|years)|"
    rf"earlier|later|"
    rf"(?:last|next|this|previous|earlier|coming) (?:day|week|month|year|spring|summer|autumn|fall|winter|night)|"
    rf"(?:days?|weeks?|months?|years?) (?:ago|earlier|later))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A headline's parts.

    Attributes:
        subject: As printed, with a leading "the" in lower case.
        is_plural: Whether the subject takes "were".
        lemma: The verb's base form; "" where an auxiliary bears the tense (`aux`).
        aux: "" for a simple past, "had" or "was"/"were" where `rest` begins with a participle, "due" for the future.
        past: Simple past or participle with which the predicate begins.
        rest: What follows the verb, without dates; with a leading blank, or empty.
        has_date: Whether a date could not be taken out of it.
        adverb: What stands before the verb, "" for nothing.
        parts: What `rest` is made of, where that is known.
    """

    subject: str
    is_plural: bool
    lemma: str
    aux: str
    past: str
    rest: str
    has_date: bool
    adverb: str = ""
    parts: tuple[StatementPart, ...] = ()

    def told(self, subject: str | None = None, *, is_plural: bool | None = None) -> str:
        """Return the clause in the past: "China turned down …", "Blinken was due to visit …"."""
        return f"{self.subject if subject is None else subject} {self.predicate(is_plural=is_plural)}"

    def predicate(self, *, is_plural: bool | None = None) -> str:
        """Return what the subject did, in the past."""
        be = "were" if (self.is_plural if is_plural is None else is_plural) else "was"
        adverb = f"{self.adverb} " if self.adverb else ""
        if self.aux == "due":
            return f"{be} due to {adverb}{self.lemma}{self.rest}"
        if self.lemma == "be":
            return f"{be}{self.rest}"
        if self.aux in {"was", "were"}:
            return f"{be} {adverb}{self.past}{self.rest}"
        return f"{self.aux} {adverb}{self.past}{self.rest}".strip()

    def asked(self, subject: str, rest: str | None = None) -> str:
        """Return the clause as the tail of a question: "did China turn down …", "was Blinken due to visit …".

        Args:
            subject: The words for the subject.
            rest: Instead of the clause's own rest.
        """
        rest = self.rest if rest is None else rest
        be = "were" if self.is_plural else "was"
        adverb = f"{self.adverb} " if self.adverb else ""
        if self.aux == "due":
            return f"{be} {subject} due to {adverb}{self.lemma}{rest}"
        if self.lemma == "be":
            return f"{be} {subject}{rest}"
        if self.aux in {"was", "were"}:
            return f"{be} {subject} {adverb}{self.past}{rest}"
        if self.aux == "had":
            return f"had {subject} {adverb}{self.past}{rest}"
        return f"did {subject} {adverb}{self.lemma}{rest}"


def clauses(fact: Fact, gazetteer: Gazetteer, pair: frozenset[CountryCode] = frozenset()) -> Iterator[Clause]:
    """Yield a fact's clause as its statement has it, then as its headline has it, where that can be taken apart.

    Args:
        fact: The fact.
        gazetteer: Names of countries.
        pair: The two countries that the story is about: "cut ties" of one is told to be with the other.
    """
    if fact.statement is not None:
        yield _of_statement(fact.statement, fact, gazetteer, pair)
    found = of_headline(fact, gazetteer)
    if found is not None and (fact.is_edited or _is_plain(fact, found)):
        yield replace(found, rest=_introducing(found.rest, fact, gazetteer))


def _brief(parts: tuple[StatementPart, ...]) -> tuple[StatementPart, ...]:
    """Return parts without circumstances at their end, as far as they make a stem too long."""
    kept = list(parts)
    while len(kept) > 1 and sum(len(part.words) + 1 for part in kept) > _LONG_REST:
        is_aim = (
            kept[-1].role is PartRole.CLAUSE and kept[-1].text.startswith("to ") and kept[-2].role is PartRole.OBJECT
        )
        if kept[-1].role is not PartRole.OBLIQUE and not is_aim:
            break
        kept.pop()
    return tuple(kept)


def _completed(
    parts: tuple[StatementPart, ...], statement: Statement, fact: Fact, gazetteer: Gazetteer
) -> tuple[StatementPart, ...]:
    """Add with whom ties are cut, or whence an envoy is recalled, where the record alone tells it."""
    codes = {side.country for side in fact.target} - {side.country for side in fact.source}
    country = gazetteer.countries.get(next(iter(codes)) or CountryCode("")) if len(codes) == 1 else None
    if not parts or country is None or country.alpha2 is None or parts[-1].role is not PartRole.OBJECT:
        return parts
    told = " ".join(part.words for part in parts)
    preposition = next((word for word, shape in _OPEN.items() if shape.search(f"{statement.lemma} {told}")), None)
    if preposition is None or any(word in f"{statement.subject} {told}" for word in country_words(country)):
        return parts
    name = country.name if any(side.name == country.name for side in fact.target) else None
    added = StatementPart(
        role=PartRole.OBLIQUE,
        preposition=preposition,
        text=country.in_text,
        parties=() if name is None else (name,),
    )
    return (*parts, added)


def _introducing(text: str, fact: Fact, gazetteer: Gazetteer) -> str:
    """Return a text with the office before the name of each of a fact's persons, where it isn't told already."""
    for side in fact.sides:
        if side.kind is ActorKind.PERSON and is_full_name(side) and (side.office is None or side.office not in text):
            text = re.sub(rf"(?<!\w){re.escape(side.name)}(?!\w)", introduced(side, gazetteer), text, count=1)
    return text


def _is_plain(fact: Fact, clause: Clause) -> bool:
    """Tell whether a headline tells of a meeting or a journey and little else: words that a reading puts safely."""
    is_one_to_one = len(fact.source) == len(fact.target) == 1 and fact.source[0].country != fact.target[0].country
    is_of_persons = all(side.kind is ActorKind.PERSON for side in fact.sides) or clause.lemma not in _SPOKEN
    is_short = is_of_persons and len(clause.rest.split()) <= _PLAIN_WORDS
    return fact.act is EventType.CONSULT and is_one_to_one and is_short and clause.lemma in _PLAIN_VERBS


def of_headline(fact: Fact, gazetteer: Gazetteer) -> Clause | None:
    """Take a fact's headline apart; None where it can't be done with certainty, or where it is negated."""
    headline = fact.headline
    if _NEGATED.search(headline) or headline.endswith(("?", "!")) or ":" in headline:
        return None
    end = _subject_end(headline, fact, gazetteer)
    if end is None:
        return _passive(headline, fact)
    subject, tail = headline[:end], headline[end:]
    is_plural = bool(_JOIN.search(subject)) or bool(_PLURAL_END.search(subject))
    return _active(_lower_article(subject), is_plural, tail, fact)


def _of_statement(told: Statement, fact: Fact, gazetteer: Gazetteer, pair: frozenset[CountryCode]) -> Clause:
    parts = tuple(replace(part, text=_introducing(part.text, fact, gazetteer)) for part in told.parts)
    if {side.country for side in (*fact.source, *fact.target)} == pair:
        parts = _completed(parts, told, fact, gazetteer)
    parts = _brief(tuple(replace(part, text=spelt_out(part.text, gazetteer)) for part in parts))
    rest = "".join(f" {part.words}" for part in parts)
    return Clause(
        subject=spelt_out(told.subject, gazetteer),
        is_plural=told.is_plural,
        lemma=told.lemma,
        aux=told.auxiliary,
        past=told.past or past_tense(told.lemma),
        rest=rest,
        has_date=bool(_ANY_DATE.search(f"{told.subject} {rest}")),
        adverb=told.adverb,
        parts=parts,
    )


def _active(subject: str, is_plural: bool, tail: str, fact: Fact) -> Clause | None:
    is_planned = fact.status is Status.PLANNED
    if found := _FUTURE.match(tail):
        return _clause(subject, is_plural, found[1], "due", found[1], found[2]) if is_planned else None
    if found := _PERFECT.match(tail):
        return _clause(subject, is_plural, "", "had", found[1], found[2])
    if (passive := _BE_PARTICIPLE.match(tail)) and passive[1] not in lexicon.words("lint", "weak_verbs"):
        return _clause(subject, is_plural, "", "was", passive[1], passive[2])
    found = _PRESENT.match(tail)
    if not found or found[1] in _NO_VERB:
        return None
    lemma = base_form(found[1])
    if not is_plural and lemma == found[1] and not found[1].endswith("s"):
        return None
    if is_planned or lemma in lexicon.words("lint", "weak_verbs"):
        return None
    return _clause(subject, is_plural, lemma, "", past_tense(lemma), found[2])


def _passive(headline: str, fact: Fact) -> Clause | None:
    found = _PASSIVE.fullmatch(headline)
    if found is None or fact.status is not Status.OCCURRED:
        return None
    first = found["subject"].split(" ", 1)[0]
    is_common = any(re.search(rf"(?<!\w){re.escape(first.lower())}(?!\w)", sentence) for sentence in fact.support)
    subject = found["subject"]
    subject, is_plural = (
        (subject[:1].lower() + subject[1:]) if is_common else _lower_article(subject),
        found["aux"] == "are",
    )
    return _clause(subject, is_plural, "", "was", found["participle"], found["rest"])


def _clause(subject: str, is_plural: bool, lemma: str, aux: str, past: str, rest: str) -> Clause:
    without = _without_empty_end(_CUT_GERUND.sub("", _DATE.sub("", rest).rstrip(" ,;")))
    has_date = bool(_ANY_DATE.search(f"{subject} {without}"))
    return Clause(
        subject=subject, is_plural=is_plural, lemma=lemma, aux=aux, past=past, rest=without, has_date=has_date
    )


def _without_empty_end(rest: str) -> str:
    """Cut a last phrase that points back or says nothing: "… from flying in the nation" → "… from flying"."""
    while found := _EMPTY_END.fullmatch(rest):
        if len(found["kept"].split()) < _LEAST_KEPT:
            break
        rest = found["kept"]
    return rest


def has_date_words(text: str) -> bool:
    """Tell whether a text holds a month, weekday, year or a relative date."""
    return _ANY_DATE.search(text) is not None


def _lower_article(subject: str) -> str:
    return re.sub(r"^(The|An?)(?= )", lambda m: m[1].lower(), subject)


def _subject_end(headline: str, fact: Fact, gazetteer: Gazetteer) -> int | None:
    """Return where the subject ends, when the headline begins with the fact's source; None otherwise."""
    end: int | None = None
    sides = list(fact.sides if fact.is_reciprocal else fact.source)
    while True:
        start = 0 if end is None else end
        join = _JOIN.match(headline, start) if end is not None else None
        if end is not None and join is None:
            return end
        begin = join.end() if join else 0
        found = max((_side_end(headline, begin, side, gazetteer) or 0 for side in sides), default=0)
        if not found:
            return end
        end = found


def _side_end(headline: str, begin: int, side: Side, gazetteer: Gazetteer) -> int | None:
    """Return where a side's noun phrase ends that begins at `begin`, titles and bodies included."""
    for name in _surface_names(side, gazetteer):
        at = headline.find(name, begin)
        while at >= 0:
            ends = at + len(name)
            is_whole = not headline[ends : ends + 1].isalnum() and not headline[at - 1 : at].isalnum()
            if is_whole and _TITLE.fullmatch(headline, begin, at):
                is_person = side.kind is ActorKind.PERSON and name in {side.name, *name_words(side)}
                body = None if is_person else _BODY_NOUN.match(headline, ends)
                return body.end() if body else ends
            at = headline.find(name, at + 1)
    return None


def _surface_names(side: Side, gazetteer: Gazetteer) -> Sequence[str]:
    names = [side.name, *(name_words(side) if " " in side.name else ())]
    country = gazetteer.countries.get(side.country) if side.country is not None else None
    if country is not None:
        names += country_words(country)
    return names
