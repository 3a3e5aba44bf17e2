"""Writes docs/reasons.md from the sentences in the code: `python -m tests.docs.reasons_table`."""

import re
from pathlib import Path

from migrator.model.reasons import SENTENCES

PAGE = Path(__file__).parents[2] / "docs" / "reasons.md"

HEAD = """\
# Reasons

Every item of an archive ends in an outcome, and whatever was left out, changed, or failed has a reason: a code
that stays the same, with parameters, and a sentence. Codes are what `--json` and reports print; parameters stand
in braces. A report adds what the server said, word for word.

| code | sentence |
|---|---|
"""


def text() -> str:
    """Return the page as it should be."""
    return HEAD + "".join(f"| `{code}` | {spelled(SENTENCES[code])} |\n" for code in sorted(SENTENCES))


def spelled(template: str) -> str:
    """Return a sentence with its nouns written out: `{files:file}` becomes `{files} files`."""
    return re.sub(r"\{(\w+):(\w+)\}", r"{\1} \2s", template)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
