"""Changes of settings on a real store: the history, undoing, and taking over a whole set."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from bot.digest.desk import DigestDesk
from bot.digest.printer import Press
from bot.model.countries import Dyad
from bot.model.errors import InvalidInputError, NotFoundError
from bot.model.ids import ChannelId, CountryCode, GuildId, RoleId, UserId
from bot.model.setting_changes import Origin, changed, fingerprint
from bot.model.settings import Cadence, GuildSettings, Schedule, Setting
from bot.press import press_of
from bot.setting_edits import Edit, chosen, paused, with_channel, with_pair, with_pairs, with_role, with_schedule
from bot.settings_desk import ON_A_PAGE, MeanwhileChangedError, SettingsDesk
from data import guilds
from data.reference import load_gazetteer
from data.store import Store
from tests.clock import Clock
from tests.data.build import NOON
from tests.data.conftest import address
from tests.settings.strategies import GUILD, edits

ALICE, BOB = UserId(3), UserId(4)
GAZETTEER = load_gazetteer()


class Server:
    """A server's settings on a store of their own."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.digests = DigestDesk(store, clock=clock, press=_press())
        self.desk = SettingsDesk(store, self.digests, GAZETTEER)

    async def now(self) -> GuildSettings:
        return await self.digests.settings(GUILD)

    async def edit(self, edit: Edit, by: UserId = ALICE) -> None:
        self.clock.move(seconds=1)
        await self.digests.change(GUILD, by, edit)

    async def batches(self) -> list[int]:
        found = await self.store.read(lambda conn: guilds.settings_batches(conn, GUILD, limit=999))
        return [one.id for one in found]

    async def undo(self, batch: int) -> None:
        proposal, edit = await self.desk.undoing(GUILD, batch)
        if proposal.settings:
            self.clock.move(seconds=1)
            await self.desk.save(GUILD, BOB, edit, origin=Origin.UNDO, seen=proposal.seen)


def _press() -> Press:
    async def none(*_: object) -> None:
        return None

    return press_of(GAZETTEER, none)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Server]:
    clock = Clock(NOON)
    store = await Store.open(address(path), clock=clock)
    yield Server(store, clock)
    await store.close()


@pytest.fixture
async def server(tmp_path: Path, empty_store: Path) -> AsyncIterator[Server]:
    async with opened(Path(shutil.copy(empty_store, tmp_path / "store.sqlite3"))) as made:
        yield made


DAILY = Schedule(cadence=Cadence.DAILY, zone="Europe/Berlin")


async def test_several_columns_of_one_edit_are_one_change(server: Server) -> None:
    await server.edit(with_schedule(Setting.SCHEDULE, DAILY))
    await server.edit(with_channel(Setting.CHANNEL, ChannelId(7)), by=BOB)
    found = await server.desk.history(GUILD, 0)
    assert [(one.batch.changed_by, one.settings) for one in found.changes] == [
        (BOB, (Setting.CHANNEL,)),
        (ALICE, (Setting.SCHEDULE, Setting.ZONE)),
    ]
    newest, oldest = found.changes
    assert (oldest.before.schedule, oldest.after.schedule) == (GuildSettings(guild=GUILD).schedule, DAILY)
    assert (newest.before.digest_channel, newest.after.digest_channel) == (None, 7)
    assert newest.before.schedule == DAILY


async def test_the_history_has_pages_and_the_nearest_is_shown(server: Server) -> None:
    for number in range(1, 13):
        await server.edit(with_channel(Setting.NOTICES_CHANNEL, ChannelId(number)))
    pages = [await server.desk.history(GUILD, page) for page in (0, 1, 2, 99)]
    assert [(one.first, one.page, one.pages, len(one.changes)) for one in pages] == [
        (1, 0, 3, ON_A_PAGE),
        (6, 1, 3, ON_A_PAGE),
        (11, 2, 3, 2),
        (11, 2, 3, 2),
    ]
    assert [one.after.notices for page in pages[:3] for one in page.changes] == list(range(12, 0, -1))
    assert (await server.desk.history(GuildId(2), 0)).changes == ()


async def test_undoing_sets_back_that_change_and_nothing_else(server: Server) -> None:
    await server.edit(with_schedule(Setting.SCHEDULE, DAILY))
    await server.edit(with_role(Setting.EDITORS, RoleId(9)))
    (_, first) = await server.batches()
    await server.undo(first)
    assert (await server.now()).schedule == GuildSettings(guild=GUILD).schedule
    assert (await server.now()).access.editors == 9
    found = (await server.desk.history(GUILD, 0)).changes[0]
    assert (found.batch.origin, found.batch.changed_by, found.settings) == (
        Origin.UNDO, BOB, (Setting.SCHEDULE, Setting.ZONE),
    )  # fmt: skip


