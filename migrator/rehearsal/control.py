"""Switch faults on and off, add accounts and look at counters over HTTP, for other processes on this machine."""

from dataclasses import asdict, fields
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal.faults import Fault
from migrator.rehearsal.world import World

FIELDS = {field.name for field in fields(Fault)}


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        Route("/rehearsal/faults", show, methods=["GET"]),
        Route("/rehearsal/faults", add, methods=["POST"]),
        Route("/rehearsal/faults", clear, methods=["DELETE"]),
        Route("/rehearsal/requests", requests, methods=["GET"]),
        Route("/rehearsal/limits", forget, methods=["DELETE"]),
    ]


def _state(request: Request) -> Response:
    world: World = request.app.state.world
    return JSONResponse(
        {"starting": world.faults.starting, "faults": [asdict(one) for one in world.faults.active()]}
    )


async def show(request: Request) -> Response:
    """GET /rehearsal/faults."""
    return _state(request)


async def add(request: Request) -> Response:
    """POST /rehearsal/faults: one fault, or `{"starting": true, "faults": [...]}`; what was on stays on."""
    world: World = request.app.state.world
    body: dict[str, Any] = await request.json()
    wished = body.get("faults", [] if "starting" in body else [body])
    unknown = {name for fault in wished for name in fault} - FIELDS
    if unknown or not all("kind" in fault for fault in wished):
        return JSONResponse({"error": f"unknown or missing fields: {', '.join(sorted(unknown)) or 'kind'}"}, 400)
    for fault in wished:
        world.faults.add(Fault(**fault | {"retry_after": tuple(fault.get("retry_after", ()))}))
    world.faults.starting = bool(body.get("starting", world.faults.starting))
    return _state(request)


async def clear(request: Request) -> Response:
    """DELETE /rehearsal/faults."""
    world: World = request.app.state.world
    world.faults.clear()
    return _state(request)


async def requests(request: Request) -> Response:
    """GET /rehearsal/requests: how often each route was asked."""
    world: World = request.app.state.world
    return JSONResponse(dict(world.requests))


async def forget(request: Request) -> Response:
    """DELETE /rehearsal/limits: start all windows anew."""
    world: World = request.app.state.world
    world.limits.forget()
    return JSONResponse({})
