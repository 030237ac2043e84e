"""Which facts are worth a question: certain, dated, definite in their words, and an act between states."""

import re
from datetime import timedelta
from functools import lru_cache

from bot.model.countries import Gazetteer
from bot.model.dates import DatedBy, Precision
from bot.model.ids import CountryCode
from bot.model.plover import EventType, Quad
from bot.model.reading import ActorKind, Status
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.facts import Fact, Story, codes_of
from bot.quiz.frames import is_landmark
from bot.quiz.naming import country_words
from bot.quiz.sides import introduces, is_known_abroad, names_in_full, names_well, tells_sides
from bot.quiz.when import CLAIMED, date_words
from bot.quiz.whole import (
    is_ahead,
    is_bare_errand,
    is_bare_talk,
    is_definite,
    is_hedged,
    is_joint,
    is_specific,
    is_told_as_what_it_is,
    loses_each,
    names_both,
    repeats_subject,
    tells_goods,
    tells_matter,
    tells_whose,
)

_HEDGE = re.compile(r"\b(?:alleged(?:ly)?|suspected|reported(?:ly)?|accus\w+|blam\w+)\b")
_HABITS = frozenset({"usually", "regularly", "normally", "typically", "frequently", "generally", "mostly", "largely"})
_BACKWARDS = re.compile(
    r"\b(?:the (?:next|following|previous) (?:day|week|month|year|morning|night)|"
    r"(?:days?|weeks?|months?|years?) (?:later|earlier|before|after)|the day (?:before|after))\b",
    re.IGNORECASE,
)
"""Times that count from another event: which day is meant is too easily misread."""
_STRETCH = timedelta(days=62)
_LEAD = 3
"""Sentences of a report that tell its news."""
_MAIN = 0.85
"""Salience from which an event is of its report's own time though no date is told."""
_LONG_AGO = 40
"""Years after which an event is history that a report only mentions."""
_LIFETIME = 80
"""The same for what is remembered: a war, a treaty of peace."""
_RECENT = 3
"""The same for relations that were established as a matter of course."""
_IN_WORDS = frozenset({
    EventType.AGREE, EventType.SUPPORT, EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.CONCEDE,
})  # fmt: skip
"""What is said or signed: without what it was about, and what led to it, it tells little."""
_DEEDS = frozenset({Quad.MATERIAL_COOP, Quad.MATERIAL_CONF})
_LEAST, _LEAST_OF_PAIR = 0.6, 0.5
"""Salience from which an event is worth a question, and one between the two whom the report is about."""
_OF_ARMS = re.compile(r"\b(?:START|SALT|OSCE)\b")
"""Initials that a chronology may leave as they are."""
_THEIR = re.compile(r"\btheir\b")
_RELATIVE = re.compile(r" (?:that|who|which|whose) ")
_RELATIONS = re.compile(r" (?:full )?(?:diplomatic )?(?:relations|ties)\b")


def may_ask(fact: Fact) -> bool:
    """Tell whether a fact may be asked in any words: done or planned, at a known time, by whom one knows."""
    if fact.status not in {Status.OCCURRED, Status.PLANNED} or date_words(fact) is None:
        return False
    is_private = any(side.kind is ActorKind.PERSON and side.office is None for side in fact.source)
    return not is_private and not _has_old_name(fact) and _is_timely(fact)


