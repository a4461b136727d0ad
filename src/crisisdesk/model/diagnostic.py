"""What was noticed about a report that its reader should know."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A coded message: ``severity`` is ``error`` (the file was not read), ``warning`` or ``note``."""

    code: str
    severity: str
    message: str
    span: Span | None = None

    def to_dict(self) -> dict[str, object]:
        """Return the diagnostic as plain values."""
        span = self.span.to_dict() if self.span else None
        return {"code": self.code, "severity": self.severity, "message": self.message, "span": span}
