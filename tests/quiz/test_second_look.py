"""The second look at an article's questions: what it refuses, what it lets pass, and whom it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model.dates import EventDate
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import ActorKind
from bot.quiz.draft import Wrong
from bot.quiz.facts import Side
from bot.quiz.make import drafts, from_reading, lay_out
from bot.quiz.naming import names_country
from bot.quiz.odds.judge import usual_judge
from bot.quiz.second_look import looked_at
from bot.quiz.unsaid import unsaid
from bot.quiz.when import tells_day
from tests.quiz.desks import (
    ANA_PAZ,
    CAST,
    CODES,
    CUBA,
    DAY,
    EXPELS,
    KNOWN,
    MEXICO,
    PERU,
    SENTENCE,
    desk_of,
    doubted,
    drafted,
    step,
)
from tests.quiz.world import event, in_month, on_day, person, reading


def test_a_sound_question_passes_unchanged() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    assert doubted(desk) == set()
    assert looked_at(draft, desk) == draft


def test_what_needs_notice_is_not_asked_while_it_goes_on() -> None:
    why = "it is told as going on, where it is only announced"
    ends = {
        "event 0": replace(desk_of(EXPELS).clauses["event 0"], lemma="end", past="ended", rest=" its pact with Cuba")
    }
    going_on = desk_of(EXPELS, texts=("Peru is now ending its pact with Cuba, an official said in May.",))
    done = desk_of(EXPELS, texts=("Peru ended its pact with Cuba in May, when talks were still being held.",))
    assert why in doubted(replace(going_on, clauses=ends), drafted(going_on))
    assert why not in doubted(replace(done, clauses=ends), drafted(done))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(
            "Peru expelled the ambassador in May.", "the proof leaves out a side", id="the other is not named"
        ),
        pytest.param("A row of Peru and Cuba went on in May.", "the proof lacks the verb", id="no such deed"),
        pytest.param(
            "It expelled the Cuban ambassador in May to protect Peru.",
            "the proof says by a pronoun who it was",
            id="a pronoun",
        ),
    ],
)
def test_the_proof_must_name_both_and_the_deed(text: str, why: str) -> None:
    assert doubted(desk_of(EXPELS, texts=(text,))) == {why}


def test_where_others_did_the_like_a_month_names_nobody_and_a_day_does() -> None:
    texts = (SENTENCE, "Mexico recalled its ambassador from Cuba in May.")
    other = step("Mexico recalls its ambassador from Cuba", MEXICO, CUBA, in_month(2023, 5), sentence=1)
    assert doubted(desk_of(EXPELS, other, texts=texts)) == {"others did the like in those months"}
    later = replace(other, when=in_month(2023, 9))
    assert doubted(desk_of(EXPELS, later, texts=texts)) == set()
    apart = replace(other, when=on_day(2023, 5, 20))
    assert doubted(desk_of(replace(EXPELS, when=DAY), apart, texts=texts)) == set()
    together = replace(other, when=DAY)
    assert doubted(desk_of(replace(EXPELS, when=DAY), together, texts=texts)) == {"others did the like that day"}


def test_what_was_done_with_partners_is_asked_of_none_of_them() -> None:
    text = "In May Peru expelled, along with its partners, the Cuban ambassador."
    assert doubted(desk_of(EXPELS, texts=(text,))) == {"it was done together with others"}
    text = "Peru expelled the Cuban ambassador in May and froze, along with its partners, the accounts of a bank."
    assert doubted(desk_of(EXPELS, texts=(text,))) == set()


def test_what_gives_a_country_away_or_is_petty_is_not_asked() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    junta = draft.but(stem="In May 2023, which country's military government expelled the ambassador of Cuba?")
    assert doubted(desk, junta) == {"the form of its government tells which it was"}
    months = tuple(Wrong(text=f"{month} 2023", reason="-") for month in ("April", "June", "July"))
    when = draft.but(
        kind=QuestionKind.WHEN, stem="In which month did Peru expel the envoy?", key="May 2023", wrong=months
    )
    assert "a month among those around it is a petty detail" in doubted(desk, when)
    envoy = draft.but(kind=QuestionKind.WHO, fact="event 0 target", stem="Which envoy did Peru expel in May 2023?")
    assert "which envoy it was is a petty detail, and ministers are not sent away" in doubted(desk, envoy)
    north = draft.but(kind=QuestionKind.ACTION, key="Imposed an embargo on North Cuba")
    assert "only the right step calls the other by another name" in doubted(desk, north)


def test_goods_without_a_name_are_not_asked_about() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    bare, named = (
        f"On 8 May 2023, to which country did Peru halt {what}?" for what in ("deliveries", "deliveries of gas")
    )
    assert "it is not said what was delivered" in doubted(desk, draft.but(stem=bare))
    assert "it is not said what was delivered" not in doubted(desk, draft.but(stem=named))


def test_papers_and_orders_need_what_they_were() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    bare = "With which country did Peru exchange papers in May 2023?"
    assert "it is not said what the papers were" in doubted(desk, draft.but(stem=bare))
    ordered = step("Peru orders the ambassador of Cuba", PERU, CUBA, DAY)
    told = desk_of(ordered, texts=("Peru ordered the Cuban ambassador home.",))
    assert not told.clauses or "it is not said what was ordered or forbidden" in doubted(told)


def test_what_is_sent_needs_somebody_to_get_it() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    why = "it is not said where to it was sent"
    assert why in doubted(desk, draft.but(stem="Which country refused to send weapons in May 2023?"))
    for told in ("refused to send weapons to Cuba", "agreed to lend Cuba six boats"):
        assert why not in doubted(desk, draft.but(stem=f"Which country {told} in May 2023?"))


def test_what_people_are_kept_from_needs_its_place() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    why = "it is not said what was left or entered"
    assert why in doubted(desk, draft.but(stem="Which country barred all Cubans from leaving?"))
    assert why not in doubted(desk, draft.but(stem="Which country barred all Cubans from leaving Peru?"))


def test_a_right_step_does_not_alone_say_where() -> None:
    desk, why = desk_of(EXPELS), "the right step alone says where"
    draft = drafted(desk, QuestionKind.ACTION, "act")
    there = draft.but(key="Ordered two diplomats of the Cuban embassy in Lima to leave")
    assert why in doubted(desk, there)
    assert why not in doubted(desk, draft)
    elsewhere = Wrong(text="Recalled its ambassador from Havana", reason="It did not.")
    assert why not in doubted(desk, there.but(wrong=(*there.wrong, elsewhere)))


def test_a_step_is_one_against_the_other() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk, QuestionKind.ACTION, "act")
    assert doubted(desk, draft) == set()
    for key, why in (
        ("Recalled an envoy along with its partners", "it was done together with others"),
        ("Closed its embassy in Cuba as an economy measure", "the step was not meant for the other"),
    ):
        assert why in doubted(desk, draft.but(key=key))
    home = replace(desk.clauses["event 0"], lemma="recall", past="recalled", rest=" its ambassador")
    whence = replace(home, rest=" its ambassador from Havana")
    why = "it is not said whence the envoy was called home"
    assert why in doubted(replace(desk, clauses={"event 0": home}), draft)
    assert why not in doubted(replace(desk, clauses={"event 0": whence}), draft)


def test_what_is_no_plain_step_is_asked_by_its_day() -> None:
    desk = desk_of(EXPELS)
    odd = {"event 0": replace(desk.clauses["event 0"], lemma="outwit", past="outwitted")}
    draft, why = drafted(desk), "others may have done the like in that month"
    assert why in doubted(replace(desk, clauses=odd), draft)
    assert why not in doubted(desk, draft)
    for stem in ("On 8 May 2023, which country outwitted Cuba?", "Which country outwitted 12 Cubans in May 2023?"):
        assert why not in doubted(replace(desk, clauses=odd), draft.but(stem=stem))


def test_the_same_day_is_that_of_its_own_sentence() -> None:
    why = "its day is told by another sentence"
    assert why in doubted(desk_of(EXPELS, texts=("Peru expelled the ambassador of Cuba the same day.",)))
    assert why in doubted(desk_of(EXPELS, texts=("Two days later Peru expelled the ambassador of Cuba.",)))
    told = "Cuba arrested two fishermen on Monday, and Peru expelled the ambassador of Cuba the same day."
    assert why not in doubted(desk_of(EXPELS, texts=(told,)))


def test_what_was_done_often_has_no_day() -> None:
    desk = desk_of(EXPELS, texts=("Peru expelled the Cuban ambassador several times.",))
    assert "it was done more than once" in doubted(desk)


def test_an_office_of_state_needs_its_state() -> None:
    desk = desk_of(EXPELS)
    draft, why = drafted(desk), "it is not said whose office it was"
    for subject, is_doubted in (("the Department of Trade", True), ("the Peruvian Department of Trade", False)):
        clause = replace(desk.clauses["event 0"], subject=subject)
        assert (why in doubted(replace(desk, clauses={"event 0": clause}), draft)) is is_doubted


def test_what_many_join_is_asked_of_none() -> None:
    desk = desk_of(EXPELS)
    joined = replace(desk.clauses["event 0"], lemma="join", past="joined", rest=" the coalition in Cuba")
    assert "others joined it, too" in doubted(replace(desk, clauses={"event 0": joined}))


def test_measures_need_whose_people_and_orders_need_a_place() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    for told, why in (
        ("imposed sanctions on officials over a vote", "it is not said whose people they were"),
        ("forbade Cubans to leave", "it is not said what was left or entered"),
        ("Cut supplies to Cuba", "it is not said what was delivered"),
    ):
        assert why in doubted(desk, draft.but(stem=f"Which country {told}?"))
    for told in ("imposed sanctions on officials of Cuba", "ordered Cubans to leave", "cut supplies of gas to Cuba"):
        assert not any(
            why.startswith("it is not said") for why in doubted(desk, draft.but(stem=f"Which country {told}?"))
        )


def test_membership_and_envoys_need_of_what_and_where_to() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    for stem, why in (
        ("Which country blocked Cuba's membership talks in May 2023?", "it is not said what was to be joined"),
        ("Which country recalled its ambassadors to Cuba?", "it is not said where else envoys were called from"),
    ):
        assert why in doubted(desk, draft.but(stem=stem))
    for stem in (
        "Which country blocked Cuba's EU membership talks in May 2023?",
        "Which country recalled its ambassadors to Cuba and Mexico?",
    ):
        assert not any(why.startswith("it is not said") for why in doubted(desk, draft.but(stem=stem)))


def test_a_person_of_long_ago_is_named_by_the_proof() -> None:
    cast = (*CAST, person("Ana Paz", "CUB", "Ambassador"))

    def why(text: str, when: EventDate) -> set[str]:
        events = (replace(EXPELS, when=when),)
        desk = lay_out(reading((text, "Ana Paz spoke."), cast, events, published=date(2023, 6, 14)), KNOWN, 1)
        clause = replace(desk_of(EXPELS).clauses["event 0"], rest=" Cuban Ambassador Ana Paz")
        story = replace(desk.story, sides=(*desk.story.sides, ANA_PAZ))
        return doubted(replace(desk, clauses={"event 0": clause}, story=story), drafted(desk_of(EXPELS)))

    unnamed, named = "Peru expelled the Cuban ambassador.", "Peru expelled Ana Paz of Cuba."
    reason = "the proof leaves open who held the office then"
    assert reason in why(unnamed, in_month(2022, 5))
    assert reason not in why(named, in_month(2022, 5))
    assert reason not in why(unnamed, in_month(2023, 5))


def test_an_answer_needs_what_it_answered_and_a_gift_what_was_given() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    why = "it is not said what it answered"
    assert why in doubted(desk, draft.but(stem="Which country expelled the ambassador of Cuba in response?"))
    assert why not in doubted(desk, draft.but(stem="Which country recalled its envoy in response to the arrests?"))
    promised = step("Peru promises Cuba", PERU, CUBA, DAY)
    told = desk_of(promised, texts=("Peru promised Cuba a gift.",))
    clause = replace(desk.clauses["event 0"], lemma="promise", rest=" Cuba")
    known = replace(told, clauses={"event 0": clause})
    assert "it is not said what was given or promised" in doubted(known, draft)
    given = replace(told, clauses={"event 0": replace(clause, rest=" Cuba forty tonnes of maize")})
    assert "it is not said what was given or promised" not in doubted(given, draft)


def test_what_members_of_a_body_do_is_not_asked_for_a_country() -> None:
    why = "who else may have done it depends on who belongs to a body"
    for line, is_doubted in (
        ("Peru suspends the work of its mission to NATO over Cuba", True),
        ("Peru suspends the work of its mission in Cuba", False),
    ):
        desk = desk_of(step(line, PERU, CUBA, DAY), texts=(f"{line.replace('suspends', 'suspended')} in May.",))
        kinds = {QuestionKind.COUNTRY, QuestionKind.CLOZE}
        found = [why in doubted(desk, draft) for draft in drafts(desk) if draft.kind in kinds]
        assert found
        assert set(found) == {is_doubted}


def test_one_of_several_steps_is_not_asked_among_steps() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk, QuestionKind.ACTION, "act")
    assert doubted(desk, draft) == set()
    more = step("Peru closes its embassy in Cuba", PERU, CUBA, in_month(2023, 5), sentence=1)
    fuller = desk_of(EXPELS, more, texts=(SENTENCE, "Peru closed its embassy in Cuba in May."))
    assert doubted(fuller, draft) == {"one of several steps, of which others may be untold"}


def test_a_loose_week_a_half_progressive_and_an_undoing_are_refused() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    weekly = draft.but(stem="In the week of 8 May 2023, which country expelled the ambassador of Cuba?")
    assert looked_at(weekly, desk) is None
    assert looked_at(draft.but(explanation="In May 2023, Peru expelled him and freezing relations."), desk) is None


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("Expelled two Cuban diplomats over the case", True),
        ("With which country did Peru agree to check jointly in May 2023?", True),
        ("With which country did Peru agree to check jointly whether a river of Peru is clean?", False),
        ("In which city did they meet to calm matters?", True),
        ("With which country did Peru sign a series of agreements in May 2023?", True),
        ("With which country did Peru sign two agreements on water in May 2023?", False),
        ("Which country's consulate did Peru shut as a reprisal for the Mirage deal?", True),
        ("In May 2023, which country protested against these plans?", True),
        ("Which country ended the long war in May 2023?", True),
        ("In May 2023, which country ordered six more Cubans to leave?", True),
        ("Which country apologised to Cuba for the damage done during colonial times?", False),
        ("Ordered all Cuban diplomats to leave the country", False),
        ("Which country did the Islamists drive out of Cuba in May 2023?", True),
        ("Which country did the rebels of Cuba thank in May 2023?", False),
        ("For which country did Peru take back an invitation to join an exercise?", True),
        ("For which country did Peru suspend benefits in May 2023?", False),
        ("What led Peru to suspend benefits for Cuba in a rebuke?", True),
        ("Which country suspended benefits for Cuba in a rebuke over working conditions?", False),
        ("Cut its ties under pressure from Cuba", True),
        ("Cut its ties with Cuba", False),
        ("With which country did Peru cut its diplomatic ties in May 2023?", False),
        ("Which country regretted the meeting between the foreign ministers in Lima?", True),
        ("Which country regretted the meeting between the foreign ministers of Cuba and Chile?", False),
        ("Banned the airline Cubana from flying in Peru", False),
        ("Banned the airline Cubana from flying in May 2023", True),
        ("Which country signed an agreement on the appointment of bishops?", False),
        ("Which country bombed the Cuban reactor in May 2023?", False),
        ("Which country expelled the Cuban ambassador and another diplomat?", False),
    ],
)
def test_what_is_definite_is_explained(text: str, is_doubted: bool) -> None:
    assert any(unsaid(text)) is is_doubted


def test_the_other_side_is_named_and_the_time_is_the_event_s() -> None:
    desk = desk_of(EXPELS)
    draft = drafted(desk)
    assert names_country("Côte d’Ivoire’s air force", CountryCode("CIV"), KNOWN)
    bare = draft.but(stem="Which country withdrew 41 diplomats in May 2023?")
    assert doubted(desk, bare) == {"it is not said who the other was"}
    undone = replace(desk.story.facts[0], source=())
    left = draft.but(fact="event 0 target", stem="In May 2023, which country did two senior diplomats leave?")
    of_nobody = replace(desk, story=replace(desk.story, facts=(undone,)))
    assert "it is not said who the other was" in doubted(of_nobody, left)
    reported = draft.but(stem="According to a report of May 2023, which country expelled the ambassador of Cuba?")
    assert doubted(desk, reported) == {"a report's month leaves open when it was"}
    present = draft.but(stem="In May 2023, which country signed with Cuba a treaty that ends a border war?")
    assert "what follows is told in the present" in doubted(desk, present)
    for stem in ("Peru freed a doctor of ____ origin.", "Rebels in Peru freed a/an ____ truck driver."):
        origin = draft.but(kind=QuestionKind.CLOZE, stem=f"Fill the gap: {stem}")
        assert "whence some person came is a petty detail" in doubted(desk, origin)
    clause = replace(desk.clauses["event 0"], subject="the government")
    nobody = replace(desk, clauses={"event 0": clause})
    assert "it is not said whose office it was" in doubted(nobody, draft)


@pytest.mark.parametrize(
    ("lemma", "rest", "slot", "why"),
    [
        ("order", " the ambassador of Cuba to be summoned", "source", "it is not said why somebody was summoned"),
        ("recognise", " Cuba as a state of its own", "target", "all others had been recognised long before"),
        ("breach", " a treaty with Cuba", "source", "a court or a critic says so, of something that was done before"),
    ],
)
def test_what_is_told_without_its_reason_or_has_no_like_is_not_asked(
    lemma: str, rest: str, slot: str, why: str
) -> None:
    desk = desk_of(EXPELS)
    clause = replace(desk.clauses["event 0"], lemma=lemma, rest=rest)
    draft = drafted(desk).but(fact=f"event 0 {slot}")
    assert why in doubted(replace(desk, clauses={"event 0": clause}), draft)


def test_a_list_keeps_its_commas() -> None:
    texts = ("Peru expelled, in May, the Cuban envoy for friendship, neighbourliness and trade.",)
    desk = desk_of(EXPELS, texts=texts)
    clause = replace(desk_of(EXPELS).clauses["event 0"], rest=" the envoy for friendship neighbourliness and trade")
    told = replace(desk, clauses={"event 0": clause})
    assert "a comma was lost, and what it parted runs together" in doubted(told, drafted(desk_of(EXPELS)))


def test_what_was_announced_when_it_was_done_has_no_date() -> None:
    begun = step("Peru establishes relations with Cuba", PERU, CUBA, DAY)
    texts = ("Peru announced on Monday that it has established relations with Cuba.",)
    clause = replace(
        desk_of(EXPELS).clauses["event 0"], lemma="establish", past="established", rest=" relations with Cuba"
    )
    told = replace(desk_of(begun, texts=texts), clauses={"event 0": clause})
    assert "it was announced, and may have been done before" in doubted(told, drafted(desk_of(EXPELS)))


def test_what_was_only_announced_and_a_place_by_its_name_are_no_steps_to_ask_of() -> None:
    closes = step("Peru closes its embassy in Cuba", PERU, CUBA, DAY)
    texts = ("Peru is closing its embassy in Cuba, it says.",)
    desk = desk_of(closes, texts=texts)
    clause = replace(desk_of(EXPELS).clauses["event 0"], lemma="close", past="closed", rest=" its embassy in Cuba")
    told = replace(desk, clauses={"event 0": clause})
    draft = drafted(desk_of(EXPELS))
    assert "it was announced, and may have been done later" in doubted(told, draft)
    text = "Peru's new president wrote that his country was withdrawing its recognition of Cuba's rival in exile."
    unsaid_ = desk_of(EXPELS, texts=(text,))
    clause = replace(clause, lemma="withdraw", past="withdrew", rest=" its recognition of a rival of Cuba")
    told = replace(unsaid_, clauses={"event 0": clause})
    assert "it was announced, and may have been done later" in doubted(told, draft)
    other = draft.but(kind=QuestionKind.ACTION, key="Closed the consulate in Chicago")
    assert "the right step doesn't name the other side" in doubted(desk_of(EXPELS), other)
    step_ = draft.but(kind=QuestionKind.ACTION, key="Halted tours to the resort of Mount Azul")
    assert "only the right step names a place" in doubted(desk_of(EXPELS), step_)


def test_where_many_take_steps_at_once_a_month_names_none_of_them() -> None:
    desk = desk_of(EXPELS)
    (fact,), draft = desk.story.facts, drafted(desk_of(EXPELS))
    crisis = replace(fact, target=(replace(fact.target[0], country=CountryCode("ISR")),))
    told = replace(desk, story=replace(desk.story, facts=(crisis,)))
    why = "others may have done the like in that month"
    assert why in doubted(told, draft)
    assert why not in doubted(desk, draft)
    assert why in doubted(told, draft.but(stem="Which country expelled three officials in May 2023?"))
    assert why not in doubted(told, draft.but(stem="On 8 May 2023, which country …?"))


def test_events_to_order_are_known_by_themselves() -> None:
    late = step("Peru expels the ambassador of Cuba", PERU, CUBA, in_month(2023, 5), sentence=1, salience=0.9)
    desk = desk_of(late, texts=("Peru spoke.", SENTENCE))
    clause = replace(desk.clauses["event 0"], lemma="arrest", past="arrested", rest=" a citizen of Cuba")
    told, draft = replace(desk, clauses={"event 0": clause}), drafted(desk_of(EXPELS))
    assert "background that is no plain step between states" not in doubted(told, draft)
    ordered = draft.but(kind=QuestionKind.FIRST, stem="Which of these happened first?")
    assert "background that is no plain step between states" in doubted(told, ordered)


def test_an_office_is_that_of_the_report_s_days_only() -> None:
    boss = Side(name="Rosa Diaz", country=CountryCode("PER"), office="President", kind=ActorKind.PERSON)
    desk = desk_of(step("Peru expels the ambassador of Cuba", PERU, CUBA, in_month(2023, 3)))
    by_person = replace(desk.story.facts[0], source=(boss,))
    told = replace(desk, story=replace(desk.story, facts=(by_person,)))
    asked = drafted(desk_of(EXPELS)).but(
        stem="Which country's president expelled the ambassador of Cuba in March 2023?"
    )
    assert "whoever did it may have had another office then" in doubted(told, asked)
    assert "whoever did it may have had another office then" not in doubted(desk_of(EXPELS), asked)


def test_who_helped_and_who_only_called_in_some_month_is_not_asked() -> None:
    desk = desk_of(event(EventType.AID, "Peru sends Cuba rice", (PERU,), (CUBA,), in_month(2023, 5), codes=CODES))
    (fact,), clause = desk.story.facts, desk_of(EXPELS).clauses["event 0"]
    told = replace(desk, clauses={fact.id: replace(clause, lemma="send", past="sent", rest=" rice to Cuba")})
    draft = drafted(desk_of(EXPELS))
    assert "others may have helped, too" in doubted(told, draft)


def test_an_article_is_looked_at_and_a_judge_that_only_ranks_does_not() -> None:
    made = reading(("Nothing of it.",), CAST, (EXPELS,), published=date(2023, 6, 14))
    assert from_reading(made, KNOWN, seed=1, limit=5) == ()
    assert from_reading(made, KNOWN, seed=1, limit=5, judge=usual_judge().only_ranking()) != ()


def test_an_answer_is_explained_by_the_day_where_the_question_names_it() -> None:
    made = [draft for draft in drafts(desk_of(replace(EXPELS, when=DAY))) if draft.kind is QuestionKind.COUNTRY]
    by_day = [draft for draft in made if tells_day(draft.stem)]
    assert by_day
    assert all(tells_day(draft.explanation) is tells_day(draft.stem) for draft in made)