EACH: dict[Setting, Edit] = {
    Setting.PAIR: with_pair(Dyad(first=CountryCode("NOR"), second=CountryCode("CHL"))),
    Setting.MORE_PAIRS: with_pairs(GAZETTEER, "Norway – Chile"),
    Setting.CHANNEL: with_channel(Setting.CHANNEL, ChannelId(5)),
    Setting.SCHEDULE: with_schedule(Setting.SCHEDULE, replace(DAILY, zone="UTC")),
    Setting.ZONE: with_schedule(Setting.SCHEDULE, replace(Schedule(), zone="Asia/Tokyo")),
    Setting.PAUSED: paused,
    Setting.FLOOR: chosen(Setting.FLOOR, "0.8"),
    Setting.CAP: chosen(Setting.CAP, "2"),
    Setting.QUIET: chosen(Setting.QUIET, "skip"),
    Setting.PALETTE: chosen(Setting.PALETTE, "day"),
    Setting.PLACE: chosen(Setting.PLACE, "thread"),
    Setting.SILENT: chosen(Setting.SILENT, "yes"),
    Setting.CATCH_UP: chosen(Setting.CATCH_UP, "all"),
    Setting.UPDATES_CHANNEL: with_channel(Setting.UPDATES_CHANNEL, ChannelId(5)),
    Setting.UPDATES_FLOOR: chosen(Setting.UPDATES_FLOOR, "0.95"),
    Setting.UPDATES_PER_HOUR: chosen(Setting.UPDATES_PER_HOUR, "10"),
    Setting.QUIZ_CHANNEL: with_channel(Setting.QUIZ_CHANNEL, ChannelId(5)),
    Setting.QUIZ_SCHEDULE: with_schedule(Setting.QUIZ_SCHEDULE, DAILY),
    Setting.QUIZ_LENGTH: chosen(Setting.QUIZ_LENGTH, "3"),
    Setting.NOTICES_CHANNEL: with_channel(Setting.NOTICES_CHANNEL, ChannelId(5)),
    Setting.LOCALE: chosen(Setting.LOCALE, "ja"),
    Setting.PING: with_role(Setting.PING, RoleId(9)),
    Setting.MANAGERS: with_role(Setting.MANAGERS, RoleId(9)),
    Setting.EDITORS: with_role(Setting.EDITORS, RoleId(9)),
    Setting.CONTRIBUTORS: with_role(Setting.CONTRIBUTORS, RoleId(9)),
    Setting.NAMED: chosen(Setting.NAMED, "no"),
}


@pytest.mark.parametrize("setting", Setting)
async def test_each_setting_is_undone_by_itself(server: Server, setting: Setting) -> None:
    before = await server.now()
    await server.edit(EACH[setting])
    assert setting in changed(before, await server.now())
    (batch,) = await server.batches()
    await server.undo(batch)
    assert changed(before, await server.now()) == ()


async def test_what_was_changed_again_since_is_said(server: Server) -> None:
    await server.edit(chosen(Setting.CAP, "2"))
    await server.edit(chosen(Setting.CAP, "3"))
    second, first = await server.batches()
    stale, _ = await server.desk.undoing(GUILD, first)
    fresh, _ = await server.desk.undoing(GUILD, second)
    assert (stale.is_stale, stale.before.digest.cap, stale.after.digest.cap) == (True, 3, 5)
    assert (fresh.is_stale, fresh.after.digest.cap) == (False, 2)


async def test_undone_twice_is_undone_once(server: Server) -> None:
    await server.edit(chosen(Setting.CAP, "2"))
    (batch,) = await server.batches()
    await server.undo(batch)
    again, _ = await server.desk.undoing(GUILD, batch)
    assert again.settings == ()
    assert len(await server.batches()) == 2


