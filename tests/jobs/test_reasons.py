import re
from pathlib import Path

import migrator.jobs
from migrator.model.reasons import SENTENCES

PLANNING = ["attach", "drafting", "planning", "selection", "wording"]


def test_every_code_that_planning_uses_has_a_sentence():
    folder = Path(migrator.jobs.__file__).parent
    source = "".join((folder / f"{name}.py").read_text() for name in PLANNING)
    used = set(re.findall(r'Reason\(\s*"(\w+)"', source)) | set(re.findall(r': "(names_\w+)"', source))
    assert len(used) > 30
    assert used <= set(SENTENCES)
