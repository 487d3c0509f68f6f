"""The words of every stage of the road, a module each."""

from ygt_docs.problems.words import (
    building,
    compose,
    fonts,
    golden,
    intake,
    notice,
    parity,
    pdf,
    profile,
    proof,
    reading,
    rules,
    starting,
    updating,
    verifying,
    verifying_pdf,
    word,
)

STAGES = (reading, notice, fonts, compose, rules, word, pdf, verifying, verifying_pdf, parity, proof, building, intake,
          profile, golden, starting, updating)
