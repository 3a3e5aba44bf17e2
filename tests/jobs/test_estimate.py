from dataclasses import replace

import pytest

from migrator.jobs.estimate import Estimator
from migrator.model import MediaType
from tests.jobs.making import GOTOSOCIAL, MASTODON, photo, planned, post

UNLIMITED = replace(GOTOSOCIAL, requests=0)


def estimated(limits, posts, **more):
    estimator = Estimator(limits)
    for one in posts:
        for _ in range(more.get("times", 1)):
            estimator.add(one)
    return estimator.estimate()


TEXT = planned(post("1"))
PICTURE = planned(post("1", media=(photo(size=100_000),)))
VIDEO = planned(post("1", media=(photo("v.mp4", size=50_000_000, type_=MediaType.VIDEO),)))


@pytest.mark.parametrize(
    ("limits", "plan", "times", "requests", "eta_s", "bound_by"),
    [
        pytest.param(GOTOSOCIAL, TEXT, 290, 290, 14.5, "server", id="one window's budget goes at once"),
        pytest.param(GOTOSOCIAL, TEXT, 291, 291, 300, "requests", id="one more waits for a window"),
        pytest.param(
            GOTOSOCIAL, PICTURE, 10_000, 20_000, 68 * 300, "requests", id="ten thousand pictures take 5.7 hours"
        ),
        pytest.param(
            MASTODON, TEXT, 10_000, 10_000, 33 * 10_800, "statuses", id="ten thousand texts take four days"
        ),
        pytest.param(MASTODON, PICTURE, 10_000, 20_000, 333 * 1_800, "uploads", id="with pictures a week"),
        pytest.param(UNLIMITED, TEXT, 1000, 1000, 50, "server", id="no limit"),
    ],
)
def test_the_tightest_limit_decides(limits, plan, times, requests, eta_s, bound_by):
    got = estimated(limits, plan, times=times)
    assert (got.requests, got.eta_s, got.bound_by) == (requests, eta_s, bound_by)


def test_bytes_bind_where_nothing_else_does():
    got = estimated(UNLIMITED, VIDEO, times=10)
    assert got.bound_by == "bandwidth"
    assert 10 * (40 << 20) < got.bytes < 10 * (40 << 20) + 100_000


def test_skips_cost_nothing():
    got = estimated(GOTOSOCIAL, planned(post("1"), exclude=frozenset({"1"})))
    assert (got.publish, got.requests, got.bytes, got.eta_s) == (0, 0, 0, 0)
