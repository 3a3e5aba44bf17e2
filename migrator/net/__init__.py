"""Every HTTP call: patience, pace, trace, guard and connections in one httpx transport stack."""

from migrator.net.budget import Budget, BudgetStore, Change, MemoryBudgets
from migrator.net.client import UPLOAD_TIMEOUT, USER_AGENT, Network, client, strangers
from migrator.net.fetch import Fetcher, FetchFailed, Wanted
from migrator.net.guard import is_loopback
from migrator.net.pace import Rule
from migrator.net.patience import REPEAT, Patience, Repeat
from migrator.net.secret import MASK, Secret
from migrator.net.trace import Exchange
from migrator.net.unshorten import Led, Unshortener
from migrator.net.waiter import StoppableWaiter, Waiter

__all__ = [
    "MASK",
    "REPEAT",
    "UPLOAD_TIMEOUT",
    "USER_AGENT",
    "Budget",
    "BudgetStore",
    "Change",
    "Exchange",
    "FetchFailed",
    "Fetcher",
    "Led",
    "MemoryBudgets",
    "Network",
    "Patience",
    "Repeat",
    "Rule",
    "Secret",
    "StoppableWaiter",
    "Unshortener",
    "Waiter",
    "Wanted",
    "client",
    "is_loopback",
    "strangers",
]
