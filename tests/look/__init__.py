"""Tests of the look: the styles of the Word templates."""
