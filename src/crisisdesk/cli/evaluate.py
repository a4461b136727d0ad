"""``crisisdesk evaluate``: scores against gold files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from crisisdesk.coder import load_coder
from crisisdesk.errors import FloorsError, GoldError
from crisisdesk.evaluation.comparison import Comparison, compare, errors_of, tallies_of
from crisisdesk.evaluation.floors import Pin, digest_of, problems_of, read_floors
from crisisdesk.evaluation.gold import GoldDocument, code_documents, read_gold, rows_of
from crisisdesk.evaluation.layers import Share, figures_of, layers_of, together
from crisisdesk.evaluation.scores import Key, Tally
from crisisdesk.lexicon.version import lexicon_version, model_version
from crisisdesk.views.errors import error_page

EVERY = 20


def _in_a_folder(context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}")
    return path


READ = click.Path(exists=True, dir_okay=False, path_type=Path)
WRITTEN = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command("evaluate")
@click.argument("gold", nargs=-1, required=True, type=READ)
@click.option("--predictions", type=WRITTEN, callback=_in_a_folder, help="Write what was coded, JSON lines.")
@click.option("--errors", type=WRITTEN, callback=_in_a_folder, help="Write a page of gold beside coded, HTML.")
@click.option(
    "--floors", type=READ, help="Also check the figures of one GOLD file against those pinned in a TOML file."
)
@click.option("--by-type/--no-by-type", default=True, help="Also list what was missed and coded wrongly, by type.")
def command(
    gold: tuple[Path, ...], predictions: Path | None, errors: Path | None, floors: Path | None, by_type: bool
) -> None:
    """Code the documents of GOLD files anew, sentence boundaries given, and print type, dyad and full F1.

    A gold file is annotated text (.txt), or has one JSON object a sentence with doc, date, sent, text, events.

    Where it has them, one line more tells how right status, speakers (F1), dates and places are in the events that are
    paired by type; in brackets, for how many of these the gold has one.
    """
    pins = _pins(floors, gold)
    compared: dict[Key, Comparison] = {}
    scores: list[tuple[str, dict[str, Tally]]] = []
    layers: list[dict[str, Share]] = []
    lines: list[str] = []
    for path in gold:
        try:
            documents = read_gold(path)
        except GoldError as error:
            raise click.ClickException(str(error)) from error
        coded = _code(path.name, documents, lines)
        scores.append((path.name, tallies_of(coded.values())))
        layers.append(layers_of(coded.values()))
        _print(*scores[-1], layers[-1])
        compared |= coded
    scores.append(("all", tallies_of(compared.values())))
    _print(*scores[-1], together(layers))
    if by_type:
        _print_types(scores[-1][1]["type"])
    if predictions is not None:
        predictions.write_text("".join(lines), encoding="utf8")
        click.echo(f"{len(lines)} rows written to {predictions}", err=True)
    if errors is not None:
        _write_page(errors, scores, tuple(compared.values()))
    if pins:
        _hold(pins, gold[0], figures_of(compared.values()))


def _pins(floors: Path | None, gold: tuple[Path, ...]) -> tuple[Pin, ...]:
    """Read the floors before anything is coded."""
    if floors is None:
        return ()
    if len(gold) > 1:
        raise click.BadOptionUsage("floors", "--floors are those of one gold file")
    try:
        return read_floors(floors)
    except FloorsError as error:
        raise click.ClickException(str(error)) from error


def _code(name: str, documents: tuple[GoldDocument, ...], lines: list[str]) -> dict[Key, Comparison]:
    compared: dict[Key, Comparison] = {}
    for number, (document, report) in enumerate(code_documents(load_coder(), documents), start=1):
        compared |= {comparison.key: comparison for comparison in compare(document, report)}
        lines.extend(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(document, report))
        if number % EVERY == 0 or number == len(documents):
            click.echo(f"{name} {number}/{len(documents)}", err=True)
    return compared


def _write_page(path: Path, scores: list[tuple[str, dict[str, Tally]]], comparisons: tuple[Comparison, ...]) -> None:
    made_by = f"Lexicon {lexicon_version()}, model {model_version()}."
    path.write_text(error_page(scores, comparisons, made_by), encoding="utf8")
    click.echo(f"{sum(bool(errors_of(c)) for c in comparisons)} sentences with errors written to {path}", err=True)


def _print(name: str, tallies: dict[str, Tally], layers: dict[str, Share]) -> None:
    click.secho(name, bold=True)
    for level, tally in tallies.items():
        click.echo(
            f"  {level:5} P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}"
            f"  ({tally.matched} matched, {tally.gold} gold, {tally.coded} coded)"
        )
    if layers:
        click.echo("".join(f"  {layer} {share.figure:.3f} ({share.gold})" for layer, share in layers.items()))


def _print_types(tally: Tally) -> None:
    for kind in sorted(tally.missed.keys() | tally.wrong.keys()):
        click.echo(f"    {kind:10} missed {tally.missed[kind]:4} wrong {tally.wrong[kind]:4}")


def _hold(pins: tuple[Pin, ...], gold: Path, figures: dict[str, float]) -> None:
    click.secho(f"floors of {pins[-1].date} ({pins[-1].reason})", bold=True)
    for name, floor in pins[-1].floors.items():
        figure = f"{figures[name]:.4f}" if name in figures else "-"
        click.echo(f"  {name:8} {figure:>6}  floor {floor:.4f}")
    if problems := problems_of(pins, digest_of(gold), figures):
        raise click.ClickException("\n".join(problems))
