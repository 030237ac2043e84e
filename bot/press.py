"""What makes the cards for the desks that owe them, which know none."""

from collections.abc import Awaitable, Callable

from bot.cards.digest import digest_card, edition_cards, opener
from bot.cards.feeds import feed_stop_notice
from bot.cards.message import to_payload
from bot.cards.notices import stop_notice
from bot.cards.quiz_plan import announcement_card, closed_card, end_cards, post_name
from bot.cards.update import update_card
from bot.digest.barometer_desk import BarometerDesk
from bot.digest.mending import MendPress
from bot.digest.printer import Press
from bot.feed_desk.looking import FeedPress
from bot.model.barometer import Portrait, Portrayal
from bot.model.countries import Gazetteer
from bot.model.language import Speaking, in_english
from bot.portraits import barometer_of
from bot.quizmaster.plan_press import PlanPress
from bot.studio import Studio

Portray = Callable[[Portrayal], Awaitable[Portrait | None]]


async def no_portrait(_: Portrayal) -> None:
    """Make no portrait; for digests without a barometer."""


def portraits_of(desk: BarometerDesk, studio: Studio, gazetteer: Gazetteer, says: Speaking = in_english) -> Portray:
    """Return what makes portraits with their charts."""

    async def portray(asked: Portrayal) -> Portrait | None:
        with says(asked.locale):
            return await barometer_of(desk, studio, gazetteer, asked)

    return portray


def press_of(gazetteer: Gazetteer, portray: Portray = no_portrait, says: Speaking = in_english) -> Press:
    """Return what makes the cards, with a gazetteer's names and flags, the portraits in them, and their language."""
    return Press(
        portrait=portray,
        edition=lambda edition: tuple(to_payload(card) for card in edition_cards(edition, gazetteer)),
        opener=lambda edition: opener(edition, gazetteer),
        stopped=lambda stop: to_payload(stop_notice(stop, gazetteer)),
        says=says,
    )


def mend_press_of(gazetteer: Gazetteer, says: Speaking = in_english) -> MendPress:
    """Return what makes the cards that follow their events."""
    return MendPress(
        update=lambda update: to_payload(update_card(update, gazetteer)),
        digest=lambda digest: to_payload(digest_card(digest, gazetteer)),
        says=says,
    )


def feed_press(says: Speaking = in_english) -> FeedPress:
    """Return what makes the note that a feed stopped."""
    return FeedPress(stopped=lambda stop: to_payload(feed_stop_notice(stop)), says=says)


def plan_press(says: Speaking = in_english) -> PlanPress:
    """Return what makes the cards of planned quizzes."""
    return PlanPress(
        announcement=lambda planned: to_payload(announcement_card(planned)),
        opener=post_name,
        end=lambda end: tuple(to_payload(card) for card in end_cards(end)),
        closed=lambda end: to_payload(closed_card(end)),
        says=says,
    )
