"""/setup: four steps that lead a new server to its first digest. Nothing is stored before Start."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.digest import edition_cards
from bot.cards.forms import PairForm, PairInput, ScheduleForm, ScheduleInput
from bot.cards.message import Card, outgoing
from bot.cards.setting_ids import Setup, SetupAct, SetupLater, SetupOpen
from bot.cards.setup import (
    RHYTHMS,
    channel_step,
    done_card,
    greeting_card,
    later_card,
    pair_step,
    summary_step,
    time_step,
)
from bot.client import Backchannel
from bot.countries import country_named, dyad_of
from bot.digest.due import upcoming
from bot.digest.typed import schedule_of
from bot.model.countries import Dyad
from bot.model.errors import InvalidInputError
from bot.model.ids import ChannelId, CountryCode, GuildId, UserId
from bot.model.language import say, speaking
from bot.model.setting_changes import Origin
from bot.outcomes import outcome_card
from bot.posting import posting_rights
from bot.replies import answer_error
from bot.rights import Right, check_right, needs
from bot.routing import Chosen, Interaction, defer, defer_edit, guild_of, open_form, pressed, replace_card, show
from bot.settings_panel import PanelCog, server_of
from bot.setup_checks import check_of, first_channel, problem_of
from bot.setup_defaults import first_language, first_schedule, set_up
from bot.speech import speak_privately
from bot.zones import zone_meant

_RUNS = 3


class SetupSteps(PanelCog):
    """The setup. Its state stands in the custom ids, so it goes on after a restart, and two people don't meet."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @needs(Right.MANAGE)
    async def setup(self, interaction: Interaction) -> None:
        """Four steps to this server's first digest: countries, channel, time, start."""
        await self._begin(interaction)

    @pressed(SetupOpen, Right.MANAGE)
    async def open(self, interaction: Interaction, _card: SetupOpen, _: Chosen) -> None:
        """Begin from a card."""
        await self._begin(interaction)

    async def _begin(self, interaction: Interaction) -> None:
        speak_privately(interaction)
        settings = await self.services.digests.settings(guild_of(interaction))
        schedule = first_schedule(settings, interaction.locale.value)
        state = Setup.of(settings.pair, settings.digest_channel or first_channel(interaction), schedule)
        await show(interaction, pair_step(state, self.services.gazetteer), is_private=True)

    @pressed(SetupLater, Right.MANAGE)
    async def later(self, interaction: Interaction, _card: SetupLater, _: Chosen) -> None:
        """Leave; nothing was saved."""
        await replace_card(interaction, later_card())

    @pressed(Setup, Right.MANAGE)
    async def go(self, interaction: Interaction, state: Setup, chosen: Chosen) -> None:
        """Do what a click in the setup means."""
        match state.act:
            case SetupAct.FIRST:
                await self._pair(interaction, state, CountryCode(chosen[0]), state.pair.second)
            case SetupAct.SECOND:
                await self._pair(interaction, state, state.pair.first, CountryCode(chosen[0]))
            case SetupAct.PICK_CHANNEL:
                await self._step(interaction, replace(state, channel=ChannelId(int(chosen[0])), act=SetupAct.CHANNEL))
            case SetupAct.RHYTHM:
                await self._rhythm(interaction, state, chosen[0])
            case SetupAct.TYPE_PAIR | SetupAct.TYPE_TIME:
                speak_privately(interaction)
                await open_form(interaction, self._form(interaction, state))
            case SetupAct.TEST:
                await self._test(interaction, state)
            case SetupAct.START:
                await self._start(interaction, state)
            case _:
                await self._step(interaction, state)

    async def _step(self, interaction: Interaction, state: Setup, *, problem: str = "") -> None:
        await replace_card(interaction, await self._card(interaction, state, problem))

    async def _card(self, interaction: Interaction, state: Setup, problem: str) -> Card:
        names, locale = self.services.gazetteer, interaction.locale.value
        runs = [due.at for due in upcoming(state.schedule, self.services.clock(), _RUNS)]
        match state.act:
            case SetupAct.PAIR:
                return pair_step(state, names, problem=problem)
            case SetupAct.TIME:
                return time_step(state, runs, locale=locale, problem=problem)
            case SetupAct.SUMMARY:
                problem = problem or problem_of(interaction, state)
                updates = await self._updates(interaction, state)
                first = runs[0] if runs else None
                language = await self._language(interaction)
                return summary_step(
                    state, names, first, updates=updates, problem=problem, locale=locale, language=language
                )
            case _:
                return channel_step(state, check_of(interaction, state))

    async def _updates(self, interaction: Interaction, state: Setup) -> ChannelId | None:
        """Return where updates will come: where they do already, else with the digest; a forum takes none."""
        settings = await self.services.digests.settings(guild_of(interaction))
        is_forum = isinstance(server_of(interaction).get_channel(state.channel), discord.ForumChannel)
        return settings.updates.channel or (None if is_forum else state.channel)

    async def _language(self, interaction: Interaction) -> str | None:
        """Return the language that the server will be spoken to in, where the setup chooses one."""
        settings = await self.services.digests.settings(guild_of(interaction))
        preferred = interaction.guild_locale
        return first_language(settings, preferred.value if preferred is not None else None)

    async def _pair(self, interaction: Interaction, state: Setup, first: CountryCode, second: CountryCode) -> None:
        """Take a country; the one that the other side had already changes places with it."""
        if first == second:
            first, second = state.pair.second, state.pair.first
        pair = Dyad(first=first, second=second)
        await self._step(interaction, replace(state, pair=pair, act=SetupAct.PAIR))

    async def _rhythm(self, interaction: Interaction, state: Setup, value: str) -> None:
        schedule = RHYTHMS.get(value, state.schedule)
        schedule = replace(schedule, at=state.schedule.at, zone=state.zone)
        await self._step(interaction, state.with_schedule(schedule).to(SetupAct.TIME))

    def _form(self, interaction: Interaction, state: Setup) -> PairForm | ScheduleForm:
        """Return the form of what is typed; what it leads to is the step again."""
        if state.act is SetupAct.TYPE_PAIR:
            names = [self.services.gazetteer.country(code).name for code in (state.pair.first, state.pair.second)]

            async def with_pair(sent: Interaction, typed: PairInput) -> None:
                await self._typed_pair(sent, state.to(SetupAct.PAIR), typed)

            return PairForm(with_pair, answer_error, first=names[0], second=names[1])

        async def with_time(sent: Interaction, typed: ScheduleInput) -> None:
            await self._typed_time(sent, state.to(SetupAct.TIME), typed)

        locale = interaction.locale.value
        return ScheduleForm(with_time, answer_error, title=say("Digest time"), schedule=state.schedule, locale=locale)

    async def _typed_pair(self, interaction: Interaction, state: Setup, typed: PairInput) -> None:
        await check_right(interaction, Right.MANAGE)
        try:
            pair = dyad_of(*(country_named(self.services.gazetteer, name) for name in (typed.first, typed.second)))
        except InvalidInputError as error:
            await self._step(interaction, state, problem=error.user_text)
            return
        await self._step(interaction, replace(state, pair=pair))

    async def _typed_time(self, interaction: Interaction, state: Setup, typed: ScheduleInput) -> None:
        await check_right(interaction, Right.MANAGE)
        try:
            zone = zone_meant(self.services.gazetteer, typed.zone)
            schedule = schedule_of(when=typed.when, at=typed.at, zone=zone, before=state.schedule)
        except InvalidInputError as error:
            await self._step(interaction, state, problem=error.user_text)
            return
        await self._step(interaction, state.with_schedule(schedule))

    async def _test(self, interaction: Interaction, state: Setup) -> None:
        """Post a digest in the chosen channel as it would be; no setting is saved."""
        if problem := problem_of(interaction, state):
            await self._step(interaction, state.to(SetupAct.SUMMARY), problem=problem)
            return
        await defer(interaction, is_private=True)
        guild = guild_of(interaction)
        locale = await self._language(interaction)
        edit = set_up(state.pair, state.channel, state.schedule, updates=None, locale=locale)
        done = await self.services.digests.post_now(guild, key=interaction.id, as_if=edit)
        channel = server_of(interaction).get_channel(state.channel)
        await show(interaction, outcome_card(guild, done, channel), is_private=True)

    async def _start(self, interaction: Interaction, state: Setup) -> None:
        """Save what was chosen, and show the first digest as it would read now."""
        if problem := problem_of(interaction, state):
            await self._step(interaction, state.to(SetupAct.SUMMARY), problem=problem)
            return
        await defer_edit(interaction)
        guild = guild_of(interaction)
        updates = await self._updates(interaction, state)
        locale = await self._language(interaction)
        edit = set_up(state.pair, state.channel, state.schedule, updates=updates, locale=locale)
        saved = await self.services.digests.change(guild, UserId(interaction.user.id), edit, origin=Origin.SETUP)
        names = self.services.gazetteer
        speak_privately(interaction)
        done = done_card(state, names, saved.next_due_at, locale=interaction.locale.value)
        await replace_card(interaction, done)
        edition = await self.services.digests.preview(guild)
        with self.services.languages.speaking(saved.digest.locale):
            cards = edition_cards(edition, names)
        for card in cards:
            await show(interaction, card, is_private=True)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a new server once, where Discord itself greets people; where the bot may not post there, nowhere."""
        channel = guild.system_channel
        if channel is None or not posting_rights(channel).is_enough:
            return
        if (await self.services.digests.settings(GuildId(guild.id))).changed_at is None:
            with speaking(self.services.languages.for_reader(guild.preferred_locale.value)):
                card = greeting_card()
            await channel.send(**outgoing(card))


async def setup(bot: Backchannel) -> None:
    """Add the cog; discord.py calls it."""
    await bot.add_cog(SetupSteps(bot))
