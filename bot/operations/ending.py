"""The end of the process, in any case: who stops it waits ten seconds, then kills it with whatever it is at."""

import logging
import multiprocessing
import os
import threading

_LOG = logging.getLogger(__name__)

LONGEST_STOP_S = 9.0
"""Seconds between the signal and the end; Docker and systemd units wait for ten or more."""


def end_in_time(after_s: float = LONGEST_STOP_S) -> None:
    """End the process some seconds from now, unless it has ended by itself.

    What is broken off then is taken up at the next start, as after a power cut: a message's row is leased, a backup has
    no name before it is whole, and a transaction that was not committed never was.
    """
    timer = threading.Timer(after_s, _end, [after_s])
    timer.daemon = True
    timer.start()


def _end(after_s: float) -> None:
    _LOG.warning("stopped_in_mid_work after_s=%.1f", after_s)
    for process in multiprocessing.active_children():
        process.kill()
    logging.shutdown()
    os._exit(0)
