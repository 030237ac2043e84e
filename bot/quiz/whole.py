"""Whether a clause says all that it takes: its matter, its object, something by its name, and an act at all."""

import re
from collections.abc import Sequence

from bot.model.countries import Gazetteer
from bot.model.dates import DatedBy, Precision
from bot.model.plover import EventType
from bot.model.reading import ActorKind
from bot.model.statement import PartRole
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.facts import Fact
from bot.quiz.naming import country_words
from bot.quiz.verbs import past_tense

_CUT_LIST = re.compile(r",\s(?!and\b|or\b)[\w-]+$")
_NUMBERED = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)-|.*\d")
_SHARE = re.compile(r"%|\bper ?cent\b")
_MATTER = re.compile(r" (?:over|for|about|at|against|that) ")
_EXPECTED = frozenset({"expected", "due", "set", "scheduled", "planned", "slated"})
_INTENDING = frozenset({"intend", "plan"})
_EMPTY_PROMISE = re.compile(
    r"\b(?:to the (?:press|media|nation)|to reporters|to journalists|in (?:close )?(?:contact|touch)|close contacts?|"
    r"work together|continue (?:the |their )?(?:dialogue|talks|discussions|consultations)|solidarity|condolences|"
    r"(?<!that )(?<!which )both (?:sides|parties|countries|[Mm]ember))\b"
)
"""What says nothing of what was agreed, or to whom it was said."""
_UNTOLD = re.compile(
    r"\b(?:its|their) (?:[a-z]+ )?(?:{})\b(?! (?:about|against|for|of|on|over|that|to|by|with)\b)".format(
        "|".join(lexicon.words("lint", "of_matter"))
    )
)
"""What one side said or asked before, without what it was about: "its repeated warnings"."""
_ONLY_QUOTED = re.compile(r" (?:to|that|for|of) [“\"]")
_FORCES_AWAY = re.compile(r"\b(?:withdr[ae]w|pulled|pull)\b.*\b(?:forces|troops|soldiers)\b(?!.*\bfrom\b)")
"""A withdrawal that doesn't say whence."""
_FEW_WORDS = 4
"""Words of a visit that say no more than whom or where."""
_UNNAMED_ACT = re.compile(r"\bof (?:an act|acts) of\b")
_OWN_PEOPLE = re.compile(
    r" (?:its |their |the )?(?:[A-Za-z]+ )?(?:{})\b".format("|".join(lexicon.words("lint", "travellers")))
)
_EMPTY_INFINITIVE = re.compile(r"\b(?:to|and|or) (?:{})$".format("|".join(lexicon.words("verbs", "of_object"))))


_BARGAIN = re.compile(
    r"^ (?:\w+ ){0,3}(?:deals?|agreements?|accords?|pacts?|bargains?|truce|balance|tone|goals?|targets?)\b"
)
_TALKS = re.compile(
    r"\b(?:meetings?|talks|discussions?|consultations?|negotiations?|conversations?|dialogue|summit|contacts?|session)\b"
)
"""What says nothing by itself: "concluded two days of meetings"."""
_OF_TALKS = re.compile(
    r"\b(?:with|between|about|over|against|to (?!the\b|an?\b)[a-z]+)\b|\bon (?!the phone\b|[A-Z])[a-z]"
)
"""What tells whom they were with or what they were about."""
_ABOUT = re.compile(r" (?:to|about|on|over|regarding|concerning) [a-z]")
_MUTUAL = frozenset({"meet", "confer", "negotiate"})
"""What takes two: told of one alone, the other has been lost."""
_TO_MEET = re.compile(
    r" (?:(?:due|set|expected|scheduled) )?to (?:meet|confer)\b(?P<whom> (?!in\b|at\b|on\b|to\b|for\b))?"
)
_TO_ITSELF = r"\b(?:by|with|against|to|from) (?:the )?{}(?=$|[,;]| (?:to|in|on|at|for|and|over)\b)"
_NATIONALS = re.compile(
    r" (?:[a-z]+ |\d+ )*(?:diplomats?|officials?|envoys?|staff|journalists?|nationals|citizens|officers?)\b"
)
_REMOVING = frozenset({"expel", "deport", "oust", "detain", "arrest", "release"})
_PAPER = re.compile(r"\b(?:Agreement|Treaty|Pact|Accord|Convention|Protocol)s?\b")
_NAMED_PAPER = re.compile(
    r"(?:Access|Air|Aviation|Border|Boundary|Cooperation|Defen[cs]e|Economic|Energy|Extradition|Fish(?:ing|eries)|Free|"
    r"Friendship|Investment|Maritime|Military|Nuclear|Partnership|Peace|Security|Tax|Tourism|Trade|Transit|Visa|Water)$"
)
"""Words by whose capitals a paper tells what it is about: "a Strategic *Defense* Agreement"."""
_STRAY_THEIR = re.compile(r"^(?!.*s[’'] .*\btheir\b).*\btheir\b")
"""Of nobody who is told: not "firms’ access to tools to make their own"."""
_UNSURE = re.compile(r"\bby (?:most|some|all|many|several|their own|its own) accounts\b")
_DELEGATION = re.compile(r" (?:an?|its|their|his) (?:[a-z-]+ )?(?:delegation|mission|envoy|team|message|letter|note)\b")


