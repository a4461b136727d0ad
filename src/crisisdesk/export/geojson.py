"""GeoJSON (RFC 7946): a feature an event with a place; the properties are the columns of the table ``events``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from crisisdesk.export.event_rows import event_row
from crisisdesk.export.sheet import text_of
from crisisdesk.export.written import Written, written
from crisisdesk.model.event import Account
from crisisdesk.model.place import Place


def write_geojson(accounts: Iterable[Account], out: BinaryIO) -> Written:
    """Write one FeatureCollection; its foreign member ``unplaced`` counts the events that have no place."""
    left_out: Counter[str] = Counter()
    rows = 0
    with text_of(out) as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        for account in accounts:
            if account.event.place is None:
                left_out["no place"] += 1
                continue
            stream.write(",\n" if rows else "\n")
            stream.write(_feature(account, account.event.place))
            rows += 1
        stream.write(f'\n], "unplaced": {left_out["no place"]}}}\n')
    return written(rows, +left_out)


def _feature(account: Account, place: Place) -> str:
    feature = {
        "type": "Feature",
        "id": account.event.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": event_row(account),
    }
    return json.dumps(feature, ensure_ascii=False, default=date.isoformat)
