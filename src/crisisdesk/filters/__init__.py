"""The filter language: what a user types to find events and claims, as a tree and as SQL."""

from __future__ import annotations

from crisisdesk.filters.completion import Completion, completions
from crisisdesk.filters.errors import FilterError
from crisisdesk.filters.filter import Filter
from crisisdesk.filters.help import HelpRow, filter_help
from crisisdesk.filters.nodes import Node, canonical
from crisisdesk.filters.sql import Subject, compile_filter
from crisisdesk.filters.syntax import parse_filter

__all__ = [
    "Completion",
    "Filter",
    "FilterError",
    "HelpRow",
    "Node",
    "Subject",
    "canonical",
    "compile_filter",
    "completions",
    "filter_help",
    "parse_filter",
]
