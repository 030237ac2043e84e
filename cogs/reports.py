"""The Report buttons: a person says what is wrong, and it is kept for the people who run the bot."""

from bot.cards.forms import ReportForm, ReportInput
from bot.cards.ids import Report, ReportSubject
from bot.cards.notices import notice
from bot.cards.tokens import Accent
from bot.client import Backchannel
from bot.event_numbers import event_numbered
from bot.model.ids import ArticleId, EventId, QuizId
from bot.model.language import noted, say, say_as
from bot.newsroom import Mistake
from bot.replies import answer_error
from bot.routing import CardCog, Chosen, Interaction, defer, desk_of, open_form, person_of, pressed, show
from bot.speech import speak_privately

_USUAL = noted("The people who run this bot read it and mend the record.")
_OF_QUIZ = noted(
    "A question that two people report is not asked again before somebody who manages the server has looked at it."
)


class Reports(CardCog):
    """Reports of mistakes."""

    @pressed(Report)
    async def ask(self, interaction: Interaction, card: Report, _: Chosen) -> None:
        """Open the form; on a timeline it asks for the event, too."""

        async def keep(sent: Interaction, typed: ReportInput) -> None:
            await self._keep(sent, card, typed)

        speak_privately(interaction)
        asks_event = card.subject is ReportSubject.TIMELINE
        is_of_quiz = card.subject is ReportSubject.QUESTION
        form = ReportForm(keep, answer_error, asks_event=asks_event, is_of_quiz=is_of_quiz)
        await open_form(interaction, form)

    async def _keep(self, interaction: Interaction, card: Report, typed: ReportInput) -> None:
        mistake = _mistake(card, typed)
        await defer(interaction, is_private=True)
        if mistake.event is not None:
            await self.services.newsroom.event(mistake.event, desk_of(interaction))
        await self.services.newsroom.report_mistake(mistake, typed.reason, person_of(interaction))
        what_follows = _OF_QUIZ if card.subject is ReportSubject.QUESTION else _USUAL
        told = notice(Accent.DESK, say_as("heading", "Report"), say("The report is kept"), say(what_follows))
        await show(interaction, told, is_private=True)


def _mistake(card: Report, typed: ReportInput) -> Mistake:
    match card.subject:
        case ReportSubject.ARTICLE:
            return Mistake(article=ArticleId(card.key))
        case ReportSubject.EVENT:
            return Mistake(event=EventId(card.key))
        case ReportSubject.QUESTION:
            return Mistake(quiz=QuizId(card.key), round_number=card.part)
        case ReportSubject.TIMELINE:
            return Mistake(event=event_numbered(typed.event))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(Reports(bot))
