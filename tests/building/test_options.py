"""Options and their limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from ygt_docs.building.options import Options, WrongUse, parse_jobs


@pytest.mark.parametrize(("typed", "jobs"), [("", None), ("1", 1), ("8", 8), ("256", 256)])
def test_jobs_are_a_number(typed: str, jobs: int | None) -> None:
    """--jobs takes a number from 1 to 256, or nothing."""
    assert parse_jobs(typed) == jobs


@pytest.mark.parametrize("typed", ["0", "-1", "257", "abc", "1.5", "２", "²", " "])
def test_anything_else_is_refused(typed: str) -> None:
    """Whatever else stands after --jobs is wrong use."""
    with pytest.raises(WrongUse) as caught:
        parse_jobs(typed)
    assert [item.code for item in caught.value.problems] == ["B202"]


@pytest.mark.parametrize(("jobs", "documents", "workers"), [(4, 10, 4), (4, 2, 2), (4, 0, 1)])
def test_no_more_workers_than_documents(jobs: int, documents: int, workers: int) -> None:
    """There are as many workers as asked for, and never more than documents."""
    assert Options(Path("content"), Path("out"), jobs=jobs).workers_for(documents) == workers


def test_the_usual_number_is_that_of_the_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --jobs every processor gets a worker."""
    monkeypatch.setattr("ygt_docs.building.options._processors", lambda: 3)
    assert Options(Path("content"), Path("out")).workers_for(10) == 3
