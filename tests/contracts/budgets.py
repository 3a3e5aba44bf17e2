"""What every store of budgets has to do."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from migrator.net import Budget, BudgetStore

FULL = Budget(limit=300, reset_at=1_790_000_000.25, used=7, foreign=3, blocked_until=1_789_999_999.5)


class BudgetStoreContract:
    """What holds for every store. Subclasses give the fixture `budgets`, empty; threads use it at once."""

    @pytest.fixture
    def budgets(self) -> BudgetStore:
        raise NotImplementedError

    def test_what_was_never_stored_is_none(self, budgets):
        assert budgets.load("https://example.social requests") is None
        assert budgets.update(["a", "b"], lambda old: ([FULL, FULL], list(old))) == [None, None]

    def test_a_budget_comes_back_as_it_was_stored(self, budgets):
        budgets.update(["a"], lambda _old: ([FULL], None))
        assert budgets.load("a") == FULL
        assert budgets.update(["a"], lambda old: (old, old[0])) == FULL

    def test_keys_keep_their_own_in_the_order_asked_for(self, budgets):
        budgets.update(["a", "b"], lambda _old: ([FULL, replace(FULL, used=8)], None))
        assert budgets.update(["b", "a"], lambda old: (old, [b.used for b in old])) == [8, 7]

    def test_what_fails_in_between_changes_nothing(self, budgets):
        budgets.update(["a"], lambda _old: ([FULL], None))

        def fail(old):
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            budgets.update(["a"], fail)
        assert budgets.load("a") == FULL

    def test_no_request_is_counted_once_by_two_threads(self, budgets):
        def take(old):
            budget = old[0] or replace(FULL, used=0)
            return [replace(budget, used=budget.used + 1)], None

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda _: budgets.update(["a"], take), range(100)))
        assert budgets.load("a").used == 100
