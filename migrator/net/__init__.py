"""Every HTTP call: guard, pace, patience, trace in one httpx transport stack."""

from migrator.net.budget import Budget, BudgetStore, Change, MemoryBudgets
from migrator.net.client import Network, client
from migrator.net.pace import Rule
from migrator.net.patience import Patience
from migrator.net.secret import Secret
from migrator.net.trace import Exchange
from migrator.net.waiter import StoppableWaiter, Waiter

__all__ = [
    "Budget",
    "BudgetStore",
    "Change",
    "Exchange",
    "MemoryBudgets",
    "Network",
    "Patience",
    "Rule",
    "Secret",
    "StoppableWaiter",
    "Waiter",
    "client",
]
