"""The neutral words of the program: what every source yields and every job plans from.

Frozen values, standard library only; nothing here opens a file or a connection.
"""

from migrator.model.archive import FileStamp, Fingerprint, MediaCount, Overview, Owner
from migrator.model.people import Lookup, Relation, Sighting, Standing
from migrator.model.post import (
    Hashtag,
    Item,
    Link,
    Media,
    MediaType,
    Mention,
    Omission,
    Post,
    Quote,
    Reference,
    Scope,
    Span,
    Text,
)
from migrator.model.reason import Params, Reason
from migrator.model.states import UNBEGUN, JobId, JobState, State, StepId
from migrator.model.visibility import Visibility, narrower

__all__ = [
    "UNBEGUN",
    "FileStamp",
    "Fingerprint",
    "Hashtag",
    "Item",
    "JobId",
    "JobState",
    "Link",
    "Lookup",
    "Media",
    "MediaCount",
    "MediaType",
    "Mention",
    "Omission",
    "Overview",
    "Owner",
    "Params",
    "Post",
    "Quote",
    "Reason",
    "Reference",
    "Relation",
    "Scope",
    "Sighting",
    "Span",
    "Standing",
    "State",
    "StepId",
    "Text",
    "Visibility",
    "narrower",
]