def can_ask(fact: Fact, clause: Clause, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether a fact may be asked in some words: nothing alleged told as a fact, nothing left open.

    Args:
        fact: One that may be asked; see `may_ask`.
        clause: It in words.
        story: Everything else that is known: who the speaker of a claim is.
        gazetteer: Names of countries and bodies.
    """
    if clause.has_date or (fact.status is Status.PLANNED) != is_ahead(clause) or clause.adverb in _HABITS:
        return False
    if not _matters(fact, clause, story):
        return False
    told = f"{clause.subject} {clause.rest}"
    if _RELATIVE.search(clause.subject) or not tells_goods(clause, fact) or loses_each(clause, fact):
        return False
    if fact.alleged is not None and not _HEDGE.search(told) and _tells_alleged(told, fact.alleged):
        return False
    if clause.parts and _is_claimed(fact, story):
        return False
    if not clause.parts and _puts_a_person_in_a_place(fact, story):
        return False
    if fact.is_edited and not clause.parts:
        return _is_well_written(fact, clause, told, story, gazetteer)
    return (
        tells_sides(fact, told, story, gazetteer)
        and is_known_abroad(told, story, gazetteer)
        and introduces(clause, story, gazetteer)
        and not is_bare_talk(clause, fact)
        and not is_bare_errand(clause)
        and names_both(clause)
        and tells_whose(clause)
        and not is_hedged(clause)
        and not repeats_subject(clause, fact, gazetteer)
        and not takes_a_side(told, gazetteer)
        and clause.lemma not in lexicon.words("verbs", "of_courtesy")
        and is_definite(clause, fact)
        and is_told_as_what_it_is(clause, fact)
        and _is_between_states(fact, told, gazetteer)
        and tells_matter(clause, fact)
        and names_well(fact, told)
        and (fact.is_reciprocal or is_specific(clause) or is_joint(fact))
    )


def _is_well_written(fact: Fact, clause: Clause, told: str, story: Story, gazetteer: Gazetteer) -> bool:
    """Tell whether a headline that a person wrote stands alone as a question; that its event matters is their word.

    A full name needs no office there, a meeting no subject and a treaty none either: the headline says what it is.
    """
    return (
        names_in_full(fact, told, story, gazetteer)
        and is_known_abroad(_OF_ARMS.sub("", told), story, gazetteer)
        and (clause.rest.strip() != "" or fact.is_reciprocal)
        and not is_hedged(clause)
        and not repeats_subject(clause, fact, gazetteer)
        and not takes_a_side(told, gazetteer)
        and clause.lemma not in lexicon.words("verbs", "of_courtesy")
        and _is_between_states(fact, told, gazetteer)
        and names_well(fact, told)
        and (fact.is_reciprocal or is_specific(clause))
        and not (not clause.is_plural and _THEIR.search(clause.rest))
    )


def _matters(fact: Fact, clause: Clause, story: Story) -> bool:
    """Tell whether an event is no side matter: the news itself, or an act that is plain without its report.

    Of 46 questions about events that were not their report's lead, strict readers failed seven in ten where somebody
    agreed, signed, asked or accused, and three in ten where somebody cut ties, expelled, withdrew or refused.
    """
    is_of_pair = {side.country for side in fact.sides} >= story.pair and bool(story.pair)
    years = fact.published.year - fact.year if fact.year is not None and fact.published is not None else 0
    is_history = fact.when.dated_by is DatedBy.EXPRESSION and len(codes_of(fact.sides)) > 1 and is_landmark(clause)
    is_old = years > (_RECENT if _is_of_relations(clause) else _LIFETIME if is_history else _LONG_AGO)
    is_deed = fact.act.quad in _DEEDS and fact.type is fact.act and fact.when.dated_by is DatedBy.EXPRESSION
    is_plain = not {fact.type, fact.act} <= _IN_WORDS and (is_deed or fact.when.precision is not Precision.YEAR)
    is_of_weight = fact.salience >= (_LEAST_OF_PAIR if is_of_pair or is_history else _LEAST)
    return fact.is_edited or (not is_old and is_of_weight and (fact.is_of_news or is_plain or is_history))


def _is_of_relations(clause: Clause) -> bool:
    """Tell whether a clause tells of nothing but the beginning of relations."""
    return clause.lemma == "establish" and _RELATIONS.match(clause.rest) is not None


def _has_old_name(fact: Fact) -> bool:
    """Tell whether a side bore another name then, so that the tables' name for it would be out of its time.

    What a person wrote calls the Soviet Union by its name, and so do questions of it.
    """
    codes = codes_of(fact.sides)
    is_other = not fact.is_edited and any(lexicon.is_called_otherwise(code, fact.year) for code in codes)
    return is_other or any(lexicon.is_of_old_name(code, fact.year) for code in codes)


def _is_timely(fact: Fact) -> bool:
    """Tell whether the time that a question says is the event's own, or the event is what its report is about."""
    told, range_ = fact.statement, fact.when.range
    is_in_lead = any(index < _LEAD for index in fact.sentences)
    if (date_words(fact) or "").startswith("according") and not (is_in_lead and fact.salience >= _MAIN):
        return False  # background of some time ago
    if _counts_backwards(fact):
        return False
    if range_ is not None and fact.when.precision is not Precision.YEAR and range_.end - range_.start > _STRETCH:
        return fact.status is Status.OCCURRED and fact.when.dated_by in {DatedBy.EXPRESSION, DatedBy.CONTEXT}
    is_dated = range_ is not None and not (told and told.is_perfect and fact.when.dated_by is DatedBy.PUBLICATION)
    return is_dated or fact.status is Status.PLANNED or fact.salience >= _MAIN


def _counts_backwards(fact: Fact) -> bool:
    """Tell whether an event seems to be of its report's day only since "the next day" was counted from that."""
    range_ = fact.when.range
    if range_ is None or not range_.start == range_.end == fact.published:
        return False
    day = range_.start
    names = ("today", "tonight", "this morning", f"{day:%A}", f"{day:%B} {day.day}", f"{day.day} {day:%B}")
    told = (text.lower() for text in fact.support if _BACKWARDS.search(text))
    return any(not any(name.lower() in text for name in names) for text in told)


def _is_claimed(fact: Fact, story: Story) -> bool:
    """Tell whether the report leaves what is told to somebody who is not of the acting side.

    What an unnamed speaker says is asked "according to a report".
    """
    speaker = None if fact.statement is None else fact.statement.speaker
    if not speaker:
        return False
    if fact.type is EventType.ASSAULT:
        return True  # each side's word for what it did to the other
    countries = {side.country for side in fact.source} - {None}
    of_speaker = {side.country for side in story.sides if side.name == speaker} - {None}
    return not (of_speaker & countries) and (bool(of_speaker) or fact.type in CLAIMED)


def _puts_a_person_in_a_place(fact: Fact, story: Story) -> bool:
    """Tell whether a headline says "in" before a person's name: words of two phrases have run together."""
    persons = (side.name for side in story.sides if side.kind is ActorKind.PERSON)
    return any(f" in {name}" in fact.headline for name in persons)


def _is_between_states(fact: Fact, told: str, gazetteer: Gazetteer) -> bool:
    """Tell whether an event is more than one country's own affair."""
    countries = {side.country for side in fact.sides}
    if len(countries - {None}) > 1:
        return True
    own = {side.country for side in fact.source}
    others = (country for country in gazetteer.countries.values() if country.code not in own and country.alpha2)
    return any(has_word(told, country_words(country)) for country in others)


def takes_a_side(told: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a text gives a country whose standing is in dispute to another: "China's Taiwan region"."""
    return _owned_ground(gazetteer).search(told) is not None


@lru_cache(maxsize=1)
def _owned_ground(gazetteer: Gazetteer) -> re.Pattern[str]:
    """Return the shape of a disputed country's name behind an owner's."""
    disputed = (gazetteer.countries.get(CountryCode(code)) for code in lexicon.words("countries", "disputed"))
    names = "|".join(re.escape(name) for one in disputed if one is not None for name in sorted({one.name, one.short}))
    return re.compile(rf"['’]s? (?:{names})\b" if names else r"(?!)")


def _tells_alleged(told: str, alleged: str) -> bool:
    """Tell whether a text states the part that is only alleged, in whatever form of the word."""
    return any(word[:4] in told.lower() for word in alleged.lower().split() if len(word) >= 4)
