"""Notes as Misskey exports them.

https://github.com/misskey-dev/misskey, packages/backend/src/queue/processors/ExportNotesProcessorService.ts
"""

import msgspec


class File(msgspec.Struct, rename="camel"):
    """One file; exports before July 2023 have only the ids."""

    id: str = ""
    name: str | None = None
    type: str | None = None
    url: str | None = None
    comment: str | None = None
    size: int | None = None
    is_sensitive: bool | None = None


class Poll(msgspec.Struct, rename="camel"):
    """A poll."""

    choices: list[str] = []
    votes: list[int] | None = None
    multiple: bool | None = None
    expires_at: str | None = None


class Note(msgspec.Struct, rename="camel"):
    """One note."""

    id: str = ""
    text: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    file_ids: list[str] | None = None
    files: list[File] | None = None
    reply_id: str | None = None
    renote_id: str | None = None
    poll: Poll | None = None
    cw: str | None = None
    visibility: str | None = None
    local_only: bool | None = None
    lang: str | None = None
