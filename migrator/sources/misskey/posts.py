"""One note as a neutral post. The export names neither its account nor its server."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from migrator.model import (
    Media,
    MediaType,
    Omission,
    Option,
    Poll,
    Post,
    Reason,
    Reference,
    Scope,
    Visibility,
)
from migrator.sources.languages import language
from migrator.sources.misskey.mfm import spans
from migrator.sources.misskey.structs import File, Note
from migrator.sources.rows import moment, order_of

_VISIBILITY = {
    "public": Visibility.PUBLIC,
    "home": Visibility.UNLISTED,
    "followers": Visibility.PRIVATE,
    "specified": Visibility.DIRECT,
}
_KINDS = {"image": MediaType.PHOTO, "video": MediaType.VIDEO, "audio": MediaType.AUDIO}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes posts; holds what all notes of an export share."""

    ids: frozenset[str]
    files: Mapping[str, tuple[str, int]]

    def item(self, note: Note) -> Post | Omission:
        """Return the post, or why there is none."""
        when = moment(note.created_at)
        if when is None:
            error = f"it has no date: {note.created_at!r}"
            return Omission(source_id=note.id, reason=Reason("unreadable", {"error": error}))
        renoted = self._reference(note.renote_id)
        bare = not (note.text or note.cw or note.poll or note.files or note.file_ids)
        return Post(
            source_id=note.id,
            written_at=when,
            order=order_of(when, note.id),
            body=spans(note.text or ""),
            media=tuple(self._media(note)),
            language=language(note.lang),
            sensitive=any(one.is_sensitive for one in note.files or ()),
            warning=(note.cw or "").strip(),
            visibility=_VISIBILITY.get(note.visibility or "", Visibility.DIRECT),
            # Other servers never had it: to send it out is the owner's choice.
            scope=Scope.COMMUNITY if note.local_only else Scope.EVERYONE,
            reply_to=self._reference(note.reply_id),
            quote=renoted if not bare else None,
            repost_of=renoted if bare else None,
            poll=_poll(note),
            updated_at=moment(note.updated_at),
        )

    def _reference(self, note_id: str | None) -> Reference | None:
        return Reference(source_id=note_id, own=note_id in self.ids) if note_id else None

    def _media(self, note: Note) -> Iterator[Media]:
        for one in note.files or ():
            yield self._file(one)
        for file_id in () if note.files else note.file_ids or ():
            yield Media(name="", type=MediaType.PHOTO, size_bytes=None, url=f"file {file_id}")

    def _file(self, one: File) -> Media:
        url, mime, alt = one.url or "", one.type or "", (one.comment or "").strip()
        kind = _KINDS.get(mime.partition("/")[0], MediaType.PHOTO)
        at_hand = next((self.files[name] for name in _names(one) if name in self.files), None)
        if at_hand is not None:
            return Media(name=at_hand[0], type=kind, size_bytes=at_hand[1], alt=alt, url=url)
        remote = url.startswith(("https://", "http://"))
        name = (one.name or url.rpartition("/")[2] or "file") if remote else ""
        return Media(name=name, type=kind, size_bytes=None, remote=remote, mime=mime, alt=alt, url=url)


def _names(one: File) -> Iterator[str]:
    """Yield the names a person's own copy of a file may have."""
    if one.url:
        yield one.url.partition("?")[0].rpartition("/")[2]
    if one.name:
        yield one.name


def _poll(note: Note) -> Poll | None:
    if note.poll is None or not note.poll.choices:
        return None
    votes = note.poll.votes or []
    options = tuple(
        Option(name, votes[place] if place < len(votes) else None) for place, name in enumerate(note.poll.choices)
    )
    return Poll(options=options, multiple=bool(note.poll.multiple), ends_at=moment(note.poll.expires_at))
