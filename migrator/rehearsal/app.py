"""The whole application: all routes over one `World`."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from migrator.rehearsal import control, signin, views
from migrator.rehearsal.api import accounts, instance, media, oauth, relations, search, statuses, timelines
from migrator.rehearsal.faults import FaultGate
from migrator.rehearsal.world import World


def application(world: World) -> ASGIApp:
    """Return the ASGI application. Routes that are asked often, and fixed names before patterns, come first."""
    routes: list[Route] = [
        *statuses.routes(),
        *media.routes(),
        *relations.routes(),
        *accounts.routes(),
        *search.routes(),
        *timelines.routes(),
        *instance.routes(),
        *oauth.routes(),
        *signin.routes(),
        *control.routes(),
        *views.routes(),
    ]
    handlers = {404: _not_found, 405: _not_allowed}
    starlette = Starlette(routes=routes, exception_handlers=handlers)
    starlette.state.world = world
    return FaultGate(starlette, world.faults)


async def _not_found(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"error": "Not Found"}, 404)


async def _not_allowed(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("405 method not allowed", 405)
