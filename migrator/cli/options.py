"""Arguments and options that several commands share."""

from typing import Annotated

import typer

Archives = Annotated[
    list[str],
    typer.Argument(
        metavar="ARCHIVE",
        help="A file or folder, or a live account as @me@server; several parts or years are merged.",
    ),
]
Job = Annotated[int | None, typer.Argument(metavar="JOB", help="Number of the job; without it, the latest one.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON Lines on standard output.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask; needed where nobody can answer.")]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="@ME@SERVER", help="Which account, where you are signed in to several."),
]
