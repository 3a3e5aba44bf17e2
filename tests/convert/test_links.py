import pytest

from migrator.convert.compare import same_text
from migrator.convert.links import replace_links

OLD, NEW = "https://x.com/me/status/1", "https://social.example/@me/statuses/01A"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"see {OLD}", f"see {NEW}", id="at the end"),
        pytest.param(f"{OLD}, and {OLD}.", f"{NEW}, and {NEW}.", id="twice, before signs"),
        pytest.param(f"see {OLD}2", f"see {OLD}2", id="not the beginning of another number"),
        pytest.param(f"see {OLD}/photo/1", f"see {OLD}/photo/1", id="not the beginning of a longer path"),
        pytest.param("nothing", "nothing", id="without an address"),
    ],
)
def test_only_whole_addresses_are_replaced(text, expected):
    assert replace_links(text, {OLD: NEW}) == expected
    assert same_text(text, text=expected, content="", own_links=[OLD])


def test_the_longer_of_two_addresses_is_replaced_as_itself():
    longer, other = f"{OLD}/photo/1", "https://b.example/2"
    new = {OLD: NEW, longer: other}
    assert replace_links(f"{longer} {OLD}", new) == f"{other} {NEW}"


def test_without_new_addresses_nothing_changes():
    assert replace_links(OLD, {}) == OLD


def test_another_post_with_a_longer_number_is_not_the_same_text():
    assert not same_text(f"see {OLD}2", text=f"see {NEW}2", content="", own_links=[OLD])
