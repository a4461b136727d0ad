"""``crisisdesk evaluate``: scores against gold files."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import click

from crisisdesk.coder import load_coder
from crisisdesk.errors import GoldError
from crisisdesk.evaluation.gold import Event, GoldDocument, code_documents, read_gold, rows_of
from crisisdesk.evaluation.scores import Key, Tally, score

EVERY = 20


@click.command("evaluate")
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--predictions",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write what was coded, JSON lines.",
)
@click.option("--by-type/--no-by-type", default=True, help="Also list what was missed and coded wrongly, by type.")
def command(gold: tuple[Path, ...], predictions: Path | None, by_type: bool) -> None:
    """Code the documents of GOLD files anew, sentence boundaries given, and print type, dyad and full F1.

    A gold file has one JSON object a sentence with doc, date, sent, text, events.
    """
    if predictions is not None and not predictions.parent.is_dir():
        raise click.BadParameter(f"there is no folder {predictions.parent}", param_hint="--predictions")
    all_gold: dict[Key, list[Event]] = defaultdict(list)
    all_coded: dict[Key, list[Event]] = defaultdict(list)
    lines: list[str] = []
    for path in gold:
        try:
            documents = read_gold(path)
        except GoldError as error:
            raise click.ClickException(str(error)) from error
        wanted, coded = _code(path.name, documents, lines)
        _print(path.name, score(wanted, coded), by_type=False)
        all_gold |= wanted
        all_coded |= coded
    _print("all", score(all_gold, all_coded), by_type)
    if predictions is not None:
        predictions.write_text("".join(lines), encoding="utf8")
        click.echo(f"{len(lines)} rows written to {predictions}", err=True)


def _code(
    name: str, documents: tuple[GoldDocument, ...], lines: list[str]
) -> tuple[dict[Key, list[Event]], dict[Key, list[Event]]]:
    wanted: dict[Key, list[Event]] = defaultdict(list)
    coded: dict[Key, list[Event]] = defaultdict(list)
    for number, (document, report) in enumerate(code_documents(load_coder(), documents), start=1):
        for sentence in document.sentences:
            wanted[document.doc, sentence.n].extend(sentence.events)
        for row in rows_of(document, report):
            lines.append(json.dumps(row, ensure_ascii=False) + "\n")
            coded[document.doc, row["sent"]].append(_event(row))
        if number % EVERY == 0 or number == len(documents):
            click.echo(f"{name} {number}/{len(documents)}", err=True)
    return wanted, coded


def _event(row: dict[str, object]) -> Event:
    actors, recipients = row["actors"], row["recipients"]
    assert isinstance(actors, list) and isinstance(recipients, list)
    return Event(type=str(row["type"]), actors=tuple(actors), recipients=tuple(recipients), status=str(row["status"]))


def _print(name: str, tallies: dict[str, Tally], by_type: bool) -> None:
    click.secho(name, bold=True)
    for level, tally in tallies.items():
        click.echo(
            f"  {level:5} P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}"
            f"  ({tally.matched} matched, {tally.gold} gold, {tally.coded} coded)"
        )
    if by_type:
        tally = tallies["type"]
        for kind in sorted(tally.missed.keys() | tally.wrong.keys()):
            click.echo(f"    {kind:10} missed {tally.missed[kind]:4} wrong {tally.wrong[kind]:4}")
