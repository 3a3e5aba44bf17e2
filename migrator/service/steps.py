"""A plan as the ledger keeps it."""

from collections.abc import Sequence

import msgspec

from migrator.jobs.plan import Planned, Skip
from migrator.ledger.records import NewStep
from migrator.model import State
from migrator.model.moments import milliseconds

_EXCERPT_CHARS = 140


def new_steps(planned: Sequence[Planned]) -> list[NewStep]:
    """Return a plan as the ledger keeps it."""
    return [_step(place, one) for place, one in enumerate(planned)]


def _step(position: int, planned: Planned) -> NewStep:
    written_at = milliseconds(planned.written_at) if planned.written_at else None
    excerpt, source_url = planned.text[:_EXCERPT_CHARS], planned.url
    if isinstance(planned, Skip):
        return NewStep(
            source_id=planned.source_id,
            part=0,
            state=State.SKIPPED,
            position=position,
            written_at=written_at,
            excerpt=excerpt,
            source_url=source_url,
            reason=planned.reason,
        )
    return NewStep(
        source_id=planned.source_id,
        part=planned.part,
        state=State.PLANNED,
        position=position,
        slot_ms=planned.slot_ms,
        parent=planned.in_reply_to,
        wants=tuple(dict.fromkeys(link.source_id for link in planned.own_links)),
        payload=msgspec.json.encode(planned).decode(),
        written_at=written_at,
        excerpt=excerpt,
        source_url=source_url,
        notes=planned.notes,
    )
