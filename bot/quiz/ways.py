"""Which ways of asking an article's event are surest.

How strict readers rated 1,222 questions of articles, most of them read by two (docs/adr/0022). "Of late" are the 244
ratings of the seven sets before this rule, each read before what it showed was mended; a question is of the first
matter whose words it has:

==============================  ====  ==========  ======  =======  ==========  ======
what is asked                   read  pass whole  broken  of late  pass whole  broken
==============================  ====  ==========  ======  =======  ==========  ======
which country, of relations      228        85 %     3 %       38        95 %     0 %
which country, of envoys         191        88 %     4 %       30        97 %     0 %
which country, of force, trade,  101        64 %     3 %       26        58 %     0 %
borders, flights, the freed
which country, of all else       401        55 %    12 %      104        55 %    20 %
steps, gaps, persons, places …   301        47 %    20 %       46        28 %    35 %
==============================  ====  ==========  ======  =======  ==========  ======

For the country to which something was done 3 to 4 % were broken, for the one that did it in some month 12 %. Of
questions of no sure matter that the program still made, none of 26 ratings said broken where the judge's chance was 0.8
or more, eight of 56 where it was less. Of 31 questions of two sets chosen by this rule five were broken all the same:
what may be asked at all is said by `bot.quiz.plainness`.
"""

import re

from bot.model.questions import QuestionKind
from bot.quiz.draft import Draft
from bot.quiz.when import tells_day

_UNSURE_LEAST = 0.8
"""The chance of being good from which on a question is shown that is of no sure matter."""
_OF_SEVERAL = frozenset({QuestionKind.FIRST, QuestionKind.ORDER, QuestionKind.MATCH})
"""What only dates decide, of which too few were read to tell."""
_LAST = frozenset({QuestionKind.CLOZE, QuestionKind.TRUE_FALSE})
_BETWEEN = re.compile(r"\b(?:relations|ties|ambassadors?|envoys?|high commissioners?|diplomats?|consuls?|attachés?)\b")
_OF_UNSURE = re.compile(
    r"\b(?:embass(?:y|ies)|consulates?|missions?|visit(?:s|ed)?|tours?|toured|trips?|travel(?:s|led)?|fl(?:y|ew)|arrived?|"
    r"sign(?:s|ed)?|initial(?:s|led)?)\b"
)
_OF_FORCE = re.compile(
    r"\b(?:sanctions?|embargo(?:es)?|bans?|banned|tariffs?|imports?|exports?|boycott(?:s|ed)?|borders?|troops|soldiers|"
    r"forces|navy|warships?|peacekeepers|army|attack(?:s|ed)?|bomb(?:s|ed)?|shell(?:s|ed)?|invaded?|sank|strikes?|struck|"
    r"flights?|airspace|extradited?|freed?|releas(?:es|ed?))\b"
)
"""What states do to each other that takes few words; the lists are those by which the ratings were counted."""


def is_of_sure_matter(draft: Draft) -> bool:
    """Tell whether a question asks for a country, in a matter of which hardly a question was broken."""
    if draft.kind is not QuestionKind.COUNTRY:
        return False
    is_unsure = _OF_UNSURE.search(draft.stem) is not None
    return _BETWEEN.search(draft.stem) is not None or (not is_unsure and _OF_FORCE.search(draft.stem) is not None)


def least_of(draft: Draft, least: float) -> float:
    """Return the chance of being good below which a question of an article is not shown.

    Args:
        draft: The question.
        least: The chance for what is of a sure matter, or asks for the order of several events.
    """
    is_of_several = draft.kind in _OF_SEVERAL
    return least if is_of_several or is_of_sure_matter(draft) else max(least, _UNSURE_LEAST)


def unsureness(draft: Draft) -> int:
    """Return how unsure a way of asking is, 0 for the surest."""
    if draft.kind is not QuestionKind.COUNTRY:
        return 3 if draft.kind in _LAST else 2
    return 1 if draft.fact.endswith(" source") and not tells_day(draft.stem) else 0
