"""Which facts are worth a question: certain, dated, definite in their words, and an act between states."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.model.countries import Gazetteer
from bot.model.dates import DatedBy, Precision
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Status
from bot.model.statement import PartRole
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.facts import Fact, Side, Story
from bot.quiz.naming import adjective, country_words, has_word, is_full_name, is_named, name_words
from bot.quiz.roles import role_of
from bot.quiz.stems import CLAIMED, date_words
from bot.quiz.verbs import past_tense

_HEDGE = re.compile(r"\b(?:alleged(?:ly)?|suspected|reported(?:ly)?|accus\w+|blam\w+)\b")
_CUT_LIST = re.compile(r",\s(?!and\b|or\b)[\w-]+$")
_HABITS = frozenset({"usually", "regularly", "normally", "typically", "frequently", "generally", "mostly", "largely"})
_BACKWARDS = re.compile(
    r"\b(?:the (?:next|following|previous) (?:day|week|month|year|morning|night)|"
    r"(?:days?|weeks?|months?|years?) (?:later|earlier|before|after)|the day (?:before|after))\b",
    re.IGNORECASE,
)
"""Times that count from another event: which day is meant is too easily misread."""
_NUMBERED = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)-|.*\d")
_STRETCH = timedelta(days=62)
_CENTRAL = 0.85
_MAIN = 0.84
"""Salience from which an event is what its report is about."""
_LEAD = 3
"""Sentences of a report that tell its news."""
_MAIN_ENOUGH = 0.85
"""Salience from which an event is of its report's own time though no date is told."""
_LONG_AGO = 40
"""Years after which an event is history that a report only mentions."""
_RECENT = 3
"""The same for relations that were established as a matter of course."""
_LEAST, _LEAST_OF_PAIR = 0.6, 0.5
"""Salience from which an event is worth a question, and one between the two whom the report is about."""
_RELATIVE = re.compile(r" (?:that|who|which|whose) ")
_SHARE = re.compile(r"%|\bper ?cent\b")
_MATTER = re.compile(r" (?:over|for|about|at|against|that) ")
_RELATIONS = re.compile(r" (?:full )?(?:diplomatic )?(?:relations|ties)\b")
_INITIALS = re.compile(r"\b[A-Z]{3,}s?\b")
_SHORT_NAME = 3
_LONG_OFFICE = 80
_EXPECTED = frozenset({"expected", "due", "set", "scheduled", "planned", "slated"})
_INTENDING = frozenset({"intend", "plan"})
_EMPTY_PROMISE = re.compile(
    r"\b(?:to the (?:press|media|nation)|to reporters|to journalists|in (?:close )?(?:contact|touch)|close contacts?|"
    r"work together|continue (?:the |their )?(?:dialogue|talks|discussions|consultations)|solidarity|condolences|"
    r"both (?:sides|parties|countries|[Mm]ember))\b"
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
_UNNAMED_ACT = re.compile(r"\bof (?:an act|acts) of\b")
_OWN_PEOPLE = re.compile(
    r" (?:its |their |the )?(?:[A-Za-z]+ )?(?:{})\b".format("|".join(lexicon.words("lint", "travellers")))
)
_EMPTY_INFINITIVE = re.compile(r"\b(?:to|and|or) (?:{})$".format("|".join(lexicon.words("verbs", "of_object"))))


def can_ask(fact: Fact, clause: Clause, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether a fact may be asked at all: done or planned, at a known time, nothing alleged told as a fact.

    Args:
        fact: The fact.
        clause: It in words.
        story: Everything else that is known: who the speaker of a claim is.
        gazetteer: Names of countries and bodies.
    """
    if fact.status not in {Status.OCCURRED, Status.PLANNED} or clause.has_date or date_words(fact) is None:
        return False
    if (fact.status is Status.PLANNED) != _is_ahead(clause) or clause.adverb in _HABITS:
        return False
    if _has_old_name(fact) or not _matters(fact, clause, story):
        return False
    told = f"{clause.subject} {clause.rest}"
    if _RELATIVE.search(clause.subject) or not _tells_goods(clause, fact) or _loses_each(clause, fact):
        return False
    if fact.alleged is not None and not _HEDGE.search(told) and _tells_alleged(told, fact.alleged):
        return False
    if clause.parts and _is_claimed(fact, story):
        return False
    if not clause.parts and _puts_a_person_in_a_place(fact, story):
        return False
    return (
        _is_timely(fact)
        and _tells_sides(fact, told, story, gazetteer)
        and _is_known_abroad(told, story, gazetteer)
        and _introduces(clause, story, gazetteer)
        and not _is_bare_talk(clause, fact)
        and clause.lemma not in lexicon.words("verbs", "of_courtesy")
        and _is_definite(clause, fact)
        and _is_told_as_what_it_is(clause, fact)
        and _is_between_states(fact, told, gazetteer)
        and _tells_matter(clause, fact)
        and _names_well(fact, told)
        and (fact.is_reciprocal or is_specific(clause) or _is_joint(fact))
    )


def _matters(fact: Fact, clause: Clause, story: Story) -> bool:
    """Tell whether an event is no side matter: one of the pair that its report is about, or of some weight."""
    is_of_pair = {side.country for side in fact.sides} >= story.pair and bool(story.pair)
    years = fact.published.year - fact.year if fact.year is not None and fact.published is not None else 0
    is_old = years > (_RECENT if _is_of_relations(clause) else _LONG_AGO)
    return fact.is_edited or (not is_old and fact.salience >= (_LEAST_OF_PAIR if is_of_pair else _LEAST))


def _is_of_relations(clause: Clause) -> bool:
    """Tell whether a clause tells of nothing but the beginning of relations."""
    return clause.lemma == "establish" and _RELATIONS.match(clause.rest) is not None


def _has_old_name(fact: Fact) -> bool:
    """Tell whether a side bore another name then, so that the tables' name for it would be out of its time."""
    return any(side.country is not None and lexicon.is_of_old_name(side.country, fact.year) for side in fact.sides)


def _tells_goods(clause: Clause, fact: Fact) -> bool:
    """Tell whether a clause about trade says what is traded, and not only its share; true for any other clause."""
    if clause.lemma not in lexicon.words("verbs", "of_trade"):
        return True
    if fact.when.dated_by in {DatedBy.NONE, DatedBy.PUBLICATION}:
        return False  # what is traded year by year
    has_object = clause.aux == "was" or not clause.parts or any(p.role is PartRole.OBJECT for p in clause.parts)
    return has_object and not _SHARE.search(f"{clause.subject} {clause.rest}")


def _loses_each(clause: Clause, fact: Fact) -> bool:
    """Tell whether a figure stands in a clause without the "each" that its sentence has."""
    told = f"{clause.subject} {clause.rest}"
    is_of_each = any(re.search(r"\beach\b", text) for text in fact.support) and "each" not in told
    return is_of_each and any(word[:1].isdigit() for word in told.split())


def _tells_matter(clause: Clause, fact: Fact) -> bool:
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


def is_specific(clause: Clause, without: Sequence[CountryCode] = (), gazetteer: Gazetteer | None = None) -> bool:
    """Tell whether what follows the verb names something, so that not just anybody may have done it.

    Args:
        clause: The clause.
        without: Countries whose naming doesn't count.
        gazetteer: Their names; needed with `without`.
    """
    rest = clause.rest
    named = () if gazetteer is None else [gazetteer.countries[code] for code in without if code in gazetteer.countries]
    for country in named:
        for word in country_words(country):
            rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "", rest)
    return any(word[:1].isupper() or word[:1] in '“"' or word[:1].isdigit() for word in rest.split())


def _is_joint(fact: Fact) -> bool:
    """Tell whether several countries did it together, which not just any two did."""
    return fact.statement is not None and len(fact.statement.parties) > 1


def is_done_by_many(clause: Clause) -> bool:
    """Tell whether an act is one that many do at once, such as condemning a bombing: who did it can't be asked."""
    return clause.lemma in lexicon.words("verbs", "of_many")


def _is_timely(fact: Fact) -> bool:
    """Tell whether the time that a question says is the event's own, or the event is what its report is about."""
    told, range_ = fact.statement, fact.when.range
    is_in_lead = any(index < _LEAD for index in fact.sentences)
    if (date_words(fact) or "").startswith("according") and not (is_in_lead and fact.salience >= _MAIN_ENOUGH):
        return False  # background of some time ago
    if _counts_backwards(fact):
        return False
    if range_ is not None and fact.when.precision is not Precision.YEAR and range_.end - range_.start > _STRETCH:
        return fact.status is Status.OCCURRED and fact.when.dated_by in {DatedBy.EXPRESSION, DatedBy.CONTEXT}
    is_dated = range_ is not None and not (told and told.is_perfect and fact.when.dated_by is DatedBy.PUBLICATION)
    return is_dated or fact.status is Status.PLANNED or fact.salience >= _CENTRAL


def _counts_backwards(fact: Fact) -> bool:
    """Tell whether an event seems to be of its report's day only since "the next day" was counted from that."""
    range_ = fact.when.range
    if range_ is None or not range_.start == range_.end == fact.published:
        return False
    day = range_.start
    names = ("today", "tonight", "this morning", f"{day:%A}", f"{day:%B} {day.day}", f"{day.day} {day:%B}")
    told = (text.lower() for text in fact.support if _BACKWARDS.search(text))
    return any(not any(name.lower() in text for name in names) for text in told)


def _tells_sides(fact: Fact, told: str, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether a clause names all persons by name and office, and those to whom it is done."""
    persons = [side for side in story.sides if is_named(side) and has_word(told, (side.name,))]
    if any(not _is_of_rank(side) or not is_full_name(side) for side in persons):
        return False
    if any(_is_told_by_surname(side, told) for side in story.sides if is_named(side)):
        return False
    of_event = [side for side in fact.sides if is_named(side)]
    return all(has_word(told, (side.name,)) or _is_told_by_office(side, told, gazetteer) for side in of_event)


def _is_of_rank(side: Side) -> bool:
    """Tell whether a person is known by a country and an office of state, shortly said."""
    return (
        side.country is not None
        and side.office is not None
        and len(side.office) <= _LONG_OFFICE
        and role_of(side.office) is not None
    )


def _is_told_by_surname(side: Side, told: str) -> bool:
    """Tell whether a text names somebody by surname alone."""
    surname = side.name.split()[-1]
    return " " in side.name and len(surname) > _SHORT_NAME and side.name not in told and has_word(told, (surname,))


def _is_told_by_office(side: Side, told: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a person is told by country and office alone: "Australia's High Commissioner"."""
    country = gazetteer.countries.get(side.country) if side.country is not None else None
    if country is None or side.office is None:
        return False
    people = "|".join(re.escape(word) for word in country_words(country))
    return re.search(rf"(?<!\w)(?:{people})(?:['’]s?)? {re.escape(side.office)}\b", told, re.IGNORECASE) is not None


def _introduces(clause: Clause, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether each person who is named behind the verb is introduced with office and country."""
    persons = (side for side in story.sides if is_named(side) and has_word(clause.rest, (side.name,)))
    return all(
        re.search(rf"\w {re.escape(side.name)}", clause.rest) and _has_country(clause, side, gazetteer)
        for side in persons
    )


def _has_country(clause: Clause, side: Side, gazetteer: Gazetteer) -> bool:
    of_country = adjective(side.country, gazetteer)
    country = gazetteer.countries.get(side.country) if side.country is not None else None
    words = (*(country_words(country) if country is not None else ()), *((of_country,) if of_country else ()))
    return side.country is not None and (country is None or country.alpha2 is None or has_word(clause.rest, words))


def _is_bare_talk(clause: Clause, fact: Fact) -> bool:
    """Tell whether a call or meeting is told without what it was about."""
    is_talk = fact.act is EventType.CONSULT and clause.lemma in lexicon.words("verbs", "of_talk")
    return is_talk and re.search(r" (?:to|about|on|over) [a-z]", clause.rest.replace(" on the phone", "")) is None


def _is_known_abroad(told: str, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether all initials in a text are those of a country or of a body that everybody knows."""
    initials = set(_INITIALS.findall(told)) - set(lexicon.words("bodies", "known_initials"))
    known = {name for country in gazetteer.countries.values() for name in (country.short, *country.names)}
    return initials <= known


def _is_ahead(clause: Clause) -> bool:
    """Tell whether a clause says that something was to come: "was due to visit", "was expected to visit"."""
    if clause.lemma == "be":
        return clause.rest.startswith((" to ", " due to ", " set to ", " expected to "))
    is_expected = clause.past in _EXPECTED if clause.aux == "was" else clause.lemma in _INTENDING
    return clause.aux == "due" or (is_expected and clause.rest.startswith(" to "))


def _is_claimed(fact: Fact, story: Story) -> bool:
    """Tell whether the report leaves what is told to somebody who is not of the acting side.

    What an unnamed speaker says is asked "according to a report".
    """
    speaker = None if fact.statement is None else fact.statement.speaker
    if not speaker:
        return False
    countries = {side.country for side in fact.source} - {None}
    of_speaker = {side.country for side in story.sides if side.name == speaker} - {None}
    return not (of_speaker & countries) and (bool(of_speaker) or fact.type in CLAIMED)


def _puts_a_person_in_a_place(fact: Fact, story: Story) -> bool:
    """Tell whether a headline says "in" before a person's name: words of two phrases have run together."""
    persons = (side.name for side in story.sides if side.kind is ActorKind.PERSON)
    return any(f" in {name}" in fact.headline for name in persons)


def _is_definite(clause: Clause, fact: Fact) -> bool:
    """Tell whether a clause says something that stands by itself; its end is no empty noun and nothing was cut off."""
    words = clause.rest.split()
    if clause.parts:
        has_stray_their = not clause.is_plural and re.search(r"\btheir\b", clause.rest) is not None
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
    has_stray_their = not clause.is_plural and re.search(r"\btheir\b", clause.rest) is not None
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
    return any(word[:1].islower() and word.strip(".,;") not in empty and not _NUMBERED.match(word) for word in words)


def _is_told_as_what_it_is(clause: Clause, fact: Fact) -> bool:
    """Tell whether the verb is one of acts between states, and says so where the act was only promised."""
    verbs = lexicon.words("verbs", "of_state")
    if clause.parts:
        if clause.lemma in lexicon.words("verbs", "of_saying") and not any(
            p.role is PartRole.CLAUSE for p in clause.parts
        ):
            return False
        if not _has_what_it_takes(clause, fact):
            return False
        known = {*verbs, *lexicon.words("verbs", "of_saying"), *lexicon.words("verbs", "of_intent")}
        if clause.lemma not in known and not _is_ahead(clause):
            return False
        is_promise = fact.type is fact.act or _is_ahead(clause) or clause.lemma in lexicon.words("verbs", "of_intent")
        is_stance = clause.lemma in lexicon.words("verbs", "of_attitude") and not _is_ahead(clause)
        return is_promise and not is_stance and not (clause.lemma == "leave" and clause.rest.startswith(" for "))
    if not clause.lemma:
        participles = {*(past_tense(verb) for verb in verbs), *lexicon.words("verbs", "participles")}
        return clause.past in participles and fact.type is fact.act
    if clause.lemma not in verbs:
        return False
    if clause.rest.startswith(" that ") and clause.lemma not in lexicon.words("verbs", "of_saying"):
        return False
    return fact.type is fact.act or clause.aux == "due" or clause.lemma in lexicon.words("verbs", "of_intent")


def _has_what_it_takes(clause: Clause, fact: Fact) -> bool:
    """Tell whether a verb has its object, where it can't do without, and a journey its traveller."""
    is_passive = clause.aux == "was"
    has_object = any(part.role in {PartRole.OBJECT, PartRole.CLAUSE, PartRole.PARTICLE} for part in clause.parts)
    if clause.lemma in lexicon.words("verbs", "of_journey"):
        return fact.statement is not None and bool(fact.statement.parties)
    return is_passive or has_object or clause.lemma in lexicon.words("verbs", "without_object")


def _is_between_states(fact: Fact, told: str, gazetteer: Gazetteer) -> bool:
    """Tell whether an event is more than one country's own affair, and no private person's."""
    countries = {side.country for side in fact.sides}
    if any(side.kind is ActorKind.PERSON and side.office is None for side in fact.source):
        return False
    if len(countries - {None}) > 1:
        return True
    own = {side.country for side in fact.source}
    others = (country for country in gazetteer.countries.values() if country.code not in own and country.alpha2)
    return any(has_word(told, country_words(country)) for country in others)


def _names_well(fact: Fact, told: str) -> bool:
    """Tell whether every person is known by a full name, told once; of those who meet, both are told."""
    persons = [side for side in fact.sides if is_named(side)]
    if any(" " not in side.name or told.count(side.name) > 1 for side in persons):
        return False
    return not fact.is_reciprocal or all(has_word(told, name_words(side)) for side in persons)


def _tells_alleged(told: str, alleged: str) -> bool:
    """Tell whether a text states the part that is only alleged, in whatever form of the word."""
    return any(word[:4] in told.lower() for word in alleged.lower().split() if len(word) >= 4)
