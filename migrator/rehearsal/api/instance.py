"""What the server is: nodeinfo, instance, readiness."""

from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migrator.rehearsal.calls import Call, endpoint
from migrator.rehearsal.store import Account
from migrator.rehearsal.world import World

Json = dict[str, Any]

_MIME_TYPES = """
image/jpeg image/gif image/webp image/avif audio/mp2 audio/mp3 audio/mpeg video/x-msvideo
audio/flac audio/x-flac image/png image/apng audio/ogg video/ogg audio/mp4 video/mp4
video/quicktime audio/x-ms-wma video/x-ms-wmv video/webm audio/x-matroska video/x-matroska
"""
MIME_TYPES = _MIME_TYPES.split()
ANY_MATRIX = 2**31 - 1
NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/"
MONTH_S = 2_629_746
SOURCES = {
    "gotosocial": "https://codeberg.org/superseriousbusiness/gotosocial",
    "mastodon": "https://github.com/mastodon/mastodon",
}


def routes() -> list[Route]:
    """Return the routes of this module."""
    return [
        endpoint("/.well-known/nodeinfo", nodeinfo_index),
        endpoint("/nodeinfo/{version}", nodeinfo),
        endpoint("/api/v1/instance", instance_v1),
        endpoint("/api/v2/instance", instance_v2),
        endpoint("/readyz", ready),
        endpoint("/livez", ready),
    ]


async def nodeinfo_index(call: Call) -> Response:
    """GET /.well-known/nodeinfo."""
    versions = ("2.0", "2.1") if call.world.gotosocial else ("2.0",)
    links = [{"rel": NODEINFO + version, "href": f"{call.world.url}/nodeinfo/{version}"} for version in versions]
    return JSONResponse({"links": links})


async def nodeinfo(call: Call) -> Response:
    """GET /nodeinfo/2.0 or 2.1."""
    world, version = call.world, call.param("version")
    entity: Json = {
        "version": version,
        "software": {"name": world.profile.name, "version": world.profile.version},
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": False,
        "usage": {"users": {"total": len(_locals(world))}},
        "metadata": {},
    }
    return JSONResponse(entity, media_type=f'application/json; profile="{NODEINFO}{version}#"')


def _locals(world: World) -> list[Account]:
    return world.store.accounts.all_local()


def _configuration(world: World) -> Json:
    profile = world.profile
    accounts: Json = {"max_featured_tags": 10}
    statuses: Json = {
        "max_characters": world.post_chars,
        "max_media_attachments": world.media_per_post,
        "characters_reserved_per_url": 25 if world.gotosocial else 23,
    }
    if world.gotosocial:
        accounts |= {"allow_custom_css": False, "max_profile_fields": 6}
        statuses["supported_mime_types"] = ["text/plain", "text/markdown"]
    return {
        "accounts": accounts,
        "statuses": statuses,
        "media_attachments": {
            "supported_mime_types": MIME_TYPES if world.gotosocial else [*MIME_TYPES, "image/heic"],
            "image_size_limit": world.options.media_bytes or profile.image_bytes,
            "image_matrix_limit": ANY_MATRIX,
            "video_size_limit": world.options.media_bytes or profile.video_bytes,
            "video_frame_rate_limit": ANY_MATRIX,
            "video_matrix_limit": ANY_MATRIX,
        },
        "polls": {
            "max_options": 6 if world.gotosocial else 4,
            "max_characters_per_option": 50,
            "min_expiration": 300,
            "max_expiration": MONTH_S,
        },
    }


async def instance_v1(call: Call) -> Response:
    """GET /api/v1/instance."""
    world = call.world
    configuration = _configuration(world)
    streaming = f"wss://{world.host}"
    entity: Json = {
        "uri": world.host,
        "account_domain": world.host,
        "title": world.host,
        "description": "",
        "short_description": "",
        "email": "",
        "version": world.profile.version,
        "languages": [],
        "registrations": False,
        "approval_required": True,
        "invites_enabled": False,
        "configuration": configuration,
        "urls": {"streaming_api": streaming},
        "stats": {"domain_count": 0, "status_count": 0, "user_count": len(_locals(world))},
        "thumbnail": f"{world.url}/assets/avatar.svg",
        "rules": [],
    }
    if world.gotosocial:
        entity["max_toot_chars"] = world.post_chars
        configuration["emojis"] = {"emoji_size_limit": 51200}
    else:
        del entity["account_domain"]
    return JSONResponse(entity)


async def instance_v2(call: Call) -> Response:
    """GET /api/v2/instance; only here the longest alt text is told."""
    world = call.world
    configuration = _configuration(world)
    configuration["urls"] = {
        "streaming": f"wss://{world.host}",
        "about": f"{world.url}/about",
        "privacy_policy": None,
        "terms_of_service": f"{world.url}/about#rules",
    }
    configuration["media_attachments"]["description_limit"] = world.description_chars
    configuration["translation"] = {"enabled": False}
    configuration["vapid"] = {"public_key": "none"}
    entity: Json = {
        "domain": world.host,
        "title": world.host,
        "version": world.profile.version,
        "source_url": SOURCES[world.profile.name],
        "description": "",
        "usage": {"users": {"active_month": 0}},
        "thumbnail": {"url": f"{world.url}/assets/avatar.svg"},
        "languages": [],
        "configuration": configuration,
        "registrations": {"enabled": False, "approval_required": True, "message": None},
        "contact": {"email": ""},
        "rules": [],
    }
    if world.gotosocial:
        entity["account_domain"] = world.host
        entity["registrations"] |= {"min_age": None, "reason_required": True}
        configuration["emojis"] = {"emoji_size_limit": 51200}
    else:
        entity["api_versions"] = {"mastodon": 6}
    return JSONResponse(entity)


async def ready(_call: Call) -> Response:
    """GET /readyz."""
    return JSONResponse({})
