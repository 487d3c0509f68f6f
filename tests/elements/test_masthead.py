"""Document number, copy number, classification, urgency, signatories: strict and liberal grammar."""

from __future__ import annotations

import pytest

from ygt_docs.elements import marks, number


@pytest.mark.parametrize(
    ("typed", "right", "faults"),
    [
        ("云政文〔2026〕4号", "云政文〔2026〕4号", 0),
        ("云溪县安全生产委员会办公室发〔2026〕12号", "云溪县安全生产委员会办公室发〔2026〕12号", 0),
        ("函〔2026〕1号", "函〔2026〕1号", 0),
        ("云政文[2026]4号", "云政文〔2026〕4号", 1),
        ("云政文（2026）第04号", "云政文〔2026〕4号", 3),
        ("云政文【2026】4号", "云政文〔2026〕4号", 1),
        ("云政文﹝2026﹞4 号", "云政文〔2026〕4号", 1),
        ("云政文〖26〗4号", "云政文〔2026〕4号", 2),
        ("云政文〔2026〕×号", "云政文〔2026〕×号", 0),
        ("云政文〔2026〕 号", "云政文〔2026〕×号", 0),
    ],
)
def test_a_number_is_read_and_put_right(typed: str, right: str, faults: int) -> None:
    """Every way of typing a number is read, and what the standard refuses of it is said."""
    match = number.LIBERAL.fullmatch(typed)
    assert match is not None
    assert number.put_right(match) == right
    assert len(number.faults_of(match)) == faults
    assert number.STRICT.fullmatch(right)


@pytest.mark.parametrize("length", [1, 2, 12, 14, 16, number.LONGEST_CODE])
def test_every_length_of_code_is_a_number(length: int) -> None:
    """A code of any length that is printed is read back."""
    words = number.number_words("云" * length, 2026, 15)
    assert number.STRICT.fullmatch(words)
    assert number.is_given(words)


@pytest.mark.parametrize("typed", ["云政文2026年4号", "〔2026〕4号", "云政文〔2026〕4", "依据〔2026〕规定第4条"])
def test_what_is_no_number(typed: str) -> None:
    """Without code, brackets or 号 it is none."""
    assert number.LIBERAL.fullmatch(typed) is None


@pytest.mark.parametrize(
    "typed", ["机密★1年", "秘密★6个月", "绝密★长期", "机密★公布前", "秘密★30天", "秘密★10日", "机密"]
)
def test_a_classification_of_the_standard(typed: str) -> None:
    """What the rules let be printed, the strict grammar takes and the liberal one reads."""
    assert marks.SECRECY_STRICT.fullmatch(typed)
    assert marks.SECRECY_LIBERAL.fullmatch(typed)
    assert marks.SECRECY_SHOWN.fullmatch(typed)


@pytest.mark.parametrize("typed", ["机密☆1年", "机 密★1年", "机密*6个月", "机密 1年", "秘密★"])
def test_a_classification_as_people_type_it(typed: str) -> None:
    """Another star, none, or spaces: read, and refused by the standard."""
    assert marks.SECRECY_LIBERAL.fullmatch(typed)
    assert not marks.SECRECY_STRICT.fullmatch(typed)


def test_urgencies() -> None:
    """The two of documents are right; what means one of them is read as it; those of telegrams are only known."""
    for typed, meant in marks.URGENCIES.items():
        assert marks.URGENCY_SHOWN.fullmatch(typed)
        assert (marks.URGENCY_LIBERAL.fullmatch(typed) is not None) == (meant is not None)
        assert (marks.URGENCY_STRICT.fullmatch(typed) is not None) == (typed == meant)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("青教〔2026〕15号      签发人：刘波", "刘波"),
        ("青教〔2026〕15号　签发人：刘波 方正".replace("　", " "), "刘波 方正"),
        ("青教〔2026〕15号", None),
    ],
)
def test_the_line_of_an_upward_document(line: str, names: str | None) -> None:
    """Number and signatories share a line (7.2.6), and each is found on it."""
    match = marks.line_with_number(number.NUMBER).fullmatch(line)
    assert match is not None
    assert match["number"] == "青教〔2026〕15号"
    assert match["names"] == names
