"""Addresses of the network, and those of the pages where people see the same."""

import base64
import re

import libipld

_AT = re.compile(r"at://([^/]+)/([^/]+)/([^/?#]+)")
_PAGE = re.compile(r"https://bsky\.app/profile/([^/?#]+)/post/([^/?#]+)")
_CID = re.compile(r"b[a-z2-7]{58}")
_PAGES = {
    "app.bsky.feed.post": "https://bsky.app/profile/{}/post/{}",
    "app.bsky.feed.generator": "https://bsky.app/profile/{}/feed/{}",
    "app.bsky.graph.list": "https://bsky.app/profile/{}/lists/{}",
    "app.bsky.graph.starterpack": "https://bsky.app/starter-pack/{}/{}",
}


def profile(did: str) -> str:
    """Return the page of a person."""
    return f"https://bsky.app/profile/{did}"


def post(did: str, rkey: str) -> str:
    """Return the page of a post."""
    return _PAGES["app.bsky.feed.post"].format(did, rkey)


def parts(uri: str) -> tuple[str, str, str] | None:
    """Return whose record an `at://` address names, of which kind, and its key; None if it names none."""
    found = _AT.fullmatch(uri)
    return (found[1], found[2], found[3]) if found else None


def page(uri: str) -> str:
    """Return the page that shows a record; empty if there is none."""
    found = parts(uri)
    if found is None or found[1] not in _PAGES:
        return ""
    return _PAGES[found[1]].format(found[0], found[2])


def own_post(url: str, owner: str) -> str | None:
    """Return the key of the owner's post that a page shows; None for all others."""
    found = _PAGE.match(url)
    return found[2] if found and found[1] == owner else None


def cid_text(cid: bytes) -> str:
    """Return an address in base32, as people and file names write it."""
    return str(libipld.encode_cid(cid))


def is_cid(text: str) -> bool:
    """Tell whether words are an address in base32, by SHA-256: 36 bytes."""
    return _CID.fullmatch(text) is not None


def cid_bytes(text: str) -> bytes:
    """Return an address from base32; empty if it is none."""
    if not is_cid(text):
        return b""
    letters = text[1:].upper()
    return base64.b32decode(letters + "=" * (-len(letters) % 8))


def blob(did: str, cid: str) -> str:
    """Return how a file of an account is named in plans: where it lies is looked up when it is fetched."""
    return f"at://{did}/blob/{cid}"


def blob_parts(url: str) -> tuple[str, str] | None:
    """Return account and address of a file that `blob` named."""
    found = _AT.fullmatch(url)
    return (found[1], found[3]) if found and found[2] == "blob" else None
