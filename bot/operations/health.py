"""`/healthz`, `/readyz` and `/metrics` over HTTP, for the machine that watches the bot."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.model.errors import StartupError
from bot.operations.pulse import LONGEST_LAG_S, Pulse, faults_of

_LOG = logging.getLogger(__name__)
_OK, _UNAVAILABLE = 200, 503
_METRICS_TYPE = f"{CONTENT_TYPE_LATEST}; escaping=underscores"


def health_app(pulse: Pulse) -> web.Application:
    """Return the three pages.

    `/healthz` says that the process lives and how late its event loop is; `/readyz` whether it can do its work, with
    the reasons why not; `/metrics` all counts. None of them names a server, a user or a secret.
    """

    async def healthz(_: web.Request) -> web.Response:
        is_alive = pulse.lag_s < LONGEST_LAG_S
        told = {"status": "ok" if is_alive else "stuck", "loop_lag_seconds": round(pulse.lag_s, 4)}
        return web.json_response(told, status=_OK if is_alive else _UNAVAILABLE)

    async def readyz(_: web.Request) -> web.Response:
        faults = faults_of(await pulse.condition())
        told = {
            "status": "not ready" if faults else "ready",
            "reasons": list(faults),
            "roles": list(pulse.roles),
            "posting": pulse.is_posting,
        }
        return web.json_response(told, status=_UNAVAILABLE if faults else _OK)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=await pulse.rendered(), headers={"Content-Type": _METRICS_TYPE})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    return app


@asynccontextmanager
async def serving_health(pulse: Pulse, *, host: str, port: int) -> AsyncIterator[int]:
    """Serve the pages for as long as the context lasts; hand out the port, which 0 lets the machine choose.

    Raises:
        StartupError: The port is taken, or the address is not this machine's.
    """
    runner = web.AppRunner(health_app(pulse), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise StartupError(
                user_text=f"The health page can't listen on {host}:{port}: set BACKCHANNEL_HEALTH_PORT to a free port."
            ) from error
        bound: int = runner.addresses[0][1]
        _LOG.info("health_served port=%d", bound)
        yield bound
    finally:
        await runner.cleanup()
