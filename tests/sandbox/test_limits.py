from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.wire.limits import LimitRules, RateLimits, Verdict
from tests.sandbox.conftest import ManualClock


def limits(clock: ManualClock, **rules: float) -> RateLimits:
    return RateLimits(LimitRules(**rules), monotonic=clock, wall=lambda: 5000.0)  # type: ignore[arg-type]  # mixed rules


def test_third_message_of_two_waits_for_its_own_channel_only(monotonic: ManualClock) -> None:
    asked = limits(monotonic, channel_messages=2, channel_window_s=5.0)
    assert asked.ask("POST", "/channels/1/messages").headers == {
        "X-RateLimit-Bucket": "80c17d2f203122d936070c88c8d10f33",
        "X-RateLimit-Limit": "2",
        "X-RateLimit-Remaining": "1",
        "X-RateLimit-Reset": "5005.000",
        "X-RateLimit-Reset-After": "5.000",
    }
    monotonic.now_s += 1.5
    assert asked.ask("POST", "/channels/1/messages").headers["X-RateLimit-Remaining"] == "0"
    refused = asked.ask("POST", "/channels/1/messages")
    assert (refused.retry_after_s, refused.is_global, refused.headers["X-RateLimit-Scope"]) == (3.5, False, "user")
    assert asked.ask("POST", "/channels/2/messages").retry_after_s is None
    assert asked.ask("GET", "/channels/1/messages") == Verdict()
    monotonic.now_s += 3.5
    assert asked.ask("POST", "/channels/1/messages").retry_after_s is None


def test_global_window_slides_and_spares_interactions_and_webhooks(monotonic: ManualClock) -> None:
    asked = limits(monotonic, global_per_s=2)
    assert asked.ask("GET", "/users/@me").retry_after_s is None
    monotonic.now_s += 0.75
    assert asked.ask("PATCH", "/channels/1/messages/2").retry_after_s is None
    refused = asked.ask("GET", "/users/@me")
    assert (refused.retry_after_s, refused.is_global) == (0.25, True)
    assert refused.headers["X-RateLimit-Global"] == "true"
    assert asked.ask("POST", "/interactions/1/token/callback") == Verdict()
    assert asked.ask("POST", "/webhooks/1/token") == Verdict()
    monotonic.now_s += 0.25
    assert asked.ask("GET", "/users/@me").retry_after_s is None
    assert asked.ask("GET", "/users/@me").retry_after_s == 0.75


@given(st.lists(st.floats(min_value=0, max_value=0.6), max_size=60), st.integers(min_value=1, max_value=5))
def test_no_second_lets_more_through_than_the_limit(pauses: list[float], limit: int) -> None:
    clock = ManualClock()
    asked = limits(clock, global_per_s=limit)
    passed: list[float] = []
    for pause in pauses:
        clock.now_s += pause
        if asked.ask("GET", "/users/@me").retry_after_s is None:
            passed.append(clock.now_s)
    for start in passed:
        assert sum(start <= at < start + 1.0 for at in passed) <= limit


@given(st.lists(st.floats(min_value=0, max_value=2), max_size=40))
def test_who_waits_as_long_as_told_is_let_through(pauses: list[float]) -> None:
    clock = ManualClock()
    asked = limits(clock, channel_messages=2, channel_window_s=5.0)
    for pause in pauses:
        clock.now_s += pause
        wait_s = asked.ask("POST", "/channels/1/messages").retry_after_s
        if wait_s is not None:
            clock.now_s += wait_s + 1e-6
            assert asked.ask("POST", "/channels/1/messages").retry_after_s is None
