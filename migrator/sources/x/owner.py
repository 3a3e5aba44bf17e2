"""Whose archive it is: as account.js says, else the manifest, else what the posts themselves give away."""

from collections import Counter
from collections.abc import Iterable, Sequence

from migrator.errors import UserError
from migrator.model import Owner
from migrator.sources import statuslink
from migrator.sources.jsarray import ArrayReader, Broken
from migrator.sources.x import parts, tweet
from migrator.sources.x.archive import XArchive, read
from migrator.sources.x.structs import AccountItem, Anything, HeaderItem, NameChangeItem, Tweet


def find_owner(archive: XArchive) -> Owner:
    """Return the owner; raises `UserError` if the parts belong to different accounts."""
    stated = [(part, owner) for part in archive.parts if (owner := _stated(part)) is not None]
    check_same(stated)
    known = [owner for _part, owner in stated]
    if known:
        first = known[0]
        name = next((owner.name for owner in known if owner.name), "")
    else:
        first = _inferred(archive)
        name = first.name
    return Owner(
        id=next((owner.id for owner in known if owner.id), first.id),
        name=name,
        display_name=first.display_name,
        former_names=_former_names(archive, {owner.name for owner in known}, name),
        protected=_protected(archive),
    )


def check_same(stated: Sequence[tuple[parts.Part, Owner]]) -> None:
    """Refuse parts of different accounts; say where each lies if one folder holds them all."""
    known = [(part, f"@{owner.name or owner.id}") for part, owner in stated if owner.id]
    if len({owner.id for _part, owner in stated if owner.id}) <= 1:
        return
    container = known[0][0].container
    if any(part.container is not container for part, _name in known):
        names = " and ".join(sorted({name for _part, name in known}))
        raise UserError(
            f"these archives belong to different accounts: {names}",
            hint="several archives at once are one account's; take one account after the other",
        )
    found = sorted(f"{part.root or part.data} ({name})" for part, name in known)
    zips = sorted(name for name in container.names() if name.lower().endswith(".zip"))
    beside = f", and beside them {', '.join(zips)}" if zips else ""
    raise UserError(
        f"{container.shown} holds the archives of several accounts: {', '.join(found)}{beside}",
        hint="choose one account's: give its own folder or zip file",
    )


def _stated(part: parts.Part) -> Owner | None:
    """Return the owner that a part itself names."""
    reader = ArrayReader(AccountItem)
    for file in part.files(parts.ACCOUNT):
        for batch in read(reader, file):
            if not isinstance(batch, Broken) and batch:
                account = batch[0].account
                return Owner(
                    id=_text(account.account_id), name=account.username, display_name=account.account_display_name
                )
    user = part.manifest.user_info
    if user.account_id is None and not user.user_name:
        return None
    return Owner(id=_text(user.account_id), name=user.user_name, display_name=user.display_name)


def _inferred(archive: XArchive) -> Owner:
    """Guess the owner from the addresses of own media, from tweet-headers.js, and from answers to oneself."""
    headers, _broken = archive.small(parts.HEADERS, HeaderItem)
    ids: Counter[int] = Counter(item.tweet.user_id for item in headers if item.tweet.user_id)
    names: Counter[str] = Counter()
    answered: Counter[tuple[int, str]] = Counter()
    for _file, batch in archive.tweets(parts.POSTS):
        for item in () if isinstance(batch, Broken) else batch:
            post = item.tweet or item
            names.update(_own_media_names(post))
            if post.in_reply_to_user_id_str and post.in_reply_to_screen_name:
                answered[post.in_reply_to_user_id_str, post.in_reply_to_screen_name] += 1
    name = names.most_common(1)[0][0] if names else ""
    matching = Counter({who: count for who, count in answered.items() if _same(who, ids, name)})
    if matching:
        (user_id, screen_name), _count = matching.most_common(1)[0]
        return Owner(id=str(user_id), name=name or screen_name)
    return Owner(id=str(ids.most_common(1)[0][0]) if ids else "", name=name)


def _same(who: tuple[int, str], ids: Counter[int], name: str) -> bool:
    return who[0] in ids or (bool(name) and who[1].lower() == name.lower())


def _own_media_names(post: Tweet) -> Iterable[str]:
    """Yield the names in the addresses of a post's own media."""
    for one in tweet.media(post):
        status = statuslink.parse(one.expanded_url)
        if status is not None and status.id == post.id_str and status.name and one.source_status_id_str is None:
            yield status.name


def _former_names(archive: XArchive, stated: set[str], name: str) -> tuple[str, ...]:
    items, _broken = archive.small(parts.NAME_CHANGES, NameChangeItem)
    changes = [item.screen_name_change.screen_name_change for item in items if item.screen_name_change]
    every = {one for change in changes if change for one in (change.changed_from, change.changed_to)} | stated
    return tuple(sorted(one for one in every if one and one.lower() != name.lower()))


def _protected(archive: XArchive) -> bool:
    """Tell whether the account was protected within the last six months: the file lists each such change."""
    items, broken = archive.small(parts.PROTECTED, Anything)
    return bool(items or broken)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
