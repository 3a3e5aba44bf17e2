-- The practice server's own tables. Instants are milliseconds since 1970, UTC.

CREATE TABLE IF NOT EXISTS accounts (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    host TEXT NOT NULL DEFAULT '',              -- empty: an account of this server
    display_name TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    locked INTEGER NOT NULL,
    privacy TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT 'en',
    content_type TEXT NOT NULL DEFAULT 'text/plain',
    created_ms INTEGER NOT NULL,
    moved_to TEXT NOT NULL DEFAULT '',
    statuses_count INTEGER NOT NULL DEFAULT 0,
    last_status_ms INTEGER,
    UNIQUE (username, host)
);

CREATE TABLE IF NOT EXISTS apps (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    website TEXT NOT NULL,
    redirect_uris TEXT NOT NULL,                -- one a line
    client_id TEXT NOT NULL UNIQUE,
    client_secret TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_ms INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS grants (             -- authorization codes, used once
    code TEXT PRIMARY KEY,
    client_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    scopes TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,                   -- empty: the application itself
    app_id TEXT NOT NULL,
    app_name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_ms INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS statuses (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,                -- the date it bears
    posted_ms INTEGER NOT NULL,                 -- when the request came
    edited_ms INTEGER,
    text TEXT NOT NULL,
    content TEXT NOT NULL,
    content_type TEXT NOT NULL,
    spoiler_text TEXT NOT NULL,
    visibility TEXT NOT NULL,
    sensitive INTEGER NOT NULL,
    language TEXT,
    in_reply_to_id TEXT,
    in_reply_to_account_id TEXT,
    local_only INTEGER NOT NULL,
    tags TEXT NOT NULL,                         -- JSON list of names
    mentions TEXT NOT NULL,                     -- JSON list of account ids
    poll TEXT,                                  -- JSON
    app_name TEXT NOT NULL,
    reblog_of_id TEXT,
    gone_ms INTEGER                             -- from when on it can't be read
);
CREATE INDEX IF NOT EXISTS statuses_of_account ON statuses (account_id, id);
CREATE INDEX IF NOT EXISTS statuses_by_parent ON statuses (in_reply_to_id) WHERE in_reply_to_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS statuses_by_reblog ON statuses (reblog_of_id) WHERE reblog_of_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS media (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    status_id TEXT,
    place INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,                         -- image, gifv, video, audio
    extension TEXT NOT NULL,
    small_extension TEXT NOT NULL,              -- empty: no preview
    size_bytes INTEGER NOT NULL,
    meta TEXT NOT NULL,                         -- JSON: original, small
    description TEXT,
    focus_x REAL NOT NULL,
    focus_y REAL NOT NULL,
    blurhash TEXT,
    ready_ms INTEGER NOT NULL                   -- from when on it may be attached
);
CREATE INDEX IF NOT EXISTS media_of_status ON media (status_id, place) WHERE status_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS scheduled (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    params TEXT NOT NULL                        -- JSON
);

CREATE TABLE IF NOT EXISTS idempotency (
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    status_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
);

CREATE TABLE IF NOT EXISTS follows (
    account_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    reblogs INTEGER NOT NULL,
    notify INTEGER NOT NULL,
    PRIMARY KEY (account_id, target_id)
);

CREATE TABLE IF NOT EXISTS marks (              -- favourite, bookmark, pin; block, mute
    account_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    PRIMARY KEY (account_id, kind, target_id)
);
CREATE INDEX IF NOT EXISTS marks_of_target ON marks (target_id, kind);

CREATE TABLE IF NOT EXISTS lists (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    title TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS list_accounts (
    list_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    PRIMARY KEY (list_id, account_id)
);
