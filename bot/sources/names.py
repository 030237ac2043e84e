"""Looks names up: by the system, in threads of its own, and hands on only addresses that may be connected to."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.sources import failures
from bot.sources.addresses import AddressPolicy

_THREADS: Final = 16


class SystemResolver(AbstractResolver):
    """Asks the system. A server of names that doesn't answer keeps links waiting, and no other work off the loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a name.

        Raises:
            OSError: The name is not known.
        """
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads,
            lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG),
        )
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, protocol, _, address in found
        ]

    async def close(self) -> None:
        """Let the threads end."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedResolver(AbstractResolver):
    """Looks a name up once and hands on only what may be connected to: the address that was checked is the one used."""

    def __init__(self, inner: AbstractResolver, policy: AddressPolicy) -> None:
        self._inner = inner
        self._policy = policy

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the allowed addresses of a name.

        Raises:
            FetchError: None of its addresses may be connected to.
            OSError: The name is not known.
        """
        results = await self._inner.resolve(host, port, family)
        allowed = [one for one in results if self._policy.allows(one["host"], port)]
        if not allowed:
            raise failures.refused(f"no allowed address at port {port}")
        return allowed

    async def close(self) -> None:
        """Release the inner resolver."""
        await self._inner.close()
