"""Discord's wire on this machine: REST and gateway over simcord's world, with limits, nonces and faults."""

from bot.sandbox.wire.faults import ArmedFault, Fault
from bot.sandbox.wire.limits import LimitRules
from bot.sandbox.wire.requests import RequestRecord
from bot.sandbox.wire.server import WireServer

__all__ = ["ArmedFault", "Fault", "LimitRules", "RequestRecord", "WireServer"]
