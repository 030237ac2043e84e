"""Shows pauses and ends of quizzes, each once, whatever happened between sending one and noting its message."""

from datetime import datetime

from bot.cards.card_id import CardId
from bot.cards.message import Card
from bot.model.ids import MessageId
from bot.model.quiz import QuizSession
from bot.quiz_stage.channels import Channels
from bot.quizmaster.desk import QuizDesk


class Notices:
    """The cards that tell how a quiz stands when no round is open."""

    def __init__(self, channels: Channels, desk: QuizDesk) -> None:
        """Take where to post, and the use cases that know what was posted."""
        self._channels = channels
        self._desk = desk
        self._under_way: set[str] = set()
        """What is being shown now: a Stop may come while the last round is revealed."""

    async def show(self, session: QuizSession, card: Card, mark: CardId, *, may_be_shown: bool) -> None:
        """Show a pause or an end, once, and note its message.

        Args:
            session: As it stands.
            card: Tells that.
            mark: A custom id of the card that no other card of the channel has since the last round.
            may_be_shown: Whether it may have been shown without its message being noted.
        """
        key = f"{session.state}:{session.id}:{session.round_no}"
        if key in self._under_way:
            return
        self._under_way.add(key)
        try:
            if (await self._desk.session(session.id)).notice is None:
                message = await self._find(session, mark) if may_be_shown else None
                message = message or await self._post(session, card, key)
                await self._desk.show_notice(session, message)
        finally:
            self._under_way.discard(key)

    async def _post(self, session: QuizSession, card: Card, key: str) -> MessageId:
        async def make(_: bool) -> Card:
            return card

        return await self._channels.post(session.channel, key, make)

    async def _find(self, session: QuizSession, mark: CardId) -> MessageId | None:
        return await self._channels.find(session.channel, (mark.encode(),), since=await self._since(session))

    async def _since(self, session: QuizSession) -> datetime:
        """Return when a pause or an end was shown at the earliest."""
        if session.round_no < 0:
            return session.created_at
        round_ = await self._desk.round_of(session.id, session.round_no)
        return round_.closed_at or round_.opened_at
