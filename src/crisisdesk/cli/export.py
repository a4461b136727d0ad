"""``crisisdesk export``: a record, or what a filter lets through, as files for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from crisisdesk.cli.records import opened, record_option, say, warn_if_stale, written
from crisisdesk.export.formats import FORMATS
from crisisdesk.export.written import Written

OWN = [name for name, found in FORMATS.items() if not found.profile]
PROFILES = [name for name, found in FORMATS.items() if found.profile]


@click.command("export", context_settings={"ignore_unknown_options": True})
@click.argument("filter_", metavar="[FILTER]...", nargs=-1)
@record_option
@click.option("--format", "form", type=click.Choice(["record", *OWN]), help="“record” is the whole, for import.")
@click.option("--as", "profile", type=click.Choice(PROFILES), help="In the columns of another data set.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; standard output if not given."
)
def command(filter_: tuple[str, ...], path: Path, form: str | None, profile: str | None, out: Path | None) -> None:
    """Write events and claims in another form; docs/exports.md tells what each form can say.

    --format record writes the whole record without loss, as JSON lines that crisisdesk import reads.
    """
    if bool(form) == bool(profile):
        raise click.UsageError(f"give --format ({', '.join(['record', *OWN])}) or --as ({', '.join(PROFILES)})")
    if form == "record" and filter_:
        raise click.UsageError("--format record writes the whole record; a filter goes with the other formats")
    with opened(path) as record, written(out) as stream:
        if form == "record":
            from crisisdesk.record.whole import whole

            rows = 0
            for rows, line in enumerate(whole(record), start=1):  # noqa: B007
                stream.write(f"{line}\n".encode())
            done = Written(rows=rows)
        else:
            warn_if_stale(record)
            done = FORMATS[form or profile or ""].write(record.accounts(" ".join(filter_)), stream)
    left = "".join(f"; left out {n} ({reason})" for reason, n in done.left_out.items())
    say(f"{done.rows} rows written{left}")
