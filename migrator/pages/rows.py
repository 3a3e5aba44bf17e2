"""JSON rows, one object a line: what `--json` prints and what the browser's pages get. The keys are a contract."""

import json
from datetime import datetime
from typing import Any

from migrator.convert.pieces import Raw
from migrator.convert.rich import lay_out, words
from migrator.jobs.plan import Planned, Publish, Skip
from migrator.model import MediaType, Overview, Profile, Reason, Span
from migrator.pages.words import stamp
from migrator.service.values import (
    Check,
    Difference,
    JobStatus,
    RunResult,
    SignedIn,
    StepRow,
    Summary,
    UndoPlan,
    Verified,
)

Row = dict[str, Any]


def json_line(row: Row) -> str:
    """Return a row as one line of JSON Lines."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def _time(when: datetime | None) -> str | None:
    return stamp(when) or None


def reason_row(reason: Reason) -> Row:
    """Return a reason as its code and, in `detail`, its parameters."""
    return {"code": reason.code, "detail": dict(reason.params)}


def overview_row(overview: Overview) -> Row:
    """Return what `inspect` prints; what will not be read is among the warnings."""
    owner = overview.owner
    return {
        "format": overview.format,
        "owner": {"id": owner.id, "name": owner.name, "display_name": owner.display_name},
        "period": [_time(overview.first), _time(overview.last)],
        "posts": overview.posts,
        "threads": overview.threads,
        "replies_to_others": overview.replies_to_others,
        "reposts": overview.reposts,
        "quotes": overview.quotes,
        "notes": overview.notes,
        "media": {type_.value: _media_count(overview, type_) for type_ in MediaType},
        "follows": overview.follows,
        "followers": overview.followers,
        "lists": overview.lists,
        "likes": overview.likes,
        "bookmarks": overview.bookmarks,
        "private": overview.private,
        "profile": _profile_row(overview.profile) if overview.profile else None,
        "warnings": [reason_row(reason) for reason in (*overview.not_read, *overview.warnings)],
    }


def _profile_row(profile: Profile) -> Row:
    return {
        "name": profile.name,
        "bio": _plain(profile.bio),
        "fields": [{"name": name, "value": _plain(value)} for name, value in profile.fields],
        "avatar": profile.avatar,
        "header": profile.header,
    }


def _plain(spans: tuple[Span, ...]) -> str:
    return "".join(raw.text for raw in lay_out(spans, lambda span: Raw(words(span)), formatted=False))


def _media_count(overview: Overview, type_: MediaType) -> Row:
    found = overview.media.get(type_)
    if found is None:
        return {"files": 0, "bytes": 0, "missing": 0}
    return {"files": found.files, "bytes": found.bytes, "missing": found.missing}


def planned_row(item: Planned) -> Row:
    """Return one line of `replay --dry-run`."""
    return _publish_row(item) if isinstance(item, Publish) else _skip_row(item)


def _publish_row(post: Publish) -> Row:
    parent = post.in_reply_to
    return {
        "kind": "publish",
        "source_id": post.source_id,
        "part": post.part,
        "text": post.text,
        "content_type": post.content_type,
        "written_at": _time(post.written_at),
        "visibility": post.visibility.value,
        "language": post.language,
        "sensitive": post.sensitive,
        "warning": post.warning,
        "media": [{"name": file.name, "type": file.type.value, "alt": file.alt} for file in post.media],
        "in_reply_to": {"source_id": parent[0], "part": parent[1]} if parent else None,
        "notes": [reason_row(note) for note in post.notes],
    }


def _skip_row(item: Skip) -> Row:
    return {
        "kind": "skip",
        "source_id": item.source_id,
        "reason": item.reason.code,
        "detail": dict(item.reason.params),
    }


def summary_row(summary: Summary) -> Row:
    """Return the last line of `replay --dry-run`."""
    return {
        "kind": "summary",
        "publish": summary.publish,
        "skip": dict(summary.skip),
        "requests": summary.requests,
        "bytes": summary.bytes,
        "eta_s": round(summary.eta_s),
    }


def step_row(row: StepRow) -> Row:
    """Return one line of a run or a report: the planned item with what became of it."""
    known = planned_row(row.item) if row.item is not None else _bare_row(row)
    return known | {
        "state": row.state.value,
        "adopted": row.adopted,
        "why": reason_row(row.reason) if row.reason else None,
        "source_url": row.source_url,
        "url": row.url,
        "error": row.error,
    }


def _bare_row(row: StepRow) -> Row:
    if row.state == "skipped":
        reason = row.reason or Reason("unknown")
        return {
            "kind": "skip",
            "source_id": row.source_id,
            "reason": reason.code,
            "detail": dict(reason.params),
        }
    return {
        "kind": "publish",
        "source_id": row.source_id,
        "part": row.part,
        "text": row.text,
        "written_at": _time(row.written_at),
        "notes": [reason_row(note) for note in row.notes],
    }


def run_row(result: RunResult, planned: Summary | None) -> Row:
    """Return the last line of a run; the plan's figures are there where a plan was just made."""
    start = summary_row(planned) if planned else {"kind": "summary"}
    return start | {
        "job": result.job,
        "state": result.state.value,
        "done": result.done,
        "failed": result.failed,
        "skipped": result.skipped,
        "todo": result.todo,
        "surplus": [difference_row(extra) for extra in result.surplus],
        "seconds": round(result.seconds, 1),
    }


def job_row(job: JobStatus) -> Row:
    """Return one line of `status`."""
    return {
        "job": job.job,
        "kind": job.kind,
        "source": job.source,
        "target": job.target,
        "state": job.state.value,
        "done": job.done,
        "failed": job.failed,
        "skipped": job.skipped,
        "todo": job.todo,
        "eta_s": None if job.eta_s is None else round(job.eta_s),
    }


def account_row(account: SignedIn) -> Row:
    """Return one line of `accounts`; never the token."""
    return {
        "kind": "account",
        "acct": account.acct,
        "server": account.server,
        "url": account.url,
        "family": account.family,
        "token_in": account.where,
    }


def difference_row(difference: Difference) -> Row:
    """Return one line of `verify`."""
    return {
        "kind": "difference",
        "code": difference.code,
        "source_id": difference.source_id,
        "part": difference.part,
        "url": difference.url,
        "expected": difference.expected,
        "found": difference.found,
    }


def verified_row(verified: Verified) -> Row:
    """Return the last line of `verify`."""
    return {
        "kind": "summary",
        "checked": verified.checked,
        "on_target": verified.on_target,
        "differences": len(verified.differences),
    }


def undo_row(plan: UndoPlan) -> Row:
    """Return what `undo` would do."""
    return {
        "kind": "undo",
        "job": plan.job,
        "delete": plan.delete,
        "adopted": plan.adopted,
        "with_replies": [row.url for row in plan.with_replies],
        "replies_checked": plan.replies_checked,
        "requests": plan.requests,
        "eta_s": round(plan.eta_s),
    }


def check_row(check: Check) -> Row:
    """Return one line of `doctor`."""
    return {"kind": "check", "name": check.name, "ok": check.ok, "says": check.says, "do": check.do} | {
        "detail": dict(check.detail)
    }
