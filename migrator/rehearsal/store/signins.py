"""Applications, authorization codes and tokens."""

from dataclasses import dataclass, fields

from migrator.rehearsal.store.database import Database, marks_for


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One row of `apps`."""

    id: str
    name: str
    website: str
    redirect_uris: str
    client_id: str
    client_secret: str
    scopes: str
    created_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One row of `grants`: a code that may be changed for a token, once."""

    code: str
    client_id: str
    account_id: str
    scopes: str
    redirect_uri: str
    challenge: str


class SignIns:
    """The tables `apps`, `grants` and `tokens`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_app(self, app: App) -> None:
        """Store a new application."""
        values = [getattr(app, field.name) for field in fields(App)]
        self._db.write(f"INSERT INTO apps VALUES ({marks_for(values)})", values)  # noqa: S608 - our own names only

    def app(self, client_id: str) -> App | None:
        """Find an application."""
        row = self._db.row("SELECT * FROM apps WHERE client_id = ?", [client_id])
        return App(**dict(row)) if row is not None else None

    def add_grant(self, grant: Grant) -> None:
        """Store a code."""
        values = [getattr(grant, field.name) for field in fields(Grant)]
        self._db.write(f"INSERT INTO grants VALUES ({marks_for(values)})", values)  # noqa: S608 - our own names only

    def take_grant(self, code: str) -> Grant | None:
        """Return what a code stands for and forget the code."""
        row = self._db.row("DELETE FROM grants WHERE code = ? RETURNING *", [code])
        return Grant(**dict(row)) if row is not None else None

    def add_token(
        self, token: str, *, account_id: str, app_id: str, app_name: str, scopes: str, now_ms: int
    ) -> None:
        """Store a token; an empty account means the application itself."""
        sql = "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?)"
        self._db.write(sql, [token, account_id, app_id, app_name, scopes, now_ms])

    def newest_token(self, account_id: str) -> str | None:
        """Return the token an account was given last."""
        row = self._db.row(
            "SELECT token FROM tokens WHERE account_id = ? ORDER BY rowid DESC LIMIT 1", [account_id]
        )
        return row[0] if row is not None else None

    def revoke(self, token: str) -> None:
        """Forget a token."""
        self._db.write("DELETE FROM tokens WHERE token = ?", [token])
