"""What every request handler shares: the server's rules, its store, its clock and its address."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from migrator.rehearsal.faults import Faults
from migrator.rehearsal.ids import first_snowflake, first_ulid, padded, snowflake_at, ulid_at
from migrator.rehearsal.limits import Limits
from migrator.rehearsal.options import Options, Profile
from migrator.rehearsal.store import Account, Store


@dataclass(slots=True, kw_only=True)
class World:
    """One running server's state."""

    profile: Profile
    options: Options
    store: Store
    faults: Faults
    limits: Limits
    url: str = ""
    """The base address, without a slash at the end; known once the port is."""

    requests: Counter[str] = field(default_factory=Counter)
    """How often each route was asked: `POST /api/v1/statuses`."""

    sessions: dict[str, dict[str, str]] = field(default_factory=dict)
    """Browser sessions of the sign-in pages."""

    def now_ms(self) -> int:
        """Return the present in milliseconds since 1970."""
        return int(self.options.clock().timestamp() * 1000)

    def new_id(self, ms: int | None = None) -> str:
        """Return an id of the given instant, or of the present, as this kind of server makes them."""
        at = self.now_ms() if ms is None else ms
        return ulid_at(at) if self.gotosocial else snowflake_at(at)

    def first_id(self, ms: int) -> str:
        """Return the lowest id an instant can have: a bound for pages."""
        return first_ulid(ms) if self.gotosocial else first_snowflake(ms)

    def bound(self, text: str) -> str:
        """Return an id that a client gave as the bound of a page, comparable as text."""
        return text if self.gotosocial or not text else padded(text)

    @property
    def gotosocial(self) -> bool:
        """Whether GoToSocial's rules hold; else Mastodon's."""
        return self.profile.name == "gotosocial"

    @property
    def host(self) -> str:
        """The address without its scheme."""
        return self.url.partition("://")[2]

    @property
    def post_chars(self) -> int:
        """The longest post, in code points."""
        return self.options.post_chars or self.profile.post_chars

    @property
    def media_per_post(self) -> int:
        """The most files a post may have."""
        return self.options.media_per_post or self.profile.media_per_post

    @property
    def description_chars(self) -> int:
        """The longest alt text, in code points."""
        return self.options.description_max_chars or self.profile.description_chars

    def account_named(self, name: str) -> Account | None:
        """Find an account by `name`, `@name`, or with a host after it."""
        username, _, host = name.strip().removeprefix("@").partition("@")
        return self.store.accounts.by_name(username, "" if host.lower() in {"", self.host} else host)

    def url_of(self, account: Account) -> str:
        """Return the address of an account's page."""
        base = f"https://{account.host}" if account.host else self.url
        return f"{base}/@{account.username}"


def instant(ms: int) -> str:
    """Return milliseconds since 1970 as the servers write instants: `2014-05-05T05:05:05.001Z`."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
