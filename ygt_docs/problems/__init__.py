"""Problems (问题): what is wrong, where, how badly, and how to mend it. Nothing here imports the rest of the road."""

from ygt_docs.problems.problem import NOWHERE, Place, Problem, Problems, Severity, UserError, lines_named, problem

__all__ = ["NOWHERE", "Place", "Problem", "Problems", "Severity", "UserError", "lines_named", "problem"]
