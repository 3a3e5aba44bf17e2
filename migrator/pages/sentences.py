"""Turns a reason, a code with parameters, into a sentence for people."""

import string
from collections.abc import Mapping
from typing import Any

from migrator.model import Reason
from migrator.model.reasons import LABELS, SENTENCES
from migrator.pages import words

GAP = "…"
"""Stands for a parameter that is not known."""


class _Forgiving(string.Formatter):
    """Fills in what is there: a sentence with a gap is better than a report that breaks off."""

    def get_value(self, key: int | str, _args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), GAP)

    def format_field(self, value: Any, format_spec: str) -> str:
        if not format_spec:
            return str(value)
        return words.count(value, format_spec) if isinstance(value, int) else f"{value} {format_spec}s"


def sentence(reason: Reason) -> str:
    """Return the sentence of a reason; a code nobody wrote one for is shown as words, with its parameters."""
    template = SENTENCES.get(reason.code)
    if template is not None:
        return _Forgiving().vformat(template, (), dict(reason.params))
    details = ", ".join(f"{name} {value}" for name, value in reason.params.items())
    return f"{_words(reason.code)} ({details})" if details else _words(reason.code)


def label(code: str) -> str:
    """Return what a summary calls all items of one code, whose parameters differ from item to item."""
    return LABELS.get(code) or _words(code)


def _words(code: str) -> str:
    return code.replace("_", " ")
