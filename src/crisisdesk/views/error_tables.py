"""The tables at the top of the error browser: scores, scores by type, gold type against coded type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from crisisdesk.evaluation.comparison import NOTHING
from crisisdesk.evaluation.scores import LEVELS, Tally
from crisisdesk.views.html import Html, joined, tag

Scores = Mapping[str, Tally]


def score_table(scores: Iterable[tuple[str, Scores]]) -> Html:
    """Return precision, recall, F1 and counts at each level, of each name (a gold file, all) in turn."""
    rows = [
        _row(f"{name}, {level}", _shares(t.precision, t.recall, t.f1), _counts(t.matched, t.gold, t.coded))
        for name, tallies in scores
        for level, t in tallies.items()
    ]
    return _figures(
        "By type; by type and parties (dyad); by type, parties and status (full)",
        ("", "P", "R", "F1", "matched", "gold", "coded"),
        rows,
    )


def type_table(scores: Scores) -> Html:
    """Return counts and scores by type, each type with a link to its errors."""
    tallies = [scores.get(level, Tally()) for level in LEVELS]
    names = sorted(set().union(*(tally.gold_types.keys() | tally.coded_types.keys() for tally in tallies)))
    heads = ("type", "gold", "coded", "missed", "extra", "P", "R", *(f"F1 {level}" for level in LEVELS))
    caption = "By type: recall over the gold events of a type, precision over the coded ones"
    return _figures(caption, heads, [_type_row(name, tallies) for name in names])


def type_id(name: str) -> str:
    """Return the anchor of the errors of a type."""
    return f"type-{name}"


def _type_row(name: str, tallies: list[Tally]) -> Html:
    first = tallies[0]
    counts = _counts(*(c[name] for c in (first.gold_types, first.coded_types, first.missed, first.wrong)))
    shares = _shares(*first.of_type(name)[:2], *(tally.of_type(name)[2] for tally in tallies))
    return _row(tag("a", name, href=f"#{type_id(name)}"), counts, shares)


def confusion_table(found: Counter[tuple[str, str]]) -> Html:
    """Return how often each gold type (a row) was coded as each type (a column), and with no partner at all."""
    golds = sorted({gold for gold, _ in found} - {NOTHING})
    codeds = sorted({coded for _, coded in found} - {NOTHING})
    rows = [_confusion_row(found, gold, gold, codeds) for gold in golds]
    rows.append(_confusion_row(found, NOTHING, "not in gold", codeds))
    caption = (
        "Gold type (rows) by coded type (columns). Paired as in the type score; of what that leaves, "
        "a missed and an extra event on the same words stand against each other."
    )
    return _figures(caption, ("gold", *codeds, "not coded"), rows)


def _confusion_row(found: Counter[tuple[str, str]], gold: str, label: str, codeds: list[str]) -> Html:
    cells = (
        tag("td", f"{found[gold, coded] or '·'}", class_="same" if gold == coded and gold else "")
        for coded in (*codeds, NOTHING)
    )
    return _row(label, cells)


def _figures(caption: str, heads: Iterable[str], rows: Iterable[Html]) -> Html:
    head = tag("thead", tag("tr", *(tag("th", text, scope="col") for text in heads)))
    table = tag("table", tag("caption", caption), head, tag("tbody", *rows), class_="figures")
    return tag("div", table, class_="wide")


def _row(label: str, *cells: Iterable[Html]) -> Html:
    return tag("tr", tag("th", label, scope="row"), *(joined(group) for group in cells))


def _shares(*shares: float) -> list[Html]:
    return [tag("td", f"{share:.3f}") for share in shares]


def _counts(*counts: int) -> list[Html]:
    return [tag("td", f"{count}") for count in counts]
