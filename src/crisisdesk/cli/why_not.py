"""``crisisdesk why-not``: at which stage a sentence came to nothing."""

from __future__ import annotations

import click

from crisisdesk.coder import read_text
from crisisdesk.views.why import why_not


@click.command("why-not")
@click.argument("sentence")
@click.option("--published", default=None, help="Publication date, YYYY-MM-DD.")
def command(sentence: str, published: str | None) -> None:
    """Say for every word of SENTENCE that a rule knows whether it was coded; if not, which stage dropped it and why."""
    try:
        report = read_text(sentence, published)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from error
    for line in why_not(report):
        click.echo(line)
