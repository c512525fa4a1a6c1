"""Tests of the policy: reading the file, carrying it as data, comparing two."""
