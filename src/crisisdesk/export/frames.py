"""Events as an Arrow table or a pandas data frame, for those who have them installed (extra ``frames``)."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from crisisdesk.errors import MissingExtraError
from crisisdesk.export.tables import write_events_parquet
from crisisdesk.model.event import Account

if TYPE_CHECKING:
    import pandas
    import pyarrow


def to_arrow(accounts: Iterable[Account]) -> pyarrow.Table:
    """Return one row an event, with the columns of the format ``events-parquet``.

    Raises:
        MissingExtraError: pyarrow is not installed.

    """
    try:
        from pyarrow.parquet import read_table
    except ImportError as error:
        raise MissingExtraError(package="pyarrow", extra="frames") from error
    written = BytesIO()
    write_events_parquet(accounts, written)
    written.seek(0)
    return read_table(written)


def to_pandas(accounts: Iterable[Account]) -> pandas.DataFrame:
    """Return one row an event as a data frame.

    Raises:
        MissingExtraError: pyarrow or pandas is not installed.

    """
    try:
        import pandas  # noqa: F401
    except ImportError as error:
        raise MissingExtraError(package="pandas", extra="frames") from error
    return to_arrow(accounts).to_pandas()
