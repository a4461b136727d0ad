"""``crisisdesk lexicon``: check the rules, show the rules for a word."""

from __future__ import annotations

from collections import Counter

import click

from crisisdesk.errors import LexiconError
from crisisdesk.lexicon.codebook import Codebook, load_codebook


@click.group("lexicon")
def command() -> None:
    """Check the rules and their examples; show the rules for a word."""


def _load() -> Codebook:
    try:
        return load_codebook()
    except LexiconError as error:
        raise click.ClickException(str(error)) from error


@command.command("check")
@click.option("--examples/--no-examples", default=True, help="Also run every example sentence.")
def check(examples: bool) -> None:
    """Read every rule, run every example; list what fails, with file and line."""
    codebook = _load()
    counts = Counter(rule.type for rule in codebook.rules)
    click.echo(f"{len(codebook.rules)} rules: " + ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items())))
    if not examples:
        return
    from crisisdesk.coder import load_coder
    from crisisdesk.lexicon.check import check_rules

    outcomes = list(check_rules(load_coder(), codebook.rules))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        wanted = "must match" if outcome.should_match else "must not match"
        where = f"{outcome.rule.file}:{outcome.rule.line}"
        click.echo(f"{where} {outcome.rule.id} {wanted}: {outcome.sentence} [{outcome.got}]")
    click.echo(f"{len(outcomes) - len(failed)} of {len(outcomes)} examples pass")
    if failed:
        raise SystemExit(1)


@command.command("why")
@click.argument("word")
def why(word: str) -> None:
    """List the rules whose trigger is WORD (a lemma), the narrowest first."""
    from crisisdesk.stages.triggers import specificity

    found = [rule for rule in _load().rules if word.lower() in rule.lemmas]
    for rule in sorted(found, key=specificity, reverse=True):
        what = "discard" if rule.discard else f"{rule.type} {rule.mode or ''}".strip()
        click.echo(f"{rule.file}:{rule.line} {rule.id} ({rule.kind.value}): {what}, CAMEO {rule.cameo or '—'}")
        click.secho(f"    e.g. {rule.match[0]}", dim=True)
    if not found:
        click.echo(f"no rule has the trigger {word}", err=True)
        raise SystemExit(1)
