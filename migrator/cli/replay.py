"""Replaying an archive: the plan shown, the one question, the run."""

from pathlib import Path
from typing import Annotated

import typer

from migrator.cli import links, planning, running
from migrator.cli.archives import located
from migrator.cli.choosing import Wanted, choices
from migrator.cli.face import Face
from migrator.cli.options import Archives, Json, To, Yes
from migrator.errors import UserError
from migrator.jobs.choices import (
    Mentions,
    MissingAlt,
    MissingMedia,
    Origin,
    Polls,
    Replies,
    Reposts,
    TooLong,
    TooManyMedia,
)
from migrator.model import Visibility

WHICH = "Which posts"
HOW = "What becomes of them"
RUN = "The run"


def replay(
    ctx: typer.Context,
    archives: Archives,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would happen; nothing is sent.", rich_help_panel=RUN)
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --dry-run: every post as it will look.", rich_help_panel=RUN),
    ] = None,
    to: To = None,
    server: Annotated[
        str | None,
        typer.Option(help="With --dry-run: this server's limits, without a sign-in.", rich_help_panel=RUN),
    ] = None,
    yes: Yes = False,
    as_json: Json = False,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From this year, month or day on.", rich_help_panel=WHICH)
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="To the end of it.", rich_help_panel=WHICH)
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="The oldest N not yet there: a pilot.", rich_help_panel=WHICH),
    ] = None,
    include_replies: Annotated[
        bool, typer.Option("--include-replies", help="The same as --replies keep.", rich_help_panel=WHICH)
    ] = False,
    include_reposts: Annotated[
        bool, typer.Option("--include-reposts", help="The same as --reposts link.", rich_help_panel=WHICH)
    ] = False,
    include_community: Annotated[
        bool, typer.Option("--include-community", help="Posts into groups too.", rich_help_panel=WHICH)
    ] = False,
    include_private: Annotated[
        bool,
        typer.Option(
            "--include-private", help="Followers-only and direct posts too, as narrow.", rich_help_panel=WHICH
        ),
    ] = False,
    only_media: Annotated[
        bool, typer.Option("--only-media", help="Only posts with pictures, video, sound.", rich_help_panel=WHICH)
    ] = False,
    min_likes: Annotated[
        int, typer.Option(min=0, metavar="N", help="Only posts liked that often.", rich_help_panel=WHICH)
    ] = 0,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Only posts with this hashtag; may be repeated.", rich_help_panel=WHICH),
    ] = None,
    exclude_regex: Annotated[
        str, typer.Option(metavar="REGEX", help="Not the posts whose text matches.", rich_help_panel=WHICH)
    ] = "",
    ids: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", allow_dash=True, help="Only these ids or addresses, one a line.", rich_help_panel=WHICH
        ),
    ] = None,
    mentions: Annotated[Mentions | None, typer.Option(help="@names of people there.", rich_help_panel=HOW)] = None,
    replies: Annotated[Replies | None, typer.Option(help="Replies to others.", rich_help_panel=HOW)] = None,
    reposts: Annotated[Reposts | None, typer.Option(help="Reposts of others.", rich_help_panel=HOW)] = None,
    visibility: Annotated[
        Visibility | None, typer.Option(help="The widest there is.", rich_help_panel=HOW)
    ] = None,
    too_long: Annotated[
        TooLong | None, typer.Option(help="Posts longer than the server takes.", rich_help_panel=HOW)
    ] = None,
    too_many_media: Annotated[
        TooManyMedia | None, typer.Option(help="More media than it takes in one post.", rich_help_panel=HOW)
    ] = None,
    missing_alt: Annotated[
        MissingAlt | None, typer.Option(help="Media without a description.", rich_help_panel=HOW)
    ] = None,
    missing_media: Annotated[
        MissingMedia | None, typer.Option(help="Posts whose file is not in the archive.", rich_help_panel=HOW)
    ] = None,
    adopt_slurp_map: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Slurp's status-map.json: go on where its import stopped.",
            rich_help_panel=WHICH,
        ),
    ] = None,
    no_download: Annotated[
        bool,
        typer.Option(
            "--no-download",
            help="Take files that are not in the archive for missing; don't fetch them.",
            rich_help_panel=HOW,
        ),
    ] = False,
    fetch_originals: Annotated[
        bool,
        typer.Option(
            "--fetch-originals",
            help="Fetch pictures in full size from X, and files its archive lacks.",
            rich_help_panel=HOW,
        ),
    ] = False,
    expand_links: Annotated[
        bool,
        typer.Option(
            "--expand-links",
            help="Ask t.co where the short links lead that the archive does not expand.",
            rich_help_panel=HOW,
        ),
    ] = False,
    polls: Annotated[
        Polls | None, typer.Option(help="Polls; no server takes old ones.", rich_help_panel=HOW)
    ] = None,
    origin: Annotated[
        Origin | None, typer.Option(help="A note on where it came from.", rich_help_panel=HOW)
    ] = None,
    footer: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="That note, with {url}, {date} and {name}.", rich_help_panel=HOW),
    ] = None,
    without_dates: Annotated[
        bool,
        typer.Option(
            "--without-dates",
            help="Agree that posts appear now, on a server that keeps no dates.",
            rich_help_panel=HOW,
        ),
    ] = False,
    allow_unlocked_private: Annotated[
        bool,
        typer.Option(
            "--allow-unlocked-private",
            help="Agree to followers-only posts on an account that anyone may follow.",
            rich_help_panel=HOW,
        ),
    ] = False,
) -> None:
    """Put the posts of an archive on your account, with dates, media and threads. Asks once before it begins."""
    face: Face = ctx.obj
    wanted = choices(
        Wanted(
            since=since,
            until=until,
            include_replies=include_replies,
            include_reposts=include_reposts,
            include_community=include_community,
            include_private=include_private,
            only_media=only_media,
            min_likes=min_likes,
            tag=tuple(tag or ()),
            exclude_regex=exclude_regex,
            ids=ids,
            limit=limit,
            mentions=mentions,
            replies=replies,
            reposts=reposts,
            visibility=visibility,
            too_long=too_long,
            too_many_media=too_many_media,
            missing_alt=missing_alt,
            missing_media=missing_media,
            polls=polls,
            no_download=no_download,
            fetch_originals=fetch_originals,
            expand_links=expand_links,
            origin=origin,
            footer=footer,
            without_dates=without_dates,
            allow_unlocked_private=allow_unlocked_private,
        ),
        face,
    )
    if not dry_run and (html or server):
        raise UserError("--html and --server belong to a dry-run", hint="add --dry-run")
    with face.service() as service:
        paths = located(face, service, archives)
        if wanted.policies.expand_links:
            links.expanded(face, service, paths, wanted, to=to, server=server)
        if dry_run:
            planning.shown(
                face,
                service,
                paths,
                wanted,
                to=to,
                server=server,
                html=html,
                as_json=as_json,
                slurp_map=adopt_slurp_map,
            )
            return
        prepared = planning.agreed(face, service, paths, wanted, to=to, yes=yes, slurp_map=adopt_slurp_map)
        raise typer.Exit(
            running.run_for_good(face, service, prepared.job, planned=prepared.summary, as_json=as_json)
        )
