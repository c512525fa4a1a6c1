"""Tests of kam_xl; they mirror the modules."""
