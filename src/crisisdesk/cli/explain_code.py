"""``crisisdesk explain-code``: what a printed code means."""

from __future__ import annotations

import click

from crisisdesk.views.glossary import explain


@click.command("explain-code")
@click.argument("codes", nargs=-1, required=True)
def command(codes: tuple[str, ...]) -> None:
    """Say what event types (ASSAULT), sectors (GOV), statuses (future) and diagnostics (D012) mean."""
    unknown = 0
    for code in codes:
        text = explain(code)
        unknown += text is None
        click.echo(
            text or f"{code}: no such code; event types, sectors, statuses and D-codes are known", err=text is None
        )
    if unknown:
        raise SystemExit(1)
