"""Who follows whom, marks on posts and accounts, and lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from migrator.rehearsal.store.database import Database, marks_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """One row of `follows`; not accepted means asked for."""

    account_id: str
    target_id: str
    accepted: int
    reblogs: int
    notify: int


class Relations:
    """The tables `follows`, `marks`, `lists` and `list_accounts`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def follow(self, follow: Follow) -> None:
        """Store a follow; a second time changes it."""
        self._db.write(
            "INSERT INTO follows VALUES (?, ?, ?, ?, ?) ON CONFLICT (account_id, target_id) DO UPDATE "
            "SET reblogs = excluded.reblogs, notify = excluded.notify",
            [follow.account_id, follow.target_id, follow.accepted, follow.reblogs, follow.notify],
        )

    def following(self, account_id: str, target_id: str) -> Follow | None:
        """Find a follow, accepted or not."""
        row = self._db.row("SELECT * FROM follows WHERE account_id = ? AND target_id = ?", [account_id, target_id])
        return Follow(**dict(row)) if row is not None else None

    def unfollow(self, account_id: str, target_id: str) -> None:
        """Forget a follow."""
        self._db.write("DELETE FROM follows WHERE account_id = ? AND target_id = ?", [account_id, target_id])

    def accept(self, account_id: str, target_id: str) -> bool:
        """Accept what was asked for; False if nothing was."""
        sql = "UPDATE follows SET accepted = 1 WHERE account_id = ? AND target_id = ? AND accepted = 0"
        return self._db.write(sql, [account_id, target_id]) > 0

    def follows_of(self, account_id: str, *, accepted: bool = True) -> list[str]:
        """Return the ids of the accounts that one follows."""
        sql = "SELECT target_id FROM follows WHERE account_id = ? AND accepted = ?"
        return [row[0] for row in self._db.rows(sql, [account_id, accepted])]

    def followers_of(self, account_id: str, *, accepted: bool = True) -> list[str]:
        """Return the ids of the accounts that follow one (or ask to)."""
        sql = "SELECT account_id FROM follows WHERE target_id = ? AND accepted = ?"
        return [row[0] for row in self._db.rows(sql, [account_id, accepted])]

    def counts(self, account_id: str) -> tuple[int, int]:
        """Return how many follow an account and how many it follows."""
        followers = self._db.number("SELECT COUNT(*) FROM follows WHERE target_id = ? AND accepted", [account_id])
        return followers, self._db.number(
            "SELECT COUNT(*) FROM follows WHERE account_id = ? AND accepted", [account_id]
        )

    def mark(self, account_id: str, kind: str, target_id: str) -> bool:
        """Set a mark; False if it was there."""
        sql = "INSERT OR IGNORE INTO marks (account_id, kind, target_id) VALUES (?, ?, ?)"
        return self._db.write(sql, [account_id, kind, target_id]) > 0

    def unmark(self, account_id: str, kind: str, target_id: str) -> bool:
        """Take a mark away; False if it was not there."""
        sql = "DELETE FROM marks WHERE account_id = ? AND kind = ? AND target_id = ?"
        return self._db.write(sql, [account_id, kind, target_id]) > 0

    def marks_by(self, account_id: str, ids: Sequence[str]) -> set[tuple[str, str]]:
        """Return the marks an account set on some posts, as (kind, post)."""
        sql = f"SELECT kind, target_id FROM marks WHERE account_id = ? AND target_id IN ({marks_for(ids)})"  # noqa: S608 - our own names only
        return {(row[0], row[1]) for row in self._db.rows(sql, [account_id, *ids])}

    def marked(self, account_id: str, kind: str) -> list[str]:
        """Return what an account marked, in the order it did."""
        sql = "SELECT target_id FROM marks WHERE account_id = ? AND kind = ? ORDER BY rowid"
        return [row[0] for row in self._db.rows(sql, [account_id, kind])]

    def favourites(self, ids: Sequence[str]) -> dict[str, int]:
        """Count the favourites of each post that has any."""
        wheres = f"kind = 'favourite' AND target_id IN ({marks_for(ids)})"
        sql = f"SELECT target_id, COUNT(*) FROM marks WHERE {wheres} GROUP BY 1"  # noqa: S608 - our own names only
        return {row[0]: row[1] for row in self._db.rows(sql, list(ids))}

    def add_list(self, list_id: str, account_id: str, title: str) -> None:
        """Store a new, empty list."""
        self._db.write("INSERT INTO lists VALUES (?, ?, ?)", [list_id, account_id, title])

    def lists_of(self, account_id: str) -> dict[str, str]:
        """Return an account's lists: id to title."""
        sql = "SELECT id, title FROM lists WHERE account_id = ? ORDER BY id"
        return {row[0]: row[1] for row in self._db.rows(sql, [account_id])}

    def remove_list(self, list_id: str) -> None:
        """Delete a list and what is in it."""
        self._db.write("DELETE FROM list_accounts WHERE list_id = ?", [list_id])
        self._db.write("DELETE FROM lists WHERE id = ?", [list_id])

    def list_accounts(self, list_id: str) -> list[str]:
        """Return the accounts in a list."""
        sql = "SELECT account_id FROM list_accounts WHERE list_id = ? ORDER BY rowid"
        return [row[0] for row in self._db.rows(sql, [list_id])]

    def enlist(self, list_id: str, account_id: str) -> bool:
        """Put an account in a list; False if it was there."""
        return self._db.write("INSERT OR IGNORE INTO list_accounts VALUES (?, ?)", [list_id, account_id]) > 0

    def delist(self, list_id: str, account_id: str) -> None:
        """Take an account out of a list."""
        self._db.write("DELETE FROM list_accounts WHERE list_id = ? AND account_id = ?", [list_id, account_id])
