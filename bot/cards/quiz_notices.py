"""What is said of a quiz as a whole: that it waits, runs already, or is to be stopped."""

from bot.cards import quiz_ids
from bot.cards.controls import button, link_button, row
from bot.cards.message import Card, air, card, text
from bot.cards.text import outside, prose
from bot.cards.tokens import MIDDOT, NBSP, Accent
from bot.model.ids import ArticleId, ChannelId, QuizId
from bot.model.language import numeral, recalled, say, say_as, say_n
from bot.model.quiz import QuizSession

_QUIZ_TITLE = 40


def paused_card(quiz: QuizId, title: str, reason: str, *, channel: ChannelId | None = None) -> Card:
    """Return the card of a quiz that waits for its players.

    Args:
        quiz: The session.
        title: What the quiz is about.
        reason: Why it waits, in one sentence.
        channel: Where it is played, for a reader who is elsewhere; None in that channel itself.
    """
    where = say(
        "It is played in {channel}. Resume once Backchannel may view the channel and send messages there.",
        channel=f"<#{channel}>",
    )
    return card(
        Accent.CARE,
        text(
            _eyebrow(say_as("status", "paused"), outside(title, _QUIZ_TITLE)),
            f"### ⚠️{NBSP}{say('The quiz is paused')}",
            f"{prose(recalled(reason))} {say('All points are kept.')}",
            where if channel is not None else "",
        ),
        air(),
        row(
            button(say_as("button", "Resume"), quiz_ids.QuizResume(quiz=quiz), is_primary=True),
            button(say_as("button", "Stop"), quiz_ids.QuizStop(quiz=quiz)),
        ),
    )


def running_card(
    title: str, url: str | None, *, paused: QuizId | None = None, article: ArticleId | None = None
) -> Card:
    """Return the answer to a second start: where the running quiz is.

    Args:
        title: What the running quiz is about.
        url: Jump link of its last message; None where there is none yet.
        paused: The quiz, where it waits for somebody to go on; else None.
        article: What the second one was to be about; None for anything else.
    """
    if paused is not None:
        return paused_card(paused, title, say("A quiz of this channel waits for somebody to go on."))
    jump = link_button(say_as("button", "Go to the quiz"), url)
    alone = quiz_ids.SoloStart() if article is None else quiz_ids.SoloArticle(article=article)
    return card(
        Accent.QUIZ,
        text(
            _eyebrow(outside(title, _QUIZ_TITLE)),
            f"### {say('A quiz is running in this channel')}",
            say("Anyone can join it by answering. One quiz a channel; other channels are free."),
        ),
        air(),
        row(jump, button(say_as("button", "Play alone"), alone)),
    )


def stop_card(quiz: QuizId, title: str) -> Card:
    """Return the question, to one person, when a running quiz is to stop.

    Args:
        quiz: The session.
        title: What it is about.
    """
    return card(
        Accent.QUIZ,
        text(
            _eyebrow(outside(title, _QUIZ_TITLE)),
            f"### {say('Stop the quiz?')}",
            say("Stopped now, the open question does not count. All points from before are kept."),
        ),
        air(),
        row(
            button(say_as("button", "Stop now"), quiz_ids.QuizStop(quiz=quiz)),
            button(say_as("button", "After this round"), quiz_ids.QuizStopAfter(quiz=quiz), is_primary=True),
        ),
    )


def begun_card(session: QuizSession) -> Card:
    """Return what the host alone is told at the start: how many questions there are, and why not more."""
    count = len(session.questions)
    if session.wanted is not None and count < session.wanted:
        made = say_n(
            "{n} question: the records give no more.",
            "{n} questions: the records give no more.",
            count,
            n=numeral(count),
        )
    else:
        made = say_n("{n} question.", "{n} questions.", count, n=numeral(count))
    before = sum(map(session.is_of_before, session.questions))
    told = _of_before(count - before, before) if before else ""
    how = say("You can end it with /quiz stop.")
    lines = " ".join(line for line in (made, told, how) if line)
    return card(Accent.QUIZ, text(_eyebrow(), f"### {say('The quiz has begun')}", lines))


def _of_before(own: int, before: int) -> str:
    """Return how many questions are not on the article itself, and why they are there."""
    if not own:
        return say("The article gives no question that passes all checks, so they ask what came before it.")
    return say_n(
        "{n} asks what came before the article.", "{n} ask what came before the article.", before, n=numeral(before)
    )


def stopping_card(title: str, *, after_round: bool) -> Card:
    """Return what is told to the person who stopped a quiz.

    Args:
        title: What the quiz is about.
        after_round: Whether it goes on until the open round is closed.
    """
    words = say("The quiz ends after this question") if after_round else say("The quiz is stopped")
    return card(Accent.QUIZ, text(_eyebrow(outside(title, _QUIZ_TITLE)), f"### {words}"))


def _eyebrow(*parts: str) -> str:
    return f"-# {MIDDOT.join((say_as('heading', 'Quiz'), *parts))}"
