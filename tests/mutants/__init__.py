"""Mutation testing: small faults put into the program, each of which some test must find."""
