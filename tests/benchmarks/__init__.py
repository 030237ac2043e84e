"""Benchmarks: each module prints one part of the table."""
