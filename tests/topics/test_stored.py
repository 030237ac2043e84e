"""What was accepted as it was typed can be read back, edited and judged, however long it became when it was stored."""

import pytest

from bot.cards.filter_form import FilterForm
from bot.model.countries import Dyad
from bot.model.ids import CountryCode, TopicId
from bot.model.topic_trials import Draft
from bot.model.topics import MOST_WORDS, EntryFacts, Scope, Topic, Topics
from bot.topic_drafts import checked, draft_of
from bot.topics.judge import judge
from data.reference import load_gazetteer

GAZETTEER = load_gazetteer()
_FIFTY = [f"aaaa{n:03d}" for n in range(50)]


def saved(draft: Draft) -> Topic:
    result = checked(draft, GAZETTEER, None)
    assert result.topic is not None, result.problems
    return result.topic


async def nothing(*_args: object) -> None:
    """Take what a form hands on."""


@pytest.mark.parametrize("typed", [" ".join(f"-{word}" for word in _FIFTY), f"title:({' '.join(_FIFTY)})"])
def test_a_rule_that_grew_is_judged_and_edited(typed: str) -> None:
    assert len(typed) <= MOST_WORDS
    topic = saved(Draft(name="Long", words=typed))
    assert len(topic.words) > MOST_WORDS
    verdict = judge(Topics(followed=(), filters=(topic,)), EntryFacts(title="Talks", text="", events=()))
    assert all(one.miss is None or "read any more" not in one.miss.text for one in verdict.judged)
    draft = draft_of(Topic(id=TopicId(1), name="Long", words=topic.words), GAZETTEER)
    form = FilterForm(nothing, nothing, draft=draft)
    assert form.words.default == topic.words
    assert checked(draft, GAZETTEER, topic).problems == {}


def test_places_that_grew_are_not_cut_in_the_form() -> None:
    pair = Dyad(first=CountryCode("BIH"), second=CountryCode("VCT"))
    draft = draft_of(Topic(name="Long", scope=Scope.NAMED, pairs=(pair,) * 40), GAZETTEER)
    assert len(draft.pairs) > 600
    form = FilterForm(nothing, nothing, draft=draft)
    assert form.pairs.default == draft.pairs
    assert form.pairs.max_length is not None
    assert form.pairs.max_length >= len(draft.pairs)
