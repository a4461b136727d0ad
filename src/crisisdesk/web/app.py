"""The application: pages, static files, safety."""

from __future__ import annotations

import secrets
from importlib import import_module
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from crisisdesk.record.store import Record
from crisisdesk.web.failures import add_failures
from crisisdesk.web.guard import Guard
from crisisdesk.web.kept import Kept
from crisisdesk.web.settings import Settings

PAGES = ("desk", "events", "event", "report", "dyad", "map", "actor", "sources", "add", "review", "explain", "help")


def create_app(settings: Settings) -> FastAPI:
    """Return the desk over one record.

    Raises:
        RecordError: the file is not there, or is no record.

    """
    with Record.open(settings.record, new=False):
        app = FastAPI(title="Crisisdesk", docs_url=None, redoc_url=None)
    app.state.settings = settings
    app.state.kept = Kept(settings.record)
    app.state.secret = secrets.token_urlsafe(32)
    app.add_middleware(Guard, settings=settings, secret=app.state.secret)
    add_failures(app)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for name in PAGES:
        app.include_router(import_module(f"crisisdesk.web.pages.{name}").router)
    return app