def names_both(clause: Clause) -> bool:
    """Tell whether both are named where a verb takes two: not "Ivanov was to meet in Kiev"."""
    is_to_meet = is_ahead(clause) and (found := _TO_MEET.match(clause.rest)) is not None
    if not clause.parts or not (clause.lemma in _MUTUAL or is_to_meet) or " and " in clause.subject:
        return True
    if is_to_meet:
        return found is not None and found["whom"] is not None
    return clause.subject.endswith("s") or any(
        p.role is PartRole.OBJECT or p.preposition == "with" for p in clause.parts
    )


def tells_whose(clause: Clause) -> bool:
    """Tell whether people who are sent away or held are told by whose they are: not "expelled 23 diplomats"."""
    is_of_people = clause.lemma in _REMOVING and _NATIONALS.match(clause.rest) is not None
    return not is_of_people or any(word[:1].isupper() for word in clause.rest.split())


def is_hedged(clause: Clause) -> bool:
    """Tell whether a clause says by whose account it is, without saying whose: it isn't certain."""
    return _UNSURE.search(clause.rest) is not None


def is_bare_errand(clause: Clause) -> bool:
    """Tell whether somebody was only sent, with no word of what for."""
    is_sent = clause.lemma in {"send", "dispatch"} and _DELEGATION.match(clause.rest) is not None
    return is_sent and re.search(r" (?:to (?!the\b)[a-z]+|about|over|on) ", f"{clause.rest} ") is None


def repeats_subject(clause: Clause, fact: Fact, gazetteer: Gazetteer) -> bool:
    """Tell whether a country does something to itself by name, where English says "it": a misread sentence.

    Args:
        clause: The clause.
        fact: Its fact.
        gazetteer: The countries' names.
    """
    own = (side.country for side in fact.source if side.kind is ActorKind.COUNTRY and side.country is not None)
    countries = (gazetteer.countries.get(code) for code in own)
    names = (name for country in countries if country is not None for name in (country.name, country.short))
    told = (name for name in names if name in clause.rest)
    return any(re.search(_TO_ITSELF.format(re.escape(name)), clause.rest) for name in told)


def tells_goods(clause: Clause, fact: Fact) -> bool:
    """Tell whether a clause about trade says what is traded, and not only its share; true for any other clause."""
    if clause.lemma not in lexicon.words("verbs", "of_trade"):
        return True
    if fact.when.dated_by in {DatedBy.NONE, DatedBy.PUBLICATION} or fact.when.precision is Precision.YEAR:
        return False  # what is traded year by year
    has_object = clause.aux == "was" or not clause.parts or any(p.role is PartRole.OBJECT for p in clause.parts)
    return has_object and not _SHARE.search(f"{clause.subject} {clause.rest}")


def loses_each(clause: Clause, fact: Fact) -> bool:
    """Tell whether a figure stands in a clause without the "each" that its sentence has."""
    told = f"{clause.subject} {clause.rest}"
    is_of_each = any(re.search(r"\beach\b", text) for text in fact.support) and "each" not in told
    return is_of_each and any(word[:1].isdigit() for word in told.split())


