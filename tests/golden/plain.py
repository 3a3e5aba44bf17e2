"""Model values as plain JSON; fields with their default are left out, so that a case shows what it is about."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from migrator.model import Block, Hashtag, Link, Mention, Omission, Post, Quote, Styled, Text

TAGGED = (Text, Link, Mention, Hashtag, Quote, Styled, Block, Post, Omission)
"""Types of which several may stand in one place; they carry their name."""


def plain(value: object) -> object:  # noqa: PLR0911  # one return a type
    """Return lists, dicts, strings and numbers."""
    if isinstance(value, Text):
        return value.text
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        name = {"is": type(value).__name__.lower()} if isinstance(value, TAGGED) else {}
        return name | {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if not _is_default(field, getattr(value, field.name))
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _is_default(field: dataclasses.Field, value: object) -> bool:
    if field.default_factory is not dataclasses.MISSING:
        return value == field.default_factory()
    return field.default is not dataclasses.MISSING and value == field.default
