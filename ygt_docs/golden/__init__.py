"""Approved outputs (样张): what each example looked like when a maintainer last said that it is right."""

from ygt_docs.golden.artefacts import Artefacts, artefacts, environment_text
from ygt_docs.golden.judge import Accepted, Change, Judgement, accept, judge
from ygt_docs.golden.picture import write_report
from ygt_docs.golden.store import Store

__all__ = [
    "Accepted",
    "Artefacts",
    "Change",
    "Judgement",
    "Store",
    "accept",
    "artefacts",
    "environment_text",
    "judge",
    "write_report",
]
