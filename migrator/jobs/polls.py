"""A poll as lines of text: no target takes an old poll with its date, and none its votes."""

from collections.abc import Iterator

from migrator.jobs.choices import Polls
from migrator.model import Poll


def as_text(poll: Poll, policy: Polls) -> str:
    """Return the answers, one a line, with the results where the policy and the archive have them.

    Shares are of the people who voted, where the archive says how many, else of all votes.
    """
    sign = "☐" if poll.multiple else "○"
    if policy is Polls.OPTIONS:
        return "\n".join(f"{sign} {option.name}" for option in poll.options)
    votes = sum(option.votes or 0 for option in poll.options)
    whole = poll.voters or votes
    lines = [
        f"{sign} {option.name}"
        + ("" if option.votes is None else f": {option.votes}{_share(option.votes, whole)}")
        for option in poll.options
    ]
    return "\n".join([*lines, *_last_line(poll, votes)])


def _share(votes: int, whole: int) -> str:
    return f" ({round(100 * votes / whole)} %)" if whole else ""


def _last_line(poll: Poll, votes: int) -> Iterator[str]:
    known = any(option.votes is not None for option in poll.options)
    voted = f"{votes} {'vote' if votes == 1 else 'votes'}" if known else ""
    if poll.voters is not None:
        voted = f"{poll.voters} {'person' if poll.voters == 1 else 'people'} voted"
    ended = f"poll ended {poll.ends_at.date().isoformat()}" if poll.ends_at else ""
    line = ", ".join(part for part in (voted, ended) if part)
    if line:
        yield f"({line})"
