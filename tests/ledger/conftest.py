from itertools import count

import pytest

from migrator.ledger import Ledger
from migrator.ledger.records import NewStep
from migrator.model import State


@pytest.fixture
def ledger(tmp_path):
    with Ledger.at(tmp_path / "ledger.db") as opened:
        yield opened


@pytest.fixture
def job(ledger):
    return job_in(ledger)


def job_in(ledger, *, source="1", acct="@ada@one.example", server="https://one.example"):
    target = ledger.jobs.target(server=server, remote_id=acct, acct=acct, url="", family="gotosocial")
    id_, _ = ledger.jobs.save(
        kind="replay",
        network="x",
        source_account=source,
        source_name="ada",
        target_id=target.id,
        paths=["a.zip"],
        fingerprint="{}",
        choices="{}",
        planned_at=0,
    )
    return ledger.jobs.get(id_)


_POSITIONS = count()


def step(source_id, part=0, *, state=State.PLANNED, slot_ms=None, payload="{}", **more):
    return NewStep(
        source_id=source_id,
        part=part,
        state=state,
        position=next(_POSITIONS),
        slot_ms=slot_ms,
        payload=payload if state is State.PLANNED else None,
        **more,
    )
