"""Uploading files, describing them, and handing them out."""

import asyncio
import json
import re

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal.calls import Call, endpoint
from migrator.rehearsal.entities import media_json
from migrator.rehearsal.limits import MEDIA as FAMILY
from migrator.rehearsal.options import MIB
from migrator.rehearsal.refusals import Refused, refusal
from migrator.rehearsal.sniffing import Processed, Unprocessable, processed
from migrator.rehearsal.store import Media
from migrator.rehearsal.world import World

ONE = "/api/v1/media/{id}"
FOCUS = re.compile(r"[+-]?(?:0?\.\d+|0|1(?:\.0*)?|0\.)")
"""A number between -1 and 1."""

TAG = re.compile(r"</?[A-Za-z][^>]*>")
SLOW = {"video", "gifv", "audio"}
"""What Mastodon processes in the background."""


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        endpoint("/api/{version:str}/media", upload, "POST", scope="write:media", family=FAMILY),
        endpoint(ONE, read, scope="read:media"),
        endpoint(ONE, describe, "PUT", scope="write:media"),
        Route("/fileserver/{account_id}/attachment/{size}/{name}", served),
    ]


async def upload(call: Call) -> Response:
    """POST /api/v1/media or /api/v2/media."""
    world, version, form = call.world, call.param("version"), await call.form()
    if version not in {"v1", "v2"}:
        raise refusal(400, "invalid API version, valid versions for this path are [v1, v2]")
    file = form.upload("file")
    if file is None:
        raise _unusable(
            world, "Key: 'AttachmentRequest.File' Error:Field validation for 'File' failed on the 'required' tag"
        )
    description = _bare(form.text("description"))
    _check_description(world, description)
    focus = _focus(world, form.text("focus"))
    data = await file.read()
    _check_size(world, len(data))
    try:
        made = await asyncio.to_thread(processed, data, heic=not world.gotosocial)
    except Unprocessable as error:
        message = "Validation failed: File content type is invalid"
        raise (refusal(422, str(error)) if world.gotosocial else Refused(422, message)) from error
    media = _stored(call, made, data, description, focus, at_once=version == "v1")
    ready = media.ready_ms <= world.now_ms()
    return JSONResponse(media_json(world, media), 200 if ready else 202)


def _unusable(world: World, text: str) -> Refused:
    return refusal(400, text) if world.gotosocial else Refused(422, f"Validation failed: {text}")


def _bare(description: str) -> str:
    """Return alt text as it is kept: without HTML tags, blanks around it cut."""
    return TAG.sub("", description).strip()


def _check_description(world: World, description: str) -> None:
    most = world.description_chars
    if len(description) <= most:
        return
    if not world.gotosocial:
        raise Refused(422, f"Validation failed: Description is too long (maximum is {most} characters)")
    raise refusal(
        400,
        f"image description length must be between 0 and {most} characters (inclusive), "
        f"but provided image description was {len(description)} chars",
    )


def _check_size(world: World, size: int) -> None:
    most = world.options.media_bytes or world.profile.video_bytes
    if size > most:
        if world.gotosocial:
            raise refusal(400, f"media exceeds configured max size: {most / MIB:.1f}MiB")
        raise Refused(422, f"Validation failed: File file size must be less than {most // MIB} MB")


def _focus(world: World, text: str) -> tuple[float, float]:
    """Read `-0.5,0.25`; both numbers between -1 and 1."""
    if not text:
        return 0.0, 0.0
    parts = text.split(",")
    if len(parts) != len("xy"):
        raise _unusable(world, "missing comma separator")
    for name, part in zip("xy", parts, strict=True):
        if not FOCUS.fullmatch(part):
            raise _unusable(world, f"invalid {name} focus: {part}")
    return float(parts[0]), float(parts[1])


def _stored(
    call: Call, made: Processed, data: bytes, description: str, focus: tuple[float, float], *, at_once: bool
) -> Media:
    world = call.world
    wait_ms = 0 if world.gotosocial or at_once or made.kind not in SLOW else world.options.processing_ms
    media = Media(
        id=world.new_id(),
        account_id=call.me.id,
        status_id=None,
        place=0,
        kind=made.kind,
        extension=made.extension,
        small_extension=made.preview_extension,
        size_bytes=len(data),
        meta=json.dumps(made.meta),
        description=description or None,
        focus_x=focus[0],
        focus_y=focus[1],
        blurhash=made.blurhash,
        ready_ms=world.now_ms() + wait_ms,
    )
    (world.store.files / f"{media.id}.{media.extension}").write_bytes(data)
    if made.preview:
        (world.store.files / f"{media.id}.small.{made.preview_extension}").write_bytes(made.preview)
    world.store.media.add(media)
    return media


def _mine(call: Call) -> Media:
    media = call.world.store.media.by_id(call.param("id"))
    if media is None or media.account_id != call.me.id:
        raise refusal(404) if call.world.gotosocial else Refused(404, "Record not found")
    return media


async def read(call: Call) -> Response:
    """GET /api/v1/media/:id; 206 while Mastodon still works on it."""
    media = _mine(call)
    return JSONResponse(media_json(call.world, media), 200 if media.ready_ms <= call.world.now_ms() else 206)


async def describe(call: Call) -> Response:
    """PUT /api/v1/media/:id: alt text and focus, even after attaching."""
    world, media, form = call.world, _mine(call), await call.form()
    if world.gotosocial and not (form.given("description") or form.given("focus")):
        raise refusal(400, "focus and description were both nil, there's nothing to update")
    description = _bare(form.text("description", media.description or ""))
    _check_description(world, description)
    focus = _focus(world, form.text("focus")) if form.given("focus") else (media.focus_x, media.focus_y)
    call.world.store.media.describe(media.id, description or None, focus)
    return JSONResponse(media_json(call.world, call.world.store.media.by_id(media.id) or media))


async def served(request: Request) -> Response:
    """GET a file or its preview. It is not counted, so that looking at a profile costs a client nothing."""
    world: World = request.app.state.world
    media = world.store.media.by_id(request.path_params["name"].partition(".")[0])
    small = request.path_params["size"] == "small"
    if media is None or (small and not media.small_extension):
        return JSONResponse({"error": "Not Found"}, 404)
    name = f"{media.id}.small.{media.small_extension}" if small else f"{media.id}.{media.extension}"
    return FileResponse(world.store.files / name, headers={"cache-control": "private, max-age=604800"})
