"""The one exception of this package: a request is refused, with a status and the server's own words."""

REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    406: "Not Acceptable",
    422: "Unprocessable Entity",
}
"""The words GoToSocial puts before its text."""


class Refused(Exception):
    """A request can't be granted."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def refusal(status: int, text: str = "") -> Refused:
    """Return a refusal in GoToSocial's form, `<Reason>: <text>`."""
    reason = REASONS[status]
    return Refused(status, f"{reason}: {text}" if text else reason)
