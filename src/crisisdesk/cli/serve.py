"""``crisisdesk serve``: the desk over a record, in the browser."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from crisisdesk.cli.records import say
from crisisdesk.errors import CrisisdeskError

if TYPE_CHECKING:
    from fastapi import FastAPI


SHORT = 0.0005
"""Seconds that a thread may work on while others wait: so that pages come while the desk counts beside them."""


@click.command("serve")
@click.argument("record", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; elsewhere than here: with --token."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--token", envvar="CRISISDESK_TOKEN", help="What a browser must show once; also as CRISISDESK_TOKEN.")
@click.option("--read-only", is_flag=True, help="Show only: no adding, no judging.")
@click.option("--get", "wanted", metavar="PATH", help="Print what the desk answers to one address, and end.")
def command(record: Path, host: str, port: int, token: str | None, read_only: bool, wanted: str | None) -> None:
    """Show the record RECORD in the browser, on this machine alone unless told otherwise.

    --get "/events.json?q=type:ASSAULT" prints one answer without a server.
    """
    app = _app(record, host, token or None, read_only)
    if wanted is not None:
        _print(app, wanted, token or None)
        return
    import uvicorn

    sys.setswitchinterval(SHORT)
    shown = f"[{host}]" if ":" in host else host
    ending = f"?token={quote(token, safe='')}" if token else ""
    say(f"The desk is at http://{shown}:{port}/{ending} - Ctrl+C ends it.")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)


def _app(record: Path, host: str, token: str | None, read_only: bool) -> FastAPI:
    from crisisdesk.web.app import create_app
    from crisisdesk.web.safety import is_loopback
    from crisisdesk.web.settings import Settings

    if not is_loopback(host) and not token:
        raise click.UsageError(f"others can reach {host}: give --token with a long random text, or leave --host out")
    try:
        return create_app(Settings(record=record, host=host, token=token, read_only=read_only))
    except CrisisdeskError as error:
        raise click.ClickException(str(error)) from error


def _print(app: FastAPI, wanted: str, token: str | None) -> None:
    from crisisdesk.web.once import get

    answer = asyncio.run(get(app, wanted, token))
    click.echo(answer.body, nl=False)
    if answer.status >= 400:
        say(f"the desk answered {answer.status}")
        raise SystemExit(1)
