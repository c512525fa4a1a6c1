"""Tests of the writer of VBA projects; its files are read by other people's programs and by a reader of our own."""
