"""Why a file cannot be opened or read on, as a diagnostic."""

from __future__ import annotations

from crisisdesk.diagnostics import note
from crisisdesk.errors import AddressError, MissingStoreError, StoreError
from crisisdesk.model.diagnostic import Diagnostic


def unreadable(error: Exception) -> Diagnostic:
    """Return the diagnostic of an error of opening or reading."""
    if isinstance(error, AddressError):
        return note("D044", scheme=error.scheme, reason=error.reason)
    if isinstance(error, MissingStoreError):
        return note("D045", scheme=error.scheme, package=error.package, install=error.install)
    if isinstance(error, StoreError):
        return note("D046", reason=error.strerror)
    return note("D004", reason=getattr(error, "strerror", None) or str(error))
