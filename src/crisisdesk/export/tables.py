"""The two tables of a record, events and claims, as CSV and as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from crisisdesk.export.cells import Row
from crisisdesk.export.claim_rows import claim_rows
from crisisdesk.export.columns import columns_of
from crisisdesk.export.event_rows import event_row
from crisisdesk.export.parquet import write_parquet
from crisisdesk.export.sheet import write_csv
from crisisdesk.export.written import Written, written
from crisisdesk.model.event import Account


def write_events_csv(accounts: Iterable[Account], out: BinaryIO) -> Written:
    """Write one row an event as CSV."""
    return written(write_csv(columns_of("events"), map(event_row, accounts), out))


def write_claims_csv(accounts: Iterable[Account], out: BinaryIO) -> Written:
    """Write one row a claim as CSV."""
    return written(write_csv(columns_of("claims"), _claims(accounts), out))


def write_events_parquet(accounts: Iterable[Account], out: BinaryIO) -> Written:
    """Write one row an event as Parquet."""
    return written(write_parquet(columns_of("events"), map(event_row, accounts), out))


def write_claims_parquet(accounts: Iterable[Account], out: BinaryIO) -> Written:
    """Write one row a claim as Parquet."""
    return written(write_parquet(columns_of("claims"), _claims(accounts), out))


def _claims(accounts: Iterable[Account]) -> Iterator[Row]:
    for account in accounts:
        yield from claim_rows(account)