async def test_a_save_that_was_shown_against_other_settings_is_refused(server: Server) -> None:
    await server.edit(chosen(Setting.CAP, "2"))
    (batch,) = await server.batches()
    proposal, edit = await server.desk.undoing(GUILD, batch)
    await server.edit(chosen(Setting.CAP, "4"))
    with pytest.raises(MeanwhileChangedError):
        await server.desk.save(GUILD, BOB, edit, origin=Origin.UNDO, seen=proposal.seen)
    assert (await server.now()).digest.cap == 4
    await server.edit(chosen(Setting.QUIET, "skip"))
    proposal, edit = await server.desk.undoing(GUILD, batch)
    await server.edit(chosen(Setting.QUIET, "once"))  # another setting does not matter
    await server.desk.save(GUILD, BOB, edit, origin=Origin.UNDO, seen=proposal.seen)
    assert (await server.now()).digest.cap == 5


async def test_another_server_s_change_can_t_be_undone_here(server: Server) -> None:
    await server.edit(chosen(Setting.CAP, "2"))
    (batch,) = await server.batches()
    with pytest.raises(NotFoundError):
        await server.desk.undoing(GuildId(2), batch)


async def test_undoing_a_pause_makes_the_digest_due_again(server: Server) -> None:
    await server.edit(with_channel(Setting.CHANNEL, ChannelId(7)))
    await server.edit(with_schedule(Setting.SCHEDULE, DAILY))
    await server.edit(paused)
    assert (await server.now()).next_due_at is None
    await server.undo((await server.batches())[0])
    assert (await server.now()).next_due_at is not None


@pytest.mark.parametrize("name", [Origin.CLASSROOM, Origin.NEWSROOM, Origin.MODEL_UN])
async def test_a_preset_is_one_change_and_undone_as_one(server: Server, name: Origin) -> None:
    await server.edit(with_schedule(Setting.QUIZ_SCHEDULE, DAILY))
    before = await server.now()
    proposal, edit = await server.desk.preset(GUILD, name)
    assert len(proposal.settings) > 3
    await server.desk.save(GUILD, ALICE, edit, origin=name, seen=proposal.seen)
    assert changed(before, await server.now()) == proposal.settings
    found = (await server.desk.history(GUILD, 0)).changes[0]
    assert (found.batch.origin, found.settings) == (name, proposal.settings)
    await server.undo(found.batch.id)
    assert changed(before, await server.now()) == ()
    with pytest.raises(NotFoundError):
        await server.desk.preset(GUILD, Origin.EDIT)


async def test_a_code_and_a_reset_are_each_undone_as_one(server: Server) -> None:
    code = await server.desk.code(GUILD)
    await server.edit(chosen(Setting.CAP, "2"))
    await server.edit(with_channel(Setting.CHANNEL, ChannelId(7)))
    before = await server.now()
    for proposal, edit in (await server.desk.pasted(GUILD, code), await server.desk.resetting(GUILD)):
        assert Setting.CAP in proposal.settings
        await server.desk.save(GUILD, ALICE, edit, origin=proposal.origin, seen=proposal.seen)
        await server.undo((await server.batches())[0])
        assert changed(before, await server.now()) == ()
    with pytest.raises(InvalidInputError):
        await server.desk.pasted(GUILD, code[:-2])


@limits(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(edits(), max_size=6))
def test_undoing_is_the_way_back(
    made: Sequence[Edit],
    tmp_path_factory: pytest.TempPathFactory,
    empty_store: Path,
) -> None:
    """One change undone gives the settings before it; all undone, newest first, give the start."""
    path = Path(shutil.copy(empty_store, tmp_path_factory.mktemp("undo") / "store.sqlite3"))

    async def walk() -> None:
        async with opened(path) as server:
            states = [await server.now()]
            for edit in made:
                await server.edit(edit)
                states.append(await server.now())
            batches = await server.batches()
            shown = [change for page in range(4) for change in (await server.desk.history(GUILD, page)).changes]
            assert all(changed(one.before, one.after) == one.settings for one in shown)
            if batches:
                await server.undo(batches[0])
                before = next(state for state in reversed(states) if changed(state, states[-1]))
                assert changed(before, await server.now()) == ()
                await server.undo((await server.batches())[0])
                assert changed(states[-1], await server.now()) == ()
            for batch in batches:
                await server.undo(batch)
            assert changed(states[0], await server.now()) == ()

    asyncio.run(walk())


@given(st.lists(edits(), min_size=1, max_size=4))
def test_a_fingerprint_tells_what_differs(made: list[Edit]) -> None:
    before = GuildSettings(guild=GUILD)
    after = before
    for edit in made:
        after = edit(after)
    which = changed(before, after)
    assert (fingerprint(before, which) != fingerprint(after, which)) == bool(which)
    assert fingerprint(before, which) == fingerprint(replace(before, failures=2, told_until=NOON), which)
