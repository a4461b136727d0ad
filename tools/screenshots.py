"""Take the pictures of the desk for ``docs/desk.md``: a record of the example dispatches, in Chromium.

    python tools/screenshots.py docs/screenshots

Needs the extra ``dev`` and Chromium on the path; with pngquant there too, the pictures get smaller. Fonts are those of
the machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests" / "web"))

from journeys import desk_over  # noqa: E402 - a desk on a free port, as tests have it

from crisisdesk.record.store import Record  # noqa: E402

WIDE, PHONE = 1200, 390


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its file, the page, the size of the window, light or dark."""

    name: str
    place: str
    height: int
    width: int = WIDE
    scheme: str = "light"


PICTURES = (
    Picture(name="desk", place="/", height=1120),
    Picture(name="events", place="/events?q=between:PRK,KOR", height=900),
    Picture(name="event", place="/event/{claim}", height=1180),
    Picture(name="report", place="/report/{report}?claim={claim}", height=1020),
    Picture(name="dyad", place="/dyad/PRK/KOR?by=day", height=960),
    Picture(name="map", place="/map?zoom=places", height=1000, scheme="dark"),
    Picture(name="explain", place="/explain", height=1000),
    Picture(name="review", place="/review", height=720),
    Picture(name="phone", place="/events", height=780, width=PHONE),
)


def main(folder: Path) -> None:
    """Write all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as kept:
        record = Path(kept) / "kaesong.db"
        with Record.open(record) as made:
            made.add([f"{ROOT}/examples/kaesong/*.txt"])
        with desk_over(record) as home, chromium() as browser:
            names = named(browser, home)
            for picture in PICTURES:
                with context_of(browser, home, picture) as context:
                    take(context, picture, names, folder)
    shrink(folder)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the Chromium of this machine."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-lcd-text"])
        yield browser
        browser.close()


@contextmanager
def context_of(browser: Browser, home: str, picture: Picture) -> Iterator[BrowserContext]:
    """Yield a window for a picture."""
    size = {"width": picture.width, "height": picture.height}
    context = browser.new_context(base_url=home, viewport=size, color_scheme=picture.scheme, locale="en-GB")
    yield context
    context.close()


def named(browser: Browser, home: str) -> dict[str, str]:
    """Return the claim that is shown, and its report: the first of the event that most reports tell."""
    context = browser.new_context(base_url=home)
    event = context.request.get("/events.json?q=type:ASSAULT").json()["events"][0]
    first = context.request.get(f"/event/{event['id']}.json").json()["tellings"][0]
    context.close()
    return {"claim": first["claim"], "report": first["report"]}


def take(context: BrowserContext, picture: Picture, names: dict[str, str], folder: Path) -> None:
    """Write one picture once its page has come to rest."""
    page = context.new_page()
    page.goto(picture.place.format(**names))
    page.wait_for_function("!document.querySelector('[aria-busy=true]')")
    page.screenshot(path=folder / f"{picture.name}.png")


def shrink(folder: Path) -> None:
    """Give the pictures a palette, a third of their size, where pngquant is on the path."""
    if program := shutil.which("pngquant"):
        subprocess.run([program, "--ext", ".png", "--force", "64", *sorted(folder.glob("*.png"))], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
