"""What makes the digest's cards for its desk, which knows none."""

from bot.cards.digest import edition_cards, opener
from bot.cards.message import to_payload
from bot.cards.notices import pause_notice
from bot.digest.desk import Press
from bot.model.countries import Gazetteer


def press_of(gazetteer: Gazetteer) -> Press:
    """Return what makes the cards, with a gazetteer's names and flags."""
    return Press(
        edition=lambda edition: tuple(to_payload(card) for card in edition_cards(edition, gazetteer)),
        opener=lambda edition: opener(edition, gazetteer),
        paused=lambda settings: to_payload(pause_notice(settings, gazetteer)),
    )
