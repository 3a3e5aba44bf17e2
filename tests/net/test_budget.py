import pytest

from migrator.net import MemoryBudgets
from tests.contracts.budgets import BudgetStoreContract


class TestMemory(BudgetStoreContract):
    @pytest.fixture
    def budgets(self):
        return MemoryBudgets()
