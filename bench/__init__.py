"""Measurements: run by `make bench`, not shipped."""
