"""Posts, their threads and what was scheduled."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from migrator.rehearsal.store.database import Database, Value, marks_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One row of `statuses`."""

    id: str
    account_id: str
    created_ms: int
    posted_ms: int
    edited_ms: int | None
    text: str
    content: str
    content_type: str
    spoiler_text: str
    visibility: str
    sensitive: int
    language: str | None
    in_reply_to_id: str | None
    in_reply_to_account_id: str | None
    local_only: int
    tags: str
    mentions: str
    poll: str | None
    app_name: str
    reblog_of_id: str | None
    gone_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which posts of an account are asked for; bounds are exclusive and need not exist."""

    account_id: str
    limit: int
    max_id: str = ""
    since_id: str = ""
    min_id: str = ""
    exclude_replies: bool = False
    exclude_reblogs: bool = False
    only_media: bool = False
    pinned: bool = False
    visibilities: tuple[str, ...] = ()
    """Only these; empty means all."""


NAMES = [field.name for field in fields(Status)]
COLUMNS = ", ".join(NAMES)
ADD = f"INSERT INTO statuses ({COLUMNS}) VALUES ({marks_for(NAMES)})"  # noqa: S608 - our own names only
ALIVE = "(gone_ms IS NULL OR gone_ms > ?)"


class Statuses:
    """The tables `statuses`, `scheduled` and `idempotency`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, status: Status) -> None:
        """Store a new post."""
        self._db.write(ADD, [getattr(status, name) for name in NAMES])

    def rewrite(self, status: Status) -> None:
        """Store a post's new text."""
        sql = "UPDATE statuses SET text = ?, content = ?, spoiler_text = ?, tags = ?, edited_ms = ? WHERE id = ?"
        values = [status.text, status.content, status.spoiler_text, status.tags, status.edited_ms, status.id]
        self._db.write(sql, values)

    def _all(self, sql: str, values: Sequence[Value]) -> list[Status]:
        return [Status(**dict(row)) for row in self._db.rows(sql, values)]

    def by_id(self, status_id: str, now_ms: int) -> Status | None:
        """Find a post that can (still) be read."""
        found = self._all(f"SELECT {COLUMNS} FROM statuses WHERE id = ? AND {ALIVE}", [status_id, now_ms])  # noqa: S608 - our own names only
        return found[0] if found else None

    def page(self, page: Page, now_ms: int) -> list[Status]:
        """Return one page of an account's posts, newest first; with `min_id` the page next to that bound."""
        wheres = ["account_id = ?", ALIVE]
        values: list[Value] = [page.account_id, now_ms]
        for bound, sign in ((page.max_id, "<"), (page.since_id, ">"), (page.min_id, ">")):
            if bound:
                wheres.append(f"id {sign} ?")
                values.append(bound)
        wheres += _filters(page)
        values += page.visibilities
        order = "ASC" if page.min_id else "DESC"
        sql = f"SELECT {COLUMNS} FROM statuses WHERE {' AND '.join(wheres)} ORDER BY id {order} LIMIT ?"  # noqa: S608 - our own names only
        found = self._all(sql, [*values, page.limit])
        return found if order == "DESC" else found[::-1]

    def of_account(self, account_id: str, now_ms: int) -> list[Status]:
        """Return all posts of an account that can be read, oldest first."""
        sql = f"SELECT {COLUMNS} FROM statuses WHERE account_id = ? AND {ALIVE} ORDER BY id"  # noqa: S608 - our own names only
        return self._all(sql, [account_id, now_ms])

    def tagged(self, tag: str, limit: int, now_ms: int) -> list[Status]:
        """Return the posts that bear a hashtag, newest first."""
        sql = (
            f"SELECT {COLUMNS} FROM statuses WHERE EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?) "  # noqa: S608 - our own names only
            f"AND {ALIVE} ORDER BY id DESC LIMIT ?"
        )
        return self._all(sql, [tag, now_ms, limit])

    def ancestors(self, status: Status, now_ms: int) -> list[Status]:
        """Return the posts above one, the thread's head first."""
        chain: list[Status] = []
        parent = status.in_reply_to_id
        while parent is not None and (above := self.by_id(parent, now_ms)) is not None:
            chain.append(above)
            parent = above.in_reply_to_id
        return chain[::-1]

    def descendants(self, status: Status, now_ms: int) -> list[Status]:
        """Return the posts below one, each before its own replies."""
        found: list[Status] = []
        waiting = [status.id]
        while waiting:
            parent = waiting.pop()
            sql = f"SELECT {COLUMNS} FROM statuses WHERE in_reply_to_id = ? AND {ALIVE} ORDER BY id DESC"  # noqa: S608 - our own names only
            replies = self._all(sql, [parent, now_ms])
            waiting += [reply.id for reply in replies]
            if parent != status.id:
                found += self._all(f"SELECT {COLUMNS} FROM statuses WHERE id = ?", [parent])  # noqa: S608 - our own names only
        return found

    def replies(self, ids: Sequence[str], now_ms: int) -> dict[str, int]:
        """Count the direct replies of each post that has any."""
        return self._tally("in_reply_to_id", ids, now_ms)

    def reblogs(self, ids: Sequence[str], now_ms: int) -> dict[str, int]:
        """Count the boosts of each post that has any."""
        return self._tally("reblog_of_id", ids, now_ms)

    def _tally(self, column: str, ids: Sequence[str], now_ms: int) -> dict[str, int]:
        sql = (
            f"SELECT {column}, COUNT(*) FROM statuses WHERE {column} IN ({marks_for(ids)}) AND {ALIVE} GROUP BY 1"  # noqa: S608 - our own names only
        )
        return {row[0]: row[1] for row in self._db.rows(sql, [*ids, now_ms])}

    def reblogged_by(self, account_id: str, ids: Sequence[str], now_ms: int) -> set[str]:
        """Return which of some posts an account has boosted."""
        wheres = f"account_id = ? AND reblog_of_id IN ({marks_for(ids)}) AND {ALIVE}"
        sql = f"SELECT reblog_of_id FROM statuses WHERE {wheres}"  # noqa: S608 - our own names only
        return {row[0] for row in self._db.rows(sql, [account_id, *ids, now_ms])}

    def reblog_by(self, account_id: str, status_id: str, now_ms: int) -> Status | None:
        """Find an account's boost of a post."""
        sql = f"SELECT {COLUMNS} FROM statuses WHERE reblog_of_id = ? AND account_id = ? AND {ALIVE}"  # noqa: S608 - our own names only
        found = self._all(sql, [status_id, account_id, now_ms])
        return found[0] if found else None

    def remove(self, status_id: str, gone_ms: int) -> bool:
        """Mark a post as deleted from `gone_ms` on; False if it was deleted before."""
        return (
            self._db.write(
                "UPDATE statuses SET gone_ms = ? WHERE id = ? AND gone_ms IS NULL", [gone_ms, status_id]
            )
            > 0
        )

    def years(self, account_id: str, now_ms: int) -> dict[int, int]:
        """Count an account's posts per year, newest year first."""
        sql = (
            "SELECT CAST(strftime('%Y', created_ms / 1000, 'unixepoch') AS INTEGER), COUNT(*) FROM statuses "  # noqa: S608 - our own names only
            f"WHERE account_id = ? AND {ALIVE} GROUP BY 1 ORDER BY 1 DESC"
        )
        return {row[0]: row[1] for row in self._db.rows(sql, [account_id, now_ms])}

    def schedule(self, scheduled_id: str, account_id: str, at_ms: int, params: str) -> None:
        """Store a post for later. The rehearsal never publishes it: no replay should ever do this."""
        self._db.write("INSERT INTO scheduled VALUES (?, ?, ?, ?)", [scheduled_id, account_id, at_ms, params])

    def scheduled(self, account_id: str) -> list[tuple[str, int, str]]:
        """Return an account's posts for later: id, instant, params as JSON."""
        sql = "SELECT id, at_ms, params FROM scheduled WHERE account_id = ? ORDER BY at_ms"
        return [(row["id"], row["at_ms"], row["params"]) for row in self._db.rows(sql, [account_id])]

    def remember(self, account_id: str, key: str, status_id: str, at_ms: int) -> None:
        """Keep the post that a request with this Idempotency-Key made."""
        self._db.write(
            "INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?)", [account_id, key, status_id, at_ms]
        )

    def remembered(self, account_id: str, key: str, since_ms: int) -> str | None:
        """Return the post that a request with this Idempotency-Key made since then."""
        sql = "SELECT status_id FROM idempotency WHERE account_id = ? AND key = ? AND at_ms >= ?"
        row = self._db.row(sql, [account_id, key, since_ms])
        return row[0] if row is not None else None


def _filters(page: Page) -> list[str]:
    """Return the conditions of a page that carry no value, and last the one on visibility."""
    wheres = []
    if page.exclude_replies:
        # A reply to oneself is part of a thread and stays.
        wheres.append("(in_reply_to_id IS NULL OR in_reply_to_account_id = account_id)")
    if page.exclude_reblogs:
        wheres.append("reblog_of_id IS NULL")
    if page.only_media:
        wheres.append("EXISTS (SELECT 1 FROM media WHERE media.status_id = statuses.id)")
    if page.pinned:
        wheres.append("EXISTS (SELECT 1 FROM marks WHERE kind = 'pin' AND target_id = statuses.id)")
    if page.visibilities:
        wheres.append(f"visibility IN ({marks_for(page.visibilities)})")
    return wheres
