"""``crisisdesk model``: the language model's card and its scores on any treebank."""

from __future__ import annotations

from pathlib import Path

import click

from crisisdesk.errors import ConlluError
from crisisdesk.language.encoder import MODEL


@click.group("model")
def command() -> None:
    """Score the language model on a treebank; show its card."""


@command.command("card")
def card() -> None:
    """Print the card: data, licences, scores, limits."""
    click.echo((MODEL / "card.md").read_text(encoding="utf8"))


@command.command("evaluate")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--model", type=click.Path(exists=True, file_okay=False, path_type=Path), default=MODEL, help="A model folder."
)
@click.option("--raw/--no-raw", default=True, help="Also parse the plain text of each document.")
def evaluate(files: tuple[Path, ...], model: Path, raw: bool) -> None:
    """Score the model on CoNLL-U FILES: attachment, tags, lemmas, from gold tokens and from raw text."""
    from crisisdesk.evaluation.parsing import METRICS, from_gold_tokens, from_raw_text
    from crisisdesk.language.component import load_language
    from crisisdesk.language.conllu import read_conllu

    nlp = load_language(model)
    for path in files:
        try:
            sentences = list(read_conllu(path))
        except ConlluError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"{path.name}: {len(sentences)} sentences", err=True)
        counts = from_gold_tokens(nlp, sentences)
        click.echo(f"{path.name} gold tokens " + " ".join(f"{m} {counts.f1(m):.4f}" for m in METRICS))
        if raw:
            counts, sentence_f1 = from_raw_text(nlp, sentences)
            scores = " ".join(f"{m} {counts.f1(m):.4f}" for m in ("tokens", *METRICS))
            click.echo(f"{path.name} raw text    {scores} sentences {sentence_f1:.4f}")
