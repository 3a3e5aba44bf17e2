"""What the pages share: templates, security headers, and the little words of the profile."""

from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action {form}"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "permissions-policy": "interest-cohort=()",
}
LOOPBACK = "'self' http://127.0.0.1:* http://localhost:*"
"""A consent form ends in a redirect to the client, which listens on its own machine; browsers check that too."""

HUES = 5
"""Colours for the letters that stand for pictures."""


def _template(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


_environment = Environment(
    loader=FunctionLoader(_template),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["hue"] = lambda name: sum(map(ord, name)) % HUES


def page(name: str, values: dict[str, object], *, status: int = 200, form: str = "'self'") -> Response:
    """Return a page from a template."""
    html = _environment.get_template(name).render(values)
    return HTMLResponse(html, status, HEADERS | {"content-security-policy": CSP.format(form=form)})


def stylesheet() -> bytes:
    """Return the one style sheet."""
    return (files(__package__) / "static" / "rehearsal.css").read_bytes()


def avatar() -> bytes:
    """Return the picture of an account that has none."""
    return (files(__package__) / "static" / "avatar.svg").read_bytes()