def tells_matter(clause: Clause, fact: Fact) -> bool:
    """Tell whether a clause says what a quarrel, an accusation or a stance is about, and is no advice to travellers."""
    if clause.lemma in lexicon.words("verbs", "of_matter") and not _MATTER.search(f"{clause.rest} "):
        return False
    wanted = lexicon.completion(clause.lemma)
    if wanted is not None and not re.search(rf" (?:{wanted}) [\w“\"$£€.]", f"{clause.rest} ."):
        return False
    if clause.lemma in lexicon.words("verbs", "of_side") and len(clause.parts) == 1 and clause.parts[0].parties:
        return False
    if clause.lemma == "accuse" and (found := re.search(r" (?:of|by) [a-z]", clause.rest)) and " by " in found[0]:
        return False  # of what, stood before "by"
    if clause.lemma in lexicon.words("verbs", "of_stance") and _ONLY_QUOTED.search(clause.rest):
        return False  # a turn of phrase
    if _FORCES_AWAY.search(f" {past_tense(clause.lemma)}{clause.rest}"):
        return False
    is_advice = clause.lemma in lexicon.words("verbs", "of_advice") and _OWN_PEOPLE.match(clause.rest) is not None
    return not (is_advice or _UNTOLD.search(clause.rest) or _UNNAMED_ACT.search(clause.rest))


def is_specific(clause: Clause) -> bool:
    """Tell whether what follows the verb names something, so that not just anybody may have done it."""
    return _names_something(clause.rest)


def is_specific_of_sides(clause: Clause, fact: Fact, gazetteer: Gazetteer) -> bool:
    """Tell whether what follows the verb names more than a fact's own countries.

    Args:
        clause: The clause.
        fact: Its fact.
        gazetteer: The countries' names.
    """
    rest = clause.rest
    for code in {side.country for side in fact.sides}:
        country = gazetteer.countries.get(code) if code is not None else None
        for word in () if country is None else (word for word in country_words(country) if word in rest):
            rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "", rest)
    return _names_something(rest)


def _names_something(text: str) -> bool:
    return any(word[:1].isupper() or word[:1] in '“"' or word[:1].isdigit() for word in text.split())


def is_joint(fact: Fact) -> bool:
    """Tell whether several countries did it together, which not just any two did."""
    return fact.statement is not None and len(fact.statement.parties) > 1


def is_done_by_many(clause: Clause) -> bool:
    """Tell whether an act is one that many do at once, such as condemning a bombing: who did it can't be asked."""
    return clause.lemma in lexicon.words("verbs", "of_many")


def is_bare_visit(clause: Clause) -> bool:
    """Tell whether somebody visited or met somebody, and nothing more is told."""
    return clause.lemma in lexicon.words("verbs", "of_visits") and len(clause.rest.split()) <= _FEW_WORDS


def is_bare_talk(clause: Clause, fact: Fact) -> bool:
    """Tell whether a call or meeting is told without what it was about; talks, without that and with whom."""
    is_consult = EventType.CONSULT in {fact.act, fact.type}
    if is_consult and _TALKS.search(clause.rest) is not None and _OF_TALKS.search(clause.rest) is None:
        return True
    is_talk = fact.act is EventType.CONSULT and clause.lemma in lexicon.words("verbs", "of_talk")
    return is_talk and _ABOUT.search(clause.rest.replace(" on the phone", "")) is None


def is_ahead(clause: Clause) -> bool:
    """Tell whether a clause says that something was to come: "was due to visit", "was expected to visit"."""
    if clause.lemma == "be":
        return clause.rest.startswith((" to ", " due to ", " set to ", " expected to "))
    is_expected = clause.past in _EXPECTED if clause.aux == "was" else clause.lemma in _INTENDING
    return clause.aux == "due" or (is_expected and clause.rest.startswith(" to "))


