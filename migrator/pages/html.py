"""The template engine of the pages: everything is escaped unless it is already safe."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from migrator.pages import words
from migrator.pages.richtext import rich
from migrator.pages.sentences import label, sentence


@cache
def environment() -> Environment:
    """Return the environment with the filters the templates use."""
    made = Environment(
        loader=PackageLoader("migrator.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "count": words.count,
        "duration": words.duration,
        "label": label,
        "moment": words.moment,
        "one_line": words.one_line,
        "rich": rich,
        "sentence": sentence,
        "size": words.size,
    }
    return made
