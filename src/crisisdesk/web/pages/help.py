"""Help: the codebook, the filter language, the diagnostics."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from crisisdesk.web.codebook import Codebook, load_codebook
from crisisdesk.web.render import page

router = APIRouter(tags=["help"])


@router.get("/help", include_in_schema=False)
def show_help(request: Request) -> Response:
    """Show what every code means and how to ask."""
    return page(request, "help.html", book=load_codebook())


@router.get("/help.json")
def tell_help() -> Codebook:
    """Return what every code means, and the filter language."""
    return load_codebook()
