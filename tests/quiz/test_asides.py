"""What the second look lets an article's questions ask of what stands beside its news."""

from dataclasses import replace

from tests.quiz.desks import (
    COLOMBIA,
    DAY,
    EXPELS,
    MEXICO,
    SENTENCE,
    desk_of,
    doubted,
    drafted,
    step,
)
from tests.quiz.world import on_day


def test_background_is_asked_of_plain_steps_alone() -> None:
    background = replace(EXPELS, salience=0.7, sentence=1)
    desk = desk_of(background, texts=("Peru and Cuba quarrel.", SENTENCE))
    draft, why = drafted(desk), "background that is no plain step between states"
    assert why not in doubted(desk, draft)
    odd = replace(desk.clauses["event 0"], lemma="outwit", past="outwitted")
    assert why in doubted(replace(desk, clauses={"event 0": odd}), draft)
    assert why not in doubted(replace(desk_of(EXPELS), clauses={"event 0": odd}), draft)


def test_background_by_its_month_alone_is_not_asked() -> None:
    texts = ("Colombia and Peru talked of trade.", "Of old they quarrelled.", "They met.", SENTENCE)
    told = replace(EXPELS, sentence=3, salience=0.7)
    assert "background that many may have had part in" in doubted(desk_of(told, texts=texts))
    assert doubted(desk_of(replace(told, when=DAY), texts=texts)) == set()


def test_an_aside_of_two_others_is_not_asked() -> None:
    other = step("Mexico recalls its ambassador from Colombia", MEXICO, COLOMBIA, DAY)
    more = replace(other, headline="Mexico closes its border with Colombia", sentence=1)
    texts = ("Mexico recalled its ambassador from Colombia after Peru expelled the Cuban ambassador.", "They quarrel.")
    why = "an aside that only dates what the report tells"
    asked = drafted(desk_of(EXPELS))
    assert why in doubted(desk_of(EXPELS, other, more, texts=texts), asked)
    assert why not in doubted(desk_of(EXPELS, texts=texts), asked)


def test_relations_begun_are_asked_of_the_news_alone() -> None:
    why = "relations that were begun in an aside, where others may have been begun as well"
    background = replace(EXPELS, salience=0.7, sentence=1)
    aside = desk_of(background, texts=("Peru and Cuba quarrel.", SENTENCE))
    news = desk_of(EXPELS)
    resumes = replace(news.clauses["event 0"], lemma="resume", past="resumed", rest=" relations with Cuba")
    draft = drafted(news)
    assert why in doubted(replace(aside, clauses={"event 0": resumes}), draft)
    assert why not in doubted(replace(news, clauses={"event 0": resumes}), draft)
    assert why not in doubted(aside, draft)


def test_a_war_of_these_months_is_not_asked_where_it_is_only_recalled() -> None:
    why = "a war of these months, which everybody knows, only recalled"
    background = replace(EXPELS, salience=0.7, sentence=1)
    desk = desk_of(background, texts=("Peru and Cuba quarrel.", SENTENCE))
    invades = replace(desk.clauses["event 0"], lemma="invade", past="invaded", rest=" Cuba")
    draft = drafted(desk)
    assert why in doubted(replace(desk, clauses={"event 0": invades}), draft)
    assert why not in doubted(desk, draft)
    long_ago = replace(desk.story.facts[0], when=on_day(1989, 12, 20))
    story = replace(desk.story, facts=(long_ago,))
    assert why not in doubted(replace(desk, story=story, clauses={"event 0": invades}), draft)
