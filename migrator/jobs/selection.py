"""Which posts go, and the reason why one does not. Every check is one row with a code of its own."""

import re
from collections.abc import Callable
from datetime import datetime

from migrator.convert.pieces import Raw
from migrator.convert.rich import is_formatted, lay_out, words
from migrator.errors import UserError
from migrator.jobs.choices import Choices, Filters, Mentions, Polls, Replies, Reposts
from migrator.jobs.threads import Threads, is_own_reply, others_addressed
from migrator.model import (
    Hashtag,
    Mention,
    Owner,
    Post,
    Reason,
    Scope,
    Visibility,
    leaves,
    narrower,
)

Check = Callable[[Post], Reason | None]


def plain_words(post: Post) -> str:
    """Return the text as it was, for people and for `exclude_regex`."""
    if not is_formatted(post.body):
        return "".join(words(span) for span in leaves(post.body))
    return "".join(raw.text for raw in lay_out(post.body, lambda span: Raw(words(span)), formatted=False))


def answers_others(post: Post, owner: Owner, threads: Threads) -> bool:
    """Tell whether the post is part of a conversation with others, not of a thread of the owner's own."""
    if post.reply_to is None:
        return False
    return not is_own_reply(post, threads) or bool(others_addressed(post, owner))


def visibility_of(post: Post, choices: Choices, *, protected: bool, keeps_dates: bool) -> Visibility:
    """Return who will see the post: what was chosen, never more people than saw it before."""
    usual = Visibility.PUBLIC if keeps_dates else Visibility.UNLISTED
    if protected:
        usual = Visibility.PRIVATE
    return narrower(choices.policies.visibility or usual, post.visibility)


class Selection:
    """Decides by the filters and by the policies that leave whole posts out."""

    def __init__(
        self,
        choices: Choices,
        owner: Owner,
        threads: Threads,
        *,
        now: datetime,
        include: frozenset[str] = frozenset(),
        exclude: frozenset[str] = frozenset(),
    ) -> None:
        """Take what was chosen; `include` and `exclude` are source ids that a person decided one by one."""
        self._choices = choices
        self._owner = owner
        self._threads = threads
        self._now = now
        self._include = include
        self._exclude = exclude
        self._filters = _filter_checks(choices.filters)

    def reason(self, post: Post) -> Reason | None:
        """Return why the post stays behind; None if it goes."""
        if post.source_id in self._exclude:
            return Reason("excluded")
        if post.visibility is Visibility.DIRECT and not self._choices.filters.private:
            return Reason("direct")
        if post.written_at >= self._now:
            return Reason("future_date", {"date": post.written_at.isoformat()})
        if post.source_id in self._include:
            return None
        return self._by_kind(post) or next((reason for check in self._filters if (reason := check(post))), None)

    def _by_kind(self, post: Post) -> Reason | None:
        policies = self._choices.policies
        if post.repost_of is not None and policies.reposts is Reposts.SKIP:
            return Reason("repost", {"of": post.repost_of.author_name})
        if policies.replies is Replies.SKIP and answers_others(post, self._owner, self._threads):
            return Reason("reply_to_other", {"to": _answered(post, self._owner)})
        if policies.mentions is Mentions.SKIP:
            names = [span.name for span in leaves(post.body) if isinstance(span, Mention)]
            if names:
                return Reason("mentions_someone", {"names": ", ".join(names)})
        return Reason("poll") if post.poll is not None and policies.polls is Polls.SKIP else None


def _answered(post: Post, owner: Owner) -> str:
    addressed = others_addressed(post, owner)
    return addressed[0] if addressed else (post.reply_to.author_name if post.reply_to else "")


def _filter_checks(filters: Filters) -> list[Check]:
    """Return one check for each filter that is set."""
    checks: list[Check] = []
    if filters.ids is not None:
        ids = filters.ids
        checks.append(
            lambda post: (
                None if ids.intersection((post.source_id, post.url, *post.versions)) else Reason("not_in_ids")
            )
        )
    if not filters.community:
        checks.append(lambda post: Reason("community") if post.scope is Scope.COMMUNITY else None)
    if not filters.private:
        checks.append(lambda post: Reason("private") if post.visibility is Visibility.PRIVATE else None)
    checks.extend(_period(filters))
    if filters.only_media:
        checks.append(lambda post: None if post.media else Reason("no_media"))
    if filters.min_likes > 0:
        least = filters.min_likes
        checks.append(
            lambda post: (
                Reason("too_few_likes", {"likes": post.likes, "least": least}) if post.likes < least else None
            )
        )
    if filters.tags:
        tags = frozenset(tag.lstrip("#").casefold() for tag in filters.tags)
        checks.append(lambda post: None if tags & _tags(post) else Reason("no_tag"))
    if filters.exclude_regex:
        pattern = _pattern(filters.exclude_regex)
        checks.append(lambda post: Reason("excluded_by_regex") if pattern.search(plain_words(post)) else None)
    return checks


def _period(filters: Filters) -> list[Check]:
    checks: list[Check] = []
    if filters.since is not None:
        since = filters.since
        checks.append(
            lambda post: Reason("before_since", {"since": since.isoformat()}) if post.written_at < since else None
        )
    if filters.until is not None:
        until = filters.until
        checks.append(
            lambda post: Reason("after_until", {"until": until.isoformat()}) if post.written_at > until else None
        )
    return checks


def _tags(post: Post) -> frozenset[str]:
    return frozenset(span.tag.casefold() for span in leaves(post.body) if isinstance(span, Hashtag))


def _pattern(regex: str) -> re.Pattern[str]:
    try:
        return re.compile(regex)
    except re.error as error:
        raise UserError(
            f"{regex} is not a regular expression: {error}", hint="Python's syntax: docs.python.org/3/library/re"
        ) from error
