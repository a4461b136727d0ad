"""Errors as pages, and as JSON where JSON was asked for: what is wrong, where, what to do; never a trace or a path."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from crisisdesk.errors import AmbiguousIdError, CrisisdeskError, MissingExtraError
from crisisdesk.filters import FilterError
from crisisdesk.web.render import TEMPLATES, settings_of

HEADINGS = {
    400: "This request is not understood",
    401: "This desk asks for a token",
    403: "Not allowed",
    404: "There is nothing here",
    405: "This page cannot be used that way",
    413: "Too large",
    422: "This cannot be read",
    500: "Something went wrong",
    501: "Something is not installed",
}
NEXT = {
    400: "Go back, and use the links and forms of the desk.",
    401: "Open the address that crisisdesk serve printed: it ends in ?token= and the token.",
    404: "The address may be mistyped, or the record was changed since.",
    405: "Go back, and use the links and forms of the desk.",
    413: "Send less at once, or use crisisdesk add on this machine's command line.",
    422: "Go back, change it, and send it once more.",
    500: "Load the page once more. If it happens again: the terminal that runs crisisdesk serve shows what happened.",
}
HIDDEN = "The record cannot be read. The terminal that runs crisisdesk serve shows more."
Detail = str | list[dict[str, object]]


def wants_json(request: Request) -> bool:
    """Tell whether a program asked, by the address or by what it takes."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("json" in accepted and "html" not in accepted)


def failed(
    request: Request,
    status: int,
    says: str = "",
    *,
    filter_error: FilterError | None = None,
    problems: Sequence[str] = (),
    detail: Detail = "",
    framed: bool = True,
) -> Response:
    """Return an error as a page, or as ``{"detail": ...}``; ``framed`` shows the name of the record around it."""
    heading = HEADINGS.get(status, HTTPStatus(status).phrase)
    if wants_json(request):
        return JSONResponse({"detail": detail or says or heading}, status)
    context = {
        "status": status,
        "heading": heading,
        "says": says,
        "next": NEXT.get(status, ""),
        "filter_error": filter_error,
        "problems": problems,
        "settings": settings_of(request) if framed else None,
    }
    return TEMPLATES.TemplateResponse(request, "error.html", context, status)


def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
    answer = failed(request, error.status_code, told)
    answer.headers.update(error.headers or {})
    return answer


def _of_values(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    rows = [{"loc": list(row["loc"]), "msg": row["msg"], "type": row["type"]} for row in error.errors()]
    problems = [f"{' '.join(str(step) for step in row['loc'][1:])}: {row['msg']}" for row in rows]
    return failed(request, 422, problems=problems, detail=rows)


def of_filter(request: Request, error: Exception) -> Response:
    """Return the page of a filter that is not understood, with the place marked."""
    assert isinstance(error, FilterError)
    return failed(request, 422, filter_error=error, detail=_filter_rows(error))


def _filter_rows(error: FilterError) -> list[dict[str, object]]:
    place = {"start": error.start, "end": error.end, "hint": error.hint}
    return [{"loc": ["query", "q"], "msg": error.reason, "type": "filter", "ctx": place}]


def _of_library(request: Request, error: Exception) -> Response:
    if isinstance(error, AmbiguousIdError):
        return failed(request, 404, str(error))
    if isinstance(error, MissingExtraError):
        return failed(request, 501, str(error))
    if hasattr(error, "path"):
        return failed(request, 500, HIDDEN)
    return failed(request, 422, str(error))


def add_failures(app: FastAPI) -> None:
    """Make the pages of errors those of an application."""
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_values)
    app.add_exception_handler(FilterError, of_filter)
    app.add_exception_handler(CrisisdeskError, _of_library)
