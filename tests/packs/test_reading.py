"""A pack as a reading: an event an entry, each proved by its context."""

from bot.model.reading import Status
from bot.packs.reading import reading_of, salience_of
from tests.packs.samples import GAZETTEER, TEXT, pack


def test_each_entry_is_an_event_proved_by_its_context() -> None:
    found = reading_of(pack(), GAZETTEER)
    assert [event.headline for event in found.events] == [entry.headline for entry in pack().entries]
    assert [found.sentence(event.sentence) for event in found.events] == [entry.context for entry in pack().entries]
    assert {event.status for event in found.events} == {Status.OCCURRED}
    treaty, visit = found.events
    assert [found.actors[party.actor].name for party in (*visit.source, *visit.target)] == ["Ane Dahl", "Chile"]
    assert (treaty.salience, visit.salience) == (1.0, salience_of(4))


def test_spans_name_what_they_point_at() -> None:
    found = reading_of(pack(), GAZETTEER)
    text = found.article.text
    for actor in found.actors:
        assert {text[span.start : span.end] for span in actor.mentions} == {actor.name}
    assert all(text[span.start : span.end].endswith(".") for span in found.sentences)
    for event in found.events:
        assert found.sentence(event.sentence)[event.span.start : event.span.end] == found.sentence(event.sentence)


def test_a_party_without_a_mention_has_the_headline() -> None:
    unnamed = TEXT.replace('target = ["CHL"]\nplace', 'target = ["CHL", "PER"]\nplace')
    found = reading_of(pack(unnamed), GAZETTEER)
    (peru,) = (actor for actor in found.actors if actor.name == "Peru")
    (span,) = peru.mentions
    assert found.article.text[span.start : span.end] == "Ane Dahl visits Chile with a trade delegation."


def test_salience_grows_with_significance_to_one() -> None:
    weights = [salience_of(number) for number in range(1, 6)]
    assert weights == sorted(weights)
    assert (weights[0], weights[-1]) == (0.4, 1.0)
