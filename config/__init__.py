"""Operator settings and logging. Knows no other room."""
