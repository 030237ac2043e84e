"""The forms of the event desk: what an editor types or chooses is checked, and shown before it is saved."""

from collections.abc import Awaitable, Callable

from bot.cards.event_decisions import preview_card, withdrawn_notice
from bot.cards.event_desk import leaving_options
from bot.cards.event_desk_forms import (
    CodingForm,
    CodingInput,
    MergeForm,
    MergeInput,
    SplitForm,
    SplitInput,
    WithdrawForm,
    WordingForm,
    WordingInput,
)
from bot.cards.event_desk_ids import DeskMerge, DeskRecode, DeskReword, DeskSplit, DeskWithdraw
from bot.client import Backchannel
from bot.event_desk.edits import Coding, Wording, coding_of, wording_of
from bot.model.decisions import Decision
from bot.replies import answer_error
from bot.rights import Right, check_right
from bot.routing import CardCog, Chosen, Interaction, guild_of, member_of, open_form, pressed, replace_card
from bot.speech import speak_privately

Drafting = Callable[[], Awaitable[Decision]]


class EventForms(CardCog):
    """Changes of events that need a form."""

    @pressed(DeskReword)
    async def ask_wording(self, interaction: Interaction, card: DeskReword, _: Chosen) -> None:
        """Open the form for headline, date and place."""
        speak_privately(interaction)
        await check_right(interaction, Right.EDIT_EVENTS)
        case = await self.services.event_desk.case(guild_of(interaction), card.event)
        now = wording_of(case.event)

        async def propose(sent: Interaction, typed: WordingInput) -> None:
            wording = Wording(headline=typed.headline, date=typed.date, place=typed.place)
            desk = self.services.event_desk
            await self._preview(
                sent,
                card.page,
                lambda: desk.reword(member_of(sent), card.event, card.version, wording, typed.reason),
            )

        form = WordingForm(
            propose, answer_error, number=f"E{card.event}", headline=now.headline, date=now.date, place=now.place
        )
        await open_form(interaction, form)

    @pressed(DeskRecode)
    async def ask_coding(self, interaction: Interaction, card: DeskRecode, _: Chosen) -> None:
        """Open the form for kind, status and sides."""
        speak_privately(interaction)
        await check_right(interaction, Right.EDIT_EVENTS)
        case = await self.services.event_desk.case(guild_of(interaction), card.event)
        now = coding_of(case.event, self.services.gazetteer)

        async def propose(sent: Interaction, typed: CodingInput) -> None:
            coding = Coding(kind=typed.kind, status=typed.status, source=typed.source, target=typed.target)
            desk = self.services.event_desk
            await self._preview(
                sent,
                card.page,
                lambda: desk.recode(member_of(sent), card.event, card.version, coding, typed.reason),
            )

        form = CodingForm(
            propose,
            answer_error,
            number=f"E{card.event}",
            kind=now.kind,
            status=now.status,
            source=now.source,
            target=now.target,
        )
        await open_form(interaction, form)

    @pressed(DeskWithdraw)
    async def ask_why(self, interaction: Interaction, card: DeskWithdraw, _: Chosen) -> None:
        """Open the form that withdraws an event."""
        speak_privately(interaction)
        await check_right(interaction, Right.EDIT_EVENTS)

        async def withdraw(sent: Interaction, reason: str) -> None:
            await check_right(sent, Right.EDIT_EVENTS)
            taken = await self.services.event_desk.withdraw(member_of(sent), card.event, card.version, reason)
            await replace_card(sent, withdrawn_notice(taken, page=card.page))

        await open_form(interaction, WithdrawForm(withdraw, answer_error, number=f"E{card.event}"))

    @pressed(DeskMerge)
    async def ask_other(self, interaction: Interaction, card: DeskMerge, _: Chosen) -> None:
        """Open the form that names the other event."""
        speak_privately(interaction)
        await check_right(interaction, Right.EDIT_EVENTS)

        async def propose(sent: Interaction, typed: MergeInput) -> None:
            desk = self.services.event_desk
            await self._preview(
                sent,
                card.page,
                lambda: desk.merge(member_of(sent), card.event, card.version, typed.event, typed.reason),
            )

        await open_form(interaction, MergeForm(propose, answer_error, number=f"E{card.event}"))

    @pressed(DeskSplit)
    async def ask_leaving(self, interaction: Interaction, card: DeskSplit, _: Chosen) -> None:
        """Open the form that chooses which reports leave."""
        speak_privately(interaction)
        await check_right(interaction, Right.EDIT_EVENTS)
        case = await self.services.event_desk.case(guild_of(interaction), card.event)

        async def propose(sent: Interaction, typed: SplitInput) -> None:
            desk = self.services.event_desk
            await self._preview(
                sent,
                card.page,
                lambda: desk.split(member_of(sent), card.event, card.version, typed.leaving, typed.reason),
            )

        form = SplitForm(
            propose,
            answer_error,
            number=f"E{card.event}",
            reports=leaving_options(case),
            must_stay=not case.is_shared,
        )
        await open_form(interaction, form)

    async def _preview(self, sent: Interaction, page: int, draft: Drafting) -> None:
        """Show what a change would do, in place of the card that its form was opened from."""
        await check_right(sent, Right.EDIT_EVENTS)
        await replace_card(sent, preview_card(await draft(), page=page))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(EventForms(bot))
