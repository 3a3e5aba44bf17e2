"""Words, in many languages, that tell what a handle or address behind them is."""

import re
from typing import Final

from migrator.friends.handles.hosts import words

FEDI = (
    r"mast[ou]d[oó]n\w*|мастод[оі]н\w*|masto\w{0,3}|mstdn\w*|toot(?:s|ing|er)?|fedi(?:verse|verso"
    r"|verze|wersum|versum|vers|verset|"
    r"verso)?|fédi(?:vers(?:e)?)?|федиверс\w*|pixelfed|gotosocial|misskey|sharkey|firefish|calckey"
    r"|pleroma|akkoma|friendica|peertube|"
    r"lemmy|bookwyrm|hubzilla|writefreely|castopod|funkwhale|activitypub|mstdn|acct|webfinger"
    r"|elephant(?: site| app)?|マストドン|マストドン|"
    r"ミスキー|フェディバース|长毛象|長毛象|毛象|联邦宇宙|聯邦宇宙|마스토돈|페디버스|ماستودون|ماستدون|الفديفرس|"
    r"μαστοντον|μαστόντον|μαστόδον|מסטודון|מסטודו|मास्टोडन|मैस्टोडॉन|มาสโตดอน|🐘|🦣"
)
MAIL = (
    r"e-?mails?|mails?|mailto|correo|courriel|e-?posta|e-?post|почта|электронн\w*|pošta|sähköposti|メール|邮箱|郵箱|"
    r"信箱|이메일|메일|البريد|ایمیل|อีเมล|✉|📧|📩|📨|📬|📮|💌|pgp|gpg|openpgp|booking|bookings|press|presse|prensa|"
    r"anfragen|inquir(?:y|ies)|enquir(?:y|ies)|business|mgmt|management|agent|imprint|impressum"
)
OTHER = (
    r"xmpp|jabber|nostr|nip-?05|lightning|zaps?|ln|lnurl|⚡|matrix|element|session|signal|discord"
    r"|telegram|skype|msn|icq|"
    r"psn|xbox|steam|paypal|pix|venmo|ssh|sip|git|imessage|facetime|threema|wire|aim|kakao|wechat|微信"
    r"|line|qq|bluesky|bsky|"
    r"🦋|nintendo"
)
THIRD = (
    r"mirror|mirrored|fan(?: account)? of|not affiliated|run(?:s)? by|made by|built by|married to"
    r"|wife of|husband of|"
    r"partner of|friend of|mom of|mum of|dad of|via|cc|h/t|follow my \w+|my (?:cat|dog|band|wife"
    r"|husband|partner|boss|employer)"
)

_BEFORE: Final = re.compile(
    rf"(?P<fedi>(?<![^\W_])(?:{FEDI})(?![^\W_]))|(?P<mail>(?<![^\W_])(?:{MAIL})(?![^\W_]))"
    rf"|(?P<other>(?<![^\W_])(?:{OTHER})(?![^\W_]))",
    re.IGNORECASE,
)
ASCII_OR_SIGN = re.compile(r"[A-Za-z]")
_UNSPACED: Final = re.compile(
    "マストドン|ミスキー|フェディバース|长毛象|長毛象|毛象|联邦宇宙|聯邦宇宙|마스토돈|페디버스"
)
_BREAK: Final = re.compile(r"[|\n·•;¦｜‖▪■◆★]| / |\. |。|, |、")
_THIRD: Final = re.compile(rf"(?<!\w)(?:{THIRD})(?!\w)", re.IGNORECASE)
_FEDI_ANYWHERE: Final = re.compile(rf"(?<![^\W_])(?:{FEDI})(?![^\W_])", re.IGNORECASE)
_REACH: Final = 48
"""Characters before an address in which a label is looked for; ours: half a line."""

_ROLES: Final = words("roles.txt")

NOT_NAMES: Final = words("not_names.txt")
"""Words that stand where a name could stand in `NAME at HOST`."""


def label_before(text: str, start: int) -> str:
    """Return what the nearest label before a place says: `fedi`, `mail`, `other`, or nothing."""
    piece = text[max(0, start - _REACH) : start]
    breaks = list(_BREAK.finditer(piece.rstrip()))
    piece = piece[breaks[-1].end() :] if breaks else piece
    nearest = ""
    for match in _BEFORE.finditer(piece):
        nearest = match.lastgroup or ""
    if not nearest and _UNSPACED.search(piece):
        return "fedi"
    return nearest


def elephant_behind(text: str, end: int) -> bool:
    """Whether an elephant or a mammoth, or the word in brackets, follows."""
    return bool(
        re.match(r"\s?[(\[]?(?:🐘|🦣|mastodon\b|masto\b|fedi(?:verse)?\b)", text[end : end + 16], re.IGNORECASE)
    )


def speaks_of_fedi(text: str) -> bool:
    """Whether a word of the fediverse stands anywhere in it."""
    return bool(_FEDI_ANYWHERE.search(text) or _UNSPACED.search(text))


def of_others(text: str, start: int) -> bool:
    """Whether the words before speak of somebody else's account."""
    return bool(_THIRD.search(text[max(0, start - 32) : start]))


def is_role(user: str) -> bool:
    """Whether this is a mailbox of a function rather than a name."""
    return user.lower() in _ROLES
