import re
from pathlib import Path

import migrator.jobs
from migrator.model.reasons import LABELS, SENTENCES

PLANNING = ["attach", "drafting", "expanding", "planning", "selection", "wording"]


def test_every_code_that_planning_uses_has_a_sentence():
    folder = Path(migrator.jobs.__file__).parent
    source = "".join((folder / f"{name}.py").read_text() for name in PLANNING)
    used = set(re.findall(r'Reason\(\s*"(\w+)"', source)) | set(re.findall(r': "(names_\w+)"', source))
    assert len(used) > 30
    assert used <= set(SENTENCES)
    assert used <= set(LABELS)


def test_every_label_is_one_of_a_code_with_a_sentence_and_fills_nothing_in():
    assert set(LABELS) <= set(SENTENCES)
    assert not [text for text in LABELS.values() if "{" in text or text.endswith(".")]
