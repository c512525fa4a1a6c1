"""Tests of sales exports."""
