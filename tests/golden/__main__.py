"""Write the golden files of a case anew: `python -m tests.golden x/entities`, or all without a name.

A new case begins as a folder with the archive alone and gets an `items.json`; for other kinds put an empty file
there.
"""

import json
import sys

from tests.golden.kinds import KINDS, ROOT, cases


def main(names: list[str]) -> int:
    """Write the files; return how many cases were asked for and not found."""
    known = {case for case, _kind in cases()}
    for name in names:
        if (ROOT / name).is_dir() and ROOT / name not in known:
            (ROOT / name / "items.json").touch()
    missing = [name for name in names if not (ROOT / name).is_dir()]
    for case, kind in cases():
        if not names or str(case.relative_to(ROOT)) in names:
            text = json.dumps(KINDS[kind](case), indent=1, ensure_ascii=False)
            (case / kind).write_text(text + "\n", "utf-8")
            sys.stderr.write(f"{case.relative_to(ROOT)}/{kind}\n")
    for name in missing:
        sys.stderr.write(f"there is no case {name}\n")
    return len(missing)


sys.exit(main(sys.argv[1:]))
