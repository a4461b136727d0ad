"""Coding many reports: in this process or in several."""
