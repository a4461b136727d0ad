"""JSON lines: an object an event, with its claims in the annotation format and the mastheads of its reports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import BinaryIO

from crisisdesk.export.sheet import text_of
from crisisdesk.export.written import Written, written
from crisisdesk.model.event import Account, Masthead, Witness


def write_jsonl(accounts: Iterable[Account], out: BinaryIO) -> Written:
    """Write one line an event."""
    rows = 0
    with text_of(out) as stream:
        for account in accounts:
            stream.write(json.dumps(account_object(account), ensure_ascii=False, default=date.isoformat) + "\n")
            rows += 1
    return written(rows)


def account_object(account: Account) -> dict[str, object]:
    """Return an account as plain values, dates apart: ``event``, ``claims`` and ``reports``."""
    reports: dict[str, Masthead] = {found.report.id: found.report for found in account.witnesses}
    return {
        "event": asdict(account.event),
        "claims": [_claim(witness) for witness in account.witnesses],
        "reports": [asdict(report) for report in reports.values()],
    }


def _claim(witness: Witness) -> dict[str, object]:
    evidence = {"report": witness.report.id, "sentence_text": witness.sentence}
    return witness.claim.to_dict() | evidence | {"family": witness.family, "voice": witness.voice}
