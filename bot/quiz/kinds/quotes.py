"""Questions for who said the words that are printed between quotation marks."""

import re
from collections.abc import Iterator

from bot.model.countries import Gazetteer
from bot.model.dates import DateRange
from bot.model.datewords import month_words
from bot.model.questions import QuestionKind
from bot.quiz.distract import interleaved
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import QuoteFact, Side
from bot.quiz.naming import introduced, is_full_name, name_words, names_country
from bot.quiz.offices import in_office
from bot.quiz.roles import role_gap, role_of
from bot.quiz.undated import has_date_words

_HEARD = frozenset({"head", "foreign", "defence"})
"""Classes of office whose words are worth knowing."""
_WORDS = range(6, 20)
_LAST = 4
"""Sentence of a report after which quotations are about its details."""
_POINTING = re.compile(
    r"\b(?:I|me|my|he|him|his|she|her|it|its|they|them|their|this|that|these|those|here|there|you|your|so|such)\b",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(r"(?:had|has|have|was|were|is|are|would|will|could|can|may|must|did|does)\b")
_COURTESY = re.compile(
    r"\b(?:special|incredible|great|beautiful|wonderful|friendly|dear|honou?red|delighted|pleased)\b"
)
"""Words of politeness: nothing is known by knowing who said them."""
_OPEN_END = re.compile(r"\b(?:the|a|an|of|to|and|or|with|in|on|for)$|…|\.\.\.|\[")


def drafts(quote: QuoteFact, desk: Desk) -> Iterator[Draft]:
    """Yield the question for the speaker of one quotation, where its words stand alone and name nobody."""
    text = quote.text.strip().rstrip(".,;")
    speaker = quote.speaker
    if (
        len(text.split()) not in _WORDS
        or _POINTING.search(text)
        or _NO_SUBJECT.match(text)
        or _OPEN_END.search(text)
        or has_date_words(text)
        or _COURTESY.search(text)
    ):
        return
    if (
        speaker.country is None
        or role_of(speaker.office) is None
        or quote.published is None
        or '"' in text
        or "“" in text
    ):
        return
    if quote.sentences and quote.sentences[0] > _LAST:
        return
    if not _tells(text, desk) or role_of(speaker.office) not in _HEARD:
        return
    if names_country(text, speaker.country, desk.gazetteer, desk.story.sides):
        return
    month = month_words(quote.published)
    if is_full_name(speaker):
        if not text[:1].isupper():
            return  # a fragment
        stem = f"Who was quoted in {month} as saying: “{text}”?"
        key, pool = speaker.name, _speakers(quote, desk)
    else:
        return
    yield Draft(
        kind=QuestionKind.SAID,
        stem=stem,
        key=key,
        wrong=tuple(Wrong(text=name, reason="The words are reported of another.") for name in pool),
        explanation=f"The words are those of {_named(speaker, desk.gazetteer)}, as reported in {month}.",
        sentences=quote.sentences,
        fact=f"{quote.id} speaker",
        facts=(quote.id,),
        importance=0.4,
        least=4,
        closeness=0.6,
        about=(speaker.name,),
    )


def _tells(text: str, desk: Desk) -> bool:
    """Tell whether words name a country, a people, a place or a body, so that one knows what they are about."""
    countries = desk.gazetteer.countries
    return any(names_country(text, code, desk.gazetteer) for code in countries if countries[code].alpha2 is not None)


def _named(side: Side, gazetteer: Gazetteer) -> str:
    return introduced(side, gazetteer)


def _speakers(quote: QuoteFact, desk: Desk) -> tuple[str, ...]:
    """Return the story's other persons of the speaker's country in office, then those whom the tables know."""
    speaker, support = quote.speaker, " ".join(quote.support)
    taken = set(name_words(speaker))

    def is_fit(name: str) -> bool:
        words = name.split()
        return not taken.intersection(words) and not any(word in support for word in words)

    inside = [
        side
        for side in desk.story.sides
        if is_full_name(side) and side.country == speaker.country and role_of(side.office) in _HEARD
    ]
    outside: list[tuple[int, str]] = []
    if quote.published is not None and speaker.country is not None:
        for name, office in in_office(speaker.country, DateRange.day(quote.published), desk.gazetteer):
            if (role := role_of(office)) is not None:
                outside.append((role_gap(role, role_of(speaker.office)), name))
    names = interleaved((side.name for side in inside), (name for _, name in sorted(outside)))
    return tuple(name for name in names if is_fit(name))
