"""The explainer: what happened, why, what is this, what next, who said what; every line a sentence of a report."""

from __future__ import annotations

from crisisdesk.views.explain.build import explain, explain_accounts
from crisisdesk.views.explain.parts import Explanation, Line, Note, Section

__all__ = ["Explanation", "Line", "Note", "Section", "explain", "explain_accounts"]
