"""The application: pages, static files, safety."""

from __future__ import annotations

import secrets
from importlib import import_module
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from crisisdesk.export.facts import load_crosswalk
from crisisdesk.filters.parties import check_party
from crisisdesk.intake.text import load_layout
from crisisdesk.lexicon.explain import load_explain_cues
from crisisdesk.record.store import Record
from crisisdesk.web.codebook import load_codebook
from crisisdesk.web.failures import add_failures
from crisisdesk.web.guard import Guard
from crisisdesk.web.kept import Kept
from crisisdesk.web.once import scope_of
from crisisdesk.web.render import TEMPLATES
from crisisdesk.web.settings import Settings

PAGES = (
    "desk",
    "events",
    "event",
    "report",
    "dyad",
    "map",
    "actor",
    "sources",
    "add",
    "review",
    "judgements",
    "explain",
    "help",
)


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
    _warm(app)
    return app


def _warm(app: FastAPI) -> None:
    """Load what pages need, so that the first one that is asked for does not wait for it."""
    for route in app.routes:
        route.matches(scope_of("/"))  # FastAPI makes ready what is behind a router when it is first looked at
    for template in TEMPLATES.env.list_templates():
        TEMPLATES.env.get_template(template)
    load_codebook()
    load_crosswalk()
    load_explain_cues()
    load_layout()
    check_party("Pyongyang")
