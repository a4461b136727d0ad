"""``crisisdesk info``: versions, licences and where things lie."""

from __future__ import annotations

from importlib.metadata import version

import click

from crisisdesk.language.encoder import MODEL
from crisisdesk.lexicon.codebook import FOLDER, load_codebook
from crisisdesk.lexicon.version import lexicon_version, model_version


@click.command("info")
def command() -> None:
    """Show versions, licences and where the model and the lexicon lie."""
    click.echo(f"crisisdesk {version('crisisdesk')} (Apache-2.0)")
    click.echo(f"model      {model_version()}  {MODEL}  (CC BY-SA 4.0, see its card.md)")
    click.echo(f"lexicon    {lexicon_version()}  {FOLDER}  ({len(load_codebook().rules)} rules)")
    for package in ("spacy", "onnxruntime", "tokenizers", "numpy", "click"):
        click.echo(f"{package:10} {version(package)}")
