"""A post's text as spans: facets are runs of UTF-8 bytes, the first posts' entities of UTF-16 units."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from migrator.model import Hashtag, Link, Mention, Span, Text
from migrator.sources.bluesky import addresses
from migrator.sources.bluesky.records import Facet, Feature, OldEntity, PostRecord, several

Run = tuple[int, int, Span]
"""Where a run begins and ends in the UTF-8 text, and what it is."""

_TAG = re.compile(r"[#＃](.+)", re.DOTALL)


def spans(post: PostRecord, owner: str) -> tuple[Span, ...]:
    """Return the text with its links, tags and names; hidden tags behind it."""
    raw = post.text.encode("utf-8", "replace")
    runs = [*_facets(post.facets, raw, owner)] or [*_entities(post.entities, post.text, raw, owner)]
    found: list[Span] = []
    at = 0
    for start, end, span in sorted(runs, key=lambda run: run[:2]):
        if start < at:
            continue
        found.extend(_text(raw[at:start]))
        found.append(span)
        at = end
    found.extend(_text(raw[at:]))
    found.extend(_hidden_tags(post.tags, found))
    return tuple(found)


def _text(raw: bytes) -> Iterator[Text]:
    if raw:
        yield Text(raw.decode("utf-8", "replace"))


def _facets(facets: object, raw: bytes, owner: str) -> Iterator[Run]:
    for facet in several(Facet, facets):
        start, end = facet.index.byte_start, facet.index.byte_end
        shown = _slice(raw, start, end)
        if not shown:
            continue
        for feature in facet.features:
            span = _span(feature, shown, owner)
            if span is not None:
                yield start, end, span
                break


def _slice(raw: bytes, start: int, end: int) -> str:
    """Return a run's words; empty if it is none, or cuts a letter in two."""
    if not 0 <= start < end <= len(raw):
        return ""
    try:
        return raw[start:end].decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _span(feature: Feature, shown: str, owner: str) -> Span | None:
    match feature.type.rpartition("#")[2]:
        case "link" if feature.uri.startswith(("https://", "http://")):
            own = addresses.own_post(feature.uri, owner)
            return Link(feature.uri, own, label="" if _is_address(shown, feature.uri) else shown)
        case "mention" if feature.did.startswith("did:"):
            return Mention(shown.lstrip("@"), feature.did, addresses.profile(feature.did))
        case "tag":
            written = _TAG.fullmatch(shown)
            return Hashtag(written[1]) if written and written[1].casefold() == feature.tag.casefold() else None
        case _:
            return None


def _is_address(shown: str, uri: str) -> bool:
    """Tell whether the words are the address itself, perhaps shortened, as Bluesky's own program writes them."""
    bare = _bare(shown).removesuffix("…").removesuffix("...").rstrip("/")
    return bool(bare) and _bare(uri).startswith(bare)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.strip().casefold())


def _entities(entities: object, text: str, raw: bytes, owner: str) -> Iterator[Run]:
    units = text.encode("utf-16-le", "replace")
    for entity in several(OldEntity, entities):
        start, end = (
            len(units[: 2 * max(at, 0)].decode("utf-16-le", "ignore").encode("utf-8", "replace"))
            for at in (entity.index.start, entity.index.end)
        )
        shown = _slice(raw, start, end)
        field = {"link": "uri", "mention": "did"}.get(entity.type)
        if shown and field:
            span = _span(Feature(type=entity.type, **{field: entity.value}), shown, owner)
            if span is not None:
                yield start, end, span


def _hidden_tags(tags: Any, found: Iterable[Span]) -> Iterator[Span]:
    """Yield the tags that a post has besides those in its text."""
    written = {span.tag.casefold() for span in found if isinstance(span, Hashtag)}
    lead = "\n\n"
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, str) and re.fullmatch(r"\w+", tag) and tag.casefold() not in written:
            yield Text(lead)
            yield Hashtag(tag)
            lead = " "
