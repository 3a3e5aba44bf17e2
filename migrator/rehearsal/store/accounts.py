"""Accounts of this server, and those of other hosts that were seeded for a test."""

from dataclasses import dataclass, fields

from migrator.rehearsal.store.database import Database, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One row of `accounts`."""

    id: str
    username: str
    host: str
    display_name: str
    note: str
    locked: int
    privacy: str
    language: str
    content_type: str
    created_ms: int
    moved_to: str
    statuses_count: int
    last_status_ms: int | None

    @property
    def acct(self) -> str:
        """The name as others of this server write it."""
        return f"{self.username}@{self.host}" if self.host else self.username


COLUMNS = ", ".join(f"accounts.{field.name}" for field in fields(Account))
CHANGEABLE = {"display_name", "note", "locked", "privacy", "language", "content_type", "moved_to"}


class Accounts:
    """The table `accounts`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, account: Account) -> None:
        """Store a new account."""
        names = [field.name for field in fields(Account)]
        sql = f"INSERT INTO accounts ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our own names only
        self._db.write(sql, [getattr(account, name) for name in names])

    def _one(self, where: str, values: list[Value]) -> Account | None:
        row = self._db.row(f"SELECT {COLUMNS} FROM accounts WHERE {where}", values)  # noqa: S608 - our own names only
        return Account(**dict(row)) if row is not None else None

    def by_id(self, account_id: str) -> Account | None:
        """Find an account by its id."""
        return self._one("id = ?", [account_id])

    def by_name(self, username: str, host: str = "") -> Account | None:
        """Find an account by its name, whatever its case."""
        return self._one("username = ? COLLATE NOCASE AND host = ? COLLATE NOCASE", [username, host])

    def of_token(self, token: str) -> tuple[Account | None, str, str] | None:
        """Return a token's account (None: the application itself), scopes and application name."""
        row = self._db.row("SELECT account_id, scopes, app_name FROM tokens WHERE token = ?", [token])
        return (self.by_id(row["account_id"]), row["scopes"], row["app_name"]) if row is not None else None

    def all_local(self) -> list[Account]:
        """Return the accounts of this server by name."""
        rows = self._db.rows(f"SELECT {COLUMNS} FROM accounts WHERE host = '' ORDER BY username")  # noqa: S608 - our own names only
        return [Account(**dict(row)) for row in rows]

    def search(self, part: str, limit: int) -> list[Account]:
        """Return accounts whose name begins with `part`."""
        rows = self._db.rows(
            f"SELECT {COLUMNS} FROM accounts WHERE username LIKE ? ESCAPE '!' ORDER BY username LIMIT ?",  # noqa: S608 - our own names only
            [part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%", limit],
        )
        return [Account(**dict(row)) for row in rows]

    def change(self, account_id: str, changes: dict[str, Value]) -> None:
        """Set columns of an account; names that can't be changed are a mistake of the caller."""
        if unknown := set(changes) - CHANGEABLE:
            raise KeyError(unknown)
        for name, value in changes.items():
            self._db.write(f"UPDATE accounts SET {name} = ? WHERE id = ?", [value, account_id])  # noqa: S608 - our own names only

    def count_post(self, account_id: str, created_ms: int) -> None:
        """Note that one more post was processed."""
        sql = "UPDATE accounts SET statuses_count = statuses_count + 1, last_status_ms = ? WHERE id = ?"
        self._db.write(sql, [created_ms, account_id])

    def uncount_post(self, account_id: str) -> None:
        """Note that a post was taken away."""
        self._db.write(
            "UPDATE accounts SET statuses_count = MAX(statuses_count - 1, 0) WHERE id = ?", [account_id]
        )
