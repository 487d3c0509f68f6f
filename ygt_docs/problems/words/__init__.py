"""The words of every stage of the road, a module each."""

from ygt_docs.problems.words import (
    building,
    compose,
    fonts,
    intake,
    notice,
    pdf,
    reading,
    rules,
    verifying,
    verifying_pdf,
    word,
)

STAGES = (reading, notice, fonts, compose, rules, word, pdf, verifying, verifying_pdf, building, intake)
