"""Which post answers which, when some stay behind."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from migrator.model import Item, Mention, Omission, Owner, Post, leaves


def told_apart(items: Iterable[Item]) -> tuple[list[Post], list[Omission]]:
    """Return posts in the order they were written, and omissions whose id no post has."""
    posts: dict[str, Post] = {}
    omissions: dict[str, Omission] = {}
    for item in items:
        if isinstance(item, Post):
            other = posts.get(item.source_id)
            # Twice the same id is the source's mistake; whichever is taken must not depend on the order.
            posts[item.source_id] = item if other is None else max(item, other, key=repr)
        else:
            seen = omissions.get(item.source_id)
            omissions[item.source_id] = item if seen is None else max(item, seen, key=repr)
    in_order = sorted(posts.values(), key=lambda post: (post.written_at, post.order, post.source_id))
    return in_order, [one for source_id, one in omissions.items() if source_id not in posts]


class Threads:
    """The posts of one archive by id, earlier versions included."""

    def __init__(self, posts: Sequence[Post], *, published: Iterable[str] = ()) -> None:
        """Take the posts in the order in which they were written.

        `published` are the ids of posts that are on the target, even if they came from another archive.
        """
        self._current = {source_id: source_id for source_id in published}
        self._current.update((version, post.source_id) for post in posts for version in post.versions)
        self._current.update((post.source_id, post.source_id) for post in posts)
        self._parents = _without_cycles(
            {post.source_id: parent for post in posts if (parent := self._named_parent(post)) is not None}
        )

    def current(self, source_id: str | None) -> str | None:
        """Return the id of the post that this id means now; None if it is neither here nor published."""
        return None if source_id is None else self._current.get(source_id)

    def replayed_parents(self, replayed: Collection[str]) -> dict[str, str | None]:
        """Return for each replayed post its nearest replayed ancestor, None where there is none."""
        nearest: dict[str, str | None] = {}
        for source_id in replayed:
            passed = []
            here = self._parents.get(source_id)
            while here is not None and here not in replayed and here not in nearest:
                passed.append(here)
                here = self._parents.get(here)
            if here is not None and here not in replayed:
                here = nearest[here]
            nearest[source_id] = here
            nearest.update(dict.fromkeys(passed, here))
        return {source_id: nearest[source_id] for source_id in replayed}

    def _named_parent(self, post: Post) -> str | None:
        parent = None if post.reply_to is None else self.current(post.reply_to.source_id)
        return None if parent == post.source_id else parent


def _without_cycles(parents: Mapping[str, str]) -> dict[str, str]:
    """Drop the link that closes a cycle: the one of the cycle's post that was written first."""
    kept = dict(parents)
    place = {source_id: index for index, source_id in enumerate(parents)}
    settled: set[str] = set()
    for start in parents:
        path: list[str] = []
        on_path: dict[str, int] = {}
        here: str | None = start
        while here is not None and here not in settled and here not in on_path:
            on_path[here] = len(path)
            path.append(here)
            here = kept.get(here)
        if here is not None and here in on_path:
            kept.pop(min(path[on_path[here] :], key=place.__getitem__))
        settled.update(path)
    return kept


def is_own_reply(post: Post, threads: Threads) -> bool:
    """Tell whether the post answers a post of the same owner, in the archive or not."""
    reply = post.reply_to
    return reply is not None and (reply.own or threads.current(reply.source_id) is not None)


def others_addressed(post: Post, owner: Owner) -> list[str]:
    """Return the others whose names the network put before the post: it is part of a conversation then."""
    own = own_names(owner)
    if post.reply_to is not None and post.reply_to.own and post.reply_to.author_name:
        own = own | {post.reply_to.author_name.lower()}
    return [
        full_name(span)
        for span in leaves(post.body)
        if isinstance(span, Mention)
        and span.leading
        and full_name(span).lower() not in own
        and not _is_owner(span, owner)
    ]


def full_name(span: Mention) -> str:
    """Return the name that means one person on the old network: with the host where there are many."""
    return span.handle or span.name


@lru_cache(maxsize=8)
def own_names(owner: Owner) -> frozenset[str]:
    """Return all names the owner has or had, in lower case."""
    return frozenset(name.lower() for name in (owner.name, *owner.former_names) if name)


def _is_owner(span: Mention, owner: Owner) -> bool:
    return span.source_id is not None and span.source_id == owner.id


def parents_first(ids: Iterable[str], parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the ids in their order, except that a parent always precedes its replies."""
    done: set[str] = set()
    for start in ids:
        chain: list[str] = []
        here: str | None = start
        while here is not None and here not in done:
            done.add(here)
            chain.append(here)
            here = parents.get(here)
        yield from reversed(chain)