def is_definite(clause: Clause, fact: Fact) -> bool:
    """Tell whether a clause says something that stands by itself; its end is no empty noun and nothing was cut off."""
    words = clause.rest.split()
    if clause.parts:
        has_stray_their = not clause.is_plural and _STRAY_THEIR.search(clause.rest) is not None
        is_cut = _EMPTY_INFINITIVE.search(clause.rest) or _EMPTY_PROMISE.search(clause.rest)
        return (
            (fact.act is EventType.CONSULT or not _is_light(clause) or _has_content(words))
            and not has_stray_their
            and not is_cut
        )
    is_talks = fact.is_reciprocal and words[-1:] == ["talks"]
    if not words:
        return fact.is_reciprocal
    if not is_talks and words[-1].lower() in lexicon.words("lint", "vague_end"):
        return False
    if fact.act is not EventType.CONSULT and not _has_content(words):
        return False
    has_stray_their = not clause.is_plural and _STRAY_THEIR.search(clause.rest) is not None
    return not (has_stray_their or _EMPTY_INFINITIVE.search(clause.rest) or _CUT_LIST.search(clause.rest))


def _is_light(clause: Clause) -> bool:
    """Tell whether a verb says little by itself: what was made, signed or agreed has to be told."""
    return clause.lemma in lexicon.words("verbs", "light")


def _has_content(words: Sequence[str]) -> bool:
    """Tell whether a predicate holds more than names and empty nouns."""
    empty = {
        *lexicon.words("lint", "vague_end"),
        *lexicon.words("lint", "function"),
        *lexicon.words("lint", "papers"),
    }
    has_own_name = any(_NAMED_PAPER.match(word) for word in words[:-1]) and _PAPER.search(" ".join(words)) is not None
    return has_own_name or any(
        word[:1].islower() and word.strip(".,;") not in empty and not _NUMBERED.match(word) for word in words
    )


def is_told_as_what_it_is(clause: Clause, fact: Fact) -> bool:
    """Tell whether the verb is one of acts between states, and says so where the act was only promised."""
    verbs = lexicon.words("verbs", "of_state")
    if _is_force_read_as_help(clause, fact):
        return False
    if clause.parts:
        if clause.lemma in lexicon.words("verbs", "of_saying") and not any(
            p.role is PartRole.CLAUSE for p in clause.parts
        ):
            return False
        if not _has_what_it_takes(clause, fact):
            return False
        known = {*verbs, *lexicon.words("verbs", "of_saying"), *lexicon.words("verbs", "of_intent")}
        if clause.lemma not in known and not is_ahead(clause):
            return False
        is_promise = fact.type is fact.act or is_ahead(clause) or clause.lemma in lexicon.words("verbs", "of_intent")
        is_stance = clause.lemma in lexicon.words("verbs", "of_attitude") and not is_ahead(clause)
        return is_promise and not is_stance and not (clause.lemma == "leave" and clause.rest.startswith(" for "))
    if not clause.lemma:
        participles = {*(past_tense(verb) for verb in verbs), *lexicon.words("verbs", "participles")}
        return clause.past in participles and fact.type is fact.act
    if clause.lemma not in verbs:
        return False
    if clause.rest.startswith(" that ") and clause.lemma not in lexicon.words("verbs", "of_saying"):
        return False
    return fact.type is fact.act or clause.aux == "due" or clause.lemma in lexicon.words("verbs", "of_intent")


def _is_force_read_as_help(clause: Clause, fact: Fact) -> bool:
    """Tell whether a blow was read as a good deed: "aircraft struck the embassy", but not "struck a deal"."""
    is_by_force = clause.lemma in lexicon.words("verbs", "of_force")
    return is_by_force and fact.type.is_cooperative and _BARGAIN.search(clause.rest) is None


def _has_what_it_takes(clause: Clause, fact: Fact) -> bool:
    """Tell whether a verb has its object, where it can't do without, and a journey its traveller."""
    is_passive = clause.aux == "was"
    has_object = any(part.role in {PartRole.OBJECT, PartRole.CLAUSE, PartRole.PARTICLE} for part in clause.parts)
    if clause.lemma in lexicon.words("verbs", "of_journey"):
        return fact.statement is not None and bool(fact.statement.parties)
    return is_passive or has_object or clause.lemma in lexicon.words("verbs", "without_object")
