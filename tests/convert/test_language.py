import pytest

from migrator.convert.language import language_tag, says_none


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en"), ("DE", "de"), ("zh-Hant-TW", "zh-Hant-TW"),
        ("pt-BR", "pt-BR"), ("es-419", "es-419"), ("in", "id"),
        ("iw", "he"), ("gsw", "gsw"), ("und", None), ("zxx", None), ("qme", None), ("qaa", None), ("xx_YY", None),
        ("english", None), ("", None), (None, None), ("e", None), ("en-", None), ("de\n", None),
    ],
)  # fmt: skip
def test_only_well_formed_languages_go(tag, expected):
    assert language_tag(tag) == expected


def test_no_language_on_purpose_is_no_loss():
    assert says_none("und")
    assert not says_none("english")
