"""Signing in and out."""

from typing import Annotated, Final

import typer

from migrator.cli import tables
from migrator.cli.face import Face
from migrator.cli.options import Json
from migrator.errors import Refused, UserError
from migrator.pages.rows import account_row
from migrator.service import Service
from migrator.service.values import SignedIn

BROWSER_S: Final = 300.0
"""How long the browser may take: enough to find a password and a second factor."""


def login(
    ctx: typer.Context,
    server: Annotated[str, typer.Argument(metavar="SERVER", help="As social.example or https://social.example.")],
    token_stdin: Annotated[
        bool, typer.Option("--token-stdin", help="Read an access token from standard input instead.")
    ] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Don't open a browser here; paste a code from any other one.")
    ] = False,
) -> None:
    """Sign in to your account on a server, in the browser. migrator never sees your password."""
    face: Face = ctx.obj
    with face.service() as service:
        signed_in = (
            service.login_with_token(server, _token(face))
            if token_stdin
            else _signed_in(face, service, server, browser=not no_browser)
        )
    face.say.print(
        f"Signed in as {signed_in.acct}; the token is kept in {tables.kept_in(signed_in)}.", style="green"
    )


def _token(face: Face) -> str:
    token = face.stdin.readline().strip()
    if not token:
        raise UserError("no token came on standard input", hint="migrator login SERVER --token-stdin < token.txt")
    return token


def _signed_in(face: Face, service: Service, server: str, *, browser: bool) -> SignedIn:
    def address(url: str) -> None:
        face.say.print("Your browser opens; sign in there and come back. If it doesn't open, here is the address:")
        face.say.print(url, style="dim", soft_wrap=True)

    found = None
    if browser:
        found = service.browser_login(server, open_browser=face.open_browser, timeout_s=BROWSER_S, say=address)
    return found or _with_code(face, service, server)


def _with_code(face: Face, service: Service, server: str) -> SignedIn:
    asked = service.begin_login(server, redirect_uri=None)
    face.say.print("Open this address in a browser, sign in, and copy the code it shows:")
    face.say.print(asked.url, style="bold", soft_wrap=True)
    code = face.question("Code:")
    if not code:
        raise Refused(
            "you were not signed in: no code was given", hint="`--token-stdin` signs in without a browser"
        )
    return service.finish_login(asked, code)


def accounts(ctx: typer.Context, as_json: Json = False) -> None:
    """List the accounts this computer is signed in to."""
    face: Face = ctx.obj
    with face.service() as service:
        found = service.accounts()
    if as_json:
        for account in found:
            face.line(account_row(account))
        face.line({"kind": "summary", "accounts": len(found)})
    elif found:
        face.say.print(tables.accounts(found))
    else:
        face.say.print("You are not signed in anywhere; `migrator login SERVER` signs you in.")


def logout(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(metavar="@ME@SERVER", help="As `migrator accounts` lists it.")],
) -> None:
    """Sign out: the server forgets the token, and so does this computer. Jobs and receipts stay."""
    face: Face = ctx.obj
    with face.service() as service:
        told = service.logout(account)
    face.say.print(f"Signed out of {account}." if told else f"Signed out here; {account}'s server did not answer.")
