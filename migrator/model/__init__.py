"""The neutral words of the program: what every source yields and every job plans from.

Frozen values, standard library only; nothing here opens a file or a connection.
"""

from migrator.model.archive import FileStamp, Fingerprint, MediaCount, Overview, Owner, Profile
from migrator.model.people import Lookup, Relation, Sighting, Standing
from migrator.model.post import (
    Block,
    Hashtag,
    Item,
    Kind,
    Leaf,
    Link,
    Media,
    MediaType,
    Mention,
    Omission,
    Option,
    Poll,
    Post,
    Quote,
    Reference,
    Scope,
    Span,
    Style,
    Styled,
    Text,
    leaves,
)
from migrator.model.reason import Params, Reason
from migrator.model.states import UNBEGUN, JobId, JobState, State, StepId
from migrator.model.visibility import Visibility, narrower

__all__ = [
    "UNBEGUN",
    "Block",
    "FileStamp",
    "Fingerprint",
    "Hashtag",
    "Item",
    "JobId",
    "JobState",
    "Kind",
    "Leaf",
    "Link",
    "Lookup",
    "Media",
    "MediaCount",
    "MediaType",
    "Mention",
    "Omission",
    "Option",
    "Overview",
    "Owner",
    "Params",
    "Poll",
    "Post",
    "Profile",
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
    "Style",
    "Styled",
    "Text",
    "Visibility",
    "leaves",
    "narrower",
]
