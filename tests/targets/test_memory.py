import pytest

from migrator.targets.memory import MemoryTarget
from tests.contracts.target import DatedTargetContract


class TestMemory(DatedTargetContract):
    @pytest.fixture
    def target(self):
        return MemoryTarget()

    @pytest.fixture
    def answer(self, target):
        return target.answer
