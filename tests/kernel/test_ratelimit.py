from datetime import timedelta

import pytest
from django.core.cache import cache

from kernel.ratelimit import CacheCounter, RateLimit, TooManyAttempts, network_of, use

LIMIT = RateLimit(name="sign-in", per_caller=10, per_target=3, window=timedelta(days=365))


@pytest.fixture(autouse=True)
def counter():
    cache.clear()
    before = use(CacheCounter())
    yield
    use(before)


def test_a_caller_has_so_many_attempts_on_one_target():
    for _ in range(3):
        LIMIT.take(caller="192.0.2.1", target="jean@a.fr")

    with pytest.raises(TooManyAttempts) as refusal:
        LIMIT.take(caller="192.0.2.1", target="JEAN@a.fr")

    assert refusal.value.retry_after > 0
    LIMIT.take(caller="192.0.2.1", target="else@a.fr")


def test_a_victim_is_never_locked_out_by_others():
    for number in range(200):
        LIMIT.take(caller=f"198.51.100.{number}", target="victim@a.fr")

    LIMIT.take(caller="192.0.2.1", target="victim@a.fr")


def test_a_caller_who_changes_targets_is_stopped():
    for number in range(10):
        LIMIT.take(caller="192.0.2.1", target=f"{number}@a.fr")

    with pytest.raises(TooManyAttempts):
        LIMIT.take(caller="192.0.2.1", target="last@a.fr")


def test_an_ipv6_line_is_one_caller():
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:192.0.2.1") == "192.0.2.1"


def test_nobody_can_be_read_from_the_keys():
    LIMIT.take(caller="192.0.2.1", target="jean@a.fr")

    assert not any("jean" in key or "192.0.2.1" in key for key in getattr(cache, "_cache", {}))
