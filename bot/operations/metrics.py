"""What is counted, for Prometheus. One registry for each bot, none for the process; every label is of a closed set.

Source: names and units follow https://prometheus.io/docs/practices/naming/.
"""

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from data.vitals import StoreVitals

_SHORT = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_LONG = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0)
_TOO_MANY = 429


class Metrics:
    """The counters, histograms and gauges of one running bot."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._lag = Histogram(
            "backchannel_loop_lag_seconds",
            "How late the event loop wakes what sleeps.",
            buckets=_SHORT,
            registry=self.registry,
        )
        self._store = Histogram(
            "backchannel_store_seconds",
            "Time of a read or a write of the store, its wait for a connection included.",
            ("operation",),
            buckets=_SHORT,
            registry=self.registry,
        )
        self._commands = self._counter("commands", "Commands and clicks by outcome.", "command", "outcome")
        self._command_time = Histogram(
            "backchannel_command_seconds",
            "Time from a command or a click to its answer.",
            ("command",),
            buckets=_LONG,
            registry=self.registry,
        )
        self._messages = self._counter("digests", "Messages of the outbox by what became of them.", "outcome")
        self._articles = self._counter("articles", "Texts read, or the reason why not.", "outcome")
        self._looks = self._counter("feed_looks", "Looks at feeds by outcome.", "outcome")
        self._requests = self._counter("discord_requests", "Answers of Discord's API by class of status.", "status")
        self._limited = self._counter("discord_rate_limited", "Answers of Discord's API with status 429.")
        self._refused = self._counter("limited", "Costly requests over what a minute has.", "cost", "whose")
        self._backups = self._counter("backups", "Nightly backups by outcome.", "outcome")
        self._tick_age = self._gauge("tick_age_seconds", "Time since a job last ended its look.", "job")
        self._pending = self._gauge("outbox_pending", "Messages that are owed.")
        self._oldest = self._gauge("outbox_oldest_seconds", "How long the oldest message that may be sent has waited.")
        self._games = self._gauge("games_running", "Quizzes that are not over.")
        self._guilds = self._gauge("guilds", "Servers that the bot is in.")
        self._roles = self._gauge("role", "1 for each role of the process.", "role")
        self._posting = self._gauge("posting", "1 in the process that sends what the outbox owes, else 0.")
        self._backed_up = self._gauge("backup_last_success_timestamp_seconds", "When the last backup was made.")

    def lagged(self, seconds: float) -> None:
        """Count one look at the event loop's lag."""
        self._lag.observe(max(0.0, seconds))

    def used_store(self, operation: str, seconds: float) -> None:
        """Count a read or a write; `operation` is "read" or "write"."""
        self._store.labels(operation).observe(seconds)

    def answered(self, command: str, outcome: str, seconds: float) -> None:
        """Count a command or a click.

        Args:
            command: Its name: "/quiz start", "SummarySources"; of the program's own names only.
            outcome: "done", "refused" (the user was told why) or "failed".
            seconds: From Discord's sending it to the end of the answer.
        """
        self._commands.labels(command, outcome).inc()
        self._command_time.labels(command).observe(max(0.0, seconds))

    def delivered(self, outcome: str) -> None:
        """Count what became of a message's attempt: "sent", "refused", "forbidden" or "delayed"."""
        self._messages.labels(outcome).inc()

    def read_article(self, outcome: str) -> None:
        """Count a text: "read", "failed", or the reason of its refusal."""
        self._articles.labels(outcome).inc()

    def looked_at_feed(self, outcome: str) -> None:
        """Count a look at a feed; `outcome` is one of a closed set."""
        self._looks.labels(outcome).inc()

    def asked_discord(self, status: int) -> None:
        """Count an answer of Discord's API by its HTTP status."""
        self._requests.labels(f"{status // 100}xx").inc()
        if status == _TOO_MANY:
            self._limited.inc()

    def limited(self, cost: str, whose: str) -> None:
        """Count what was not given since too much was asked for; `whose` limit it was: "user" or "server"."""
        self._refused.labels(cost, whose).inc()

    def backed_up(self, at: datetime | None) -> None:
        """Count a nightly backup; `at` is None where it failed."""
        self._backups.labels("failed" if at is None else "made").inc()
        if at is not None:
            self._backed_up.set(at.timestamp())

    def rendered(
        self,
        *,
        guilds: int,
        tick_ages_s: dict[str, float],
        store: StoreVitals | None,
        roles: tuple[str, ...],
        is_posting: bool,
    ) -> bytes:
        """Return everything in Prometheus' text format.

        Args:
            guilds: Servers that the bot is in.
            tick_ages_s: By job, seconds since it last ended its look.
            store: How the store stands; None where it does not answer: its gauges keep what they said.
            roles: Names of what the process does.
            is_posting: Whether it sends what the outbox owes.
        """
        for role in roles:
            self._roles.labels(role).set(1)
        self._posting.set(is_posting)
        self._guilds.set(guilds)
        for job, age in tick_ages_s.items():
            self._tick_age.labels(job).set(age)
        if store is not None:
            self._pending.set(store.pending)
            self._oldest.set(store.oldest_s)
            self._games.set(store.games)
        return generate_latest(self.registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"backchannel_{name}", about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(f"backchannel_{name}", about, labels, registry=self.registry)
