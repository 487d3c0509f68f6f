"""Brings what a fresh machine lacks; started by ./invoke with any Python from 3.11, standard library only."""
