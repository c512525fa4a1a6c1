"""Tests of comparing and merging versions of a book."""
