"""Right files of other makers: the proof finds no 错误 in them, whatever their styles and faces are called."""

from __future__ import annotations

import pytest

from tests.proof.makers import MAKERS, Maker, file_of
from tests.proof.other_makers import OTHER_MAKERS
from ygt_docs.proof import prove
from ygt_docs.proof.facts import Kind


@pytest.mark.parametrize("maker", MAKERS, ids=str)
def test_no_error_in_a_right_file(maker: Maker) -> None:
    """What keeps to the standard by other means is right."""
    assert [str(item) for item in prove(file_of(maker), Kind.WORD) if item.severity == "错误"] == []


@pytest.mark.parametrize("maker", OTHER_MAKERS, ids=str)
def test_nothing_is_said_of_a_right_file_of_the_other_kinds(maker: Maker) -> None:
    """Regulations, plans by decimals, what is passed on, speeches, letters of other kinds: no 错误 and no 警告."""
    assert [str(item) for item in prove(file_of(maker), Kind.WORD) if item.severity != "提示"] == []


def test_twenty_makers() -> None:
    """Twenty, no two alike."""
    assert len({str(maker) for maker in MAKERS}) == 20
