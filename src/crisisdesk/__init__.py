"""Crisisdesk reads news reports and keeps the sourced record of a crisis: who did what to whom, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crisisdesk.coder import find_statements, read_text
    from crisisdesk.model.report import Report
    from crisisdesk.record.store import Record
    from crisisdesk.stages.actors import resolve_actor
    from crisisdesk.stages.places import find_places
    from crisisdesk.stages.times import find_times

__version__ = "0.1.0"
__all__ = ["Record", "Report", "find_places", "find_statements", "find_times", "read_text", "resolve_actor"]

_HOMES = {
    "read_text": "crisisdesk.coder",
    "find_statements": "crisisdesk.coder",
    "Report": "crisisdesk.model.report",
    "Record": "crisisdesk.record.store",
    "resolve_actor": "crisisdesk.stages.actors",
    "find_places": "crisisdesk.stages.places",
    "find_times": "crisisdesk.stages.times",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module's own names, loaded when first asked for
    if name not in _HOMES:
        raise AttributeError(f"module 'crisisdesk' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
