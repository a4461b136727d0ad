"""``crisisdesk doctor``: says whether everything is there and works."""

from __future__ import annotations

import time
from collections.abc import Callable

import click

PROBE = "On Monday, North Korea blew up the liaison office in Kaesong."


@click.command("doctor")
def command() -> None:
    """Check model, lexicon and stages, and code one sentence; says what to do where something is wrong."""
    failed = 0
    for name, check in (("lexicon", _lexicon), ("stages", _stages), ("model", _model), ("coding", _coding)):
        failed += not _run(name, check)
    if failed:
        raise SystemExit(1)


def _run(name: str, check: Callable[[], str]) -> bool:
    started = time.monotonic()
    try:
        found = check()
    except Exception as error:
        click.secho(
            f"{name:8} wrong: {type(error).__name__}: {error}; reinstall with pip install --force-reinstall crisisdesk"
        )
        return False
    click.echo(f"{name:8} ok: {found} ({time.monotonic() - started:.1f} s)")
    return True


def _lexicon() -> str:
    from crisisdesk.lexicon.codebook import load_codebook

    return f"{len(load_codebook().rules)} rules"


def _stages() -> str:
    from crisisdesk.stages.registry import STAGES, unmet

    missing = unmet()
    if missing:
        raise ValueError("; ".join(missing))
    return f"{len(STAGES)} stages in order"


def _model() -> str:
    from crisisdesk.language.encoder import MODEL, Encoder

    encoder = Encoder.load()
    size = sum(path.stat().st_size for path in MODEL.iterdir()) / 1e6
    return f"{size:.1f} MB, {len(encoder.classes['label'])} labels"


def _coding() -> str:
    from crisisdesk.coder import read_text

    claims = read_text(PROBE, "2020-06-17").claims
    if not claims:
        raise ValueError("the probe sentence gave no claim")
    return f"{claims[0].type} by {claims[0].rule}"
