import random
import threading
import time

import pytest

from migrator.net import MemoryBudgets, Network, Patience, StoppableWaiter
from tests.contracts.target import png

__all__ = ["network", "png"]


@pytest.fixture
def network():
    return Network(
        waiter=StoppableWaiter(threading.Event()),
        now=time.time,
        random=random.random,
        budgets=MemoryBudgets(),
        patience=Patience(total_s=2.0, first_s=0.01, longest_s=0.1),
    )
