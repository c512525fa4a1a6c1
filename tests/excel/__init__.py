"""Tests of the file port."""
