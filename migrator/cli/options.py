"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Archives = Annotated[
    list[Path],
    typer.Argument(metavar="ARCHIVE", help="The zip or folder; several parts or years are one account, merged."),
]
Job = Annotated[int | None, typer.Argument(metavar="JOB", help="Number of the job; without it, the latest one.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON Lines on standard output.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask; needed where nobody can answer.")]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="@ME@SERVER", help="Which account, where you are signed in to several."),
]
