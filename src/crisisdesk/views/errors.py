"""The error browser: one page with the scores and, sentence by sentence, gold beside coded wherever they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from crisisdesk.evaluation.comparison import ERRORS, Comparison, confusion, errors_of
from crisisdesk.evaluation.gold import GoldDocument
from crisisdesk.views.error_rows import marked, pairs_table
from crisisdesk.views.error_tables import Scores, confusion_table, score_table, type_id, type_table
from crisisdesk.views.html import Html, page, tag

SAYS = {"missed": "missed", "extra": "extra", "parties": "other parties", "status": "other status"}
Errors = Counter[tuple[str, str]]
Found = Sequence[tuple[int, Comparison, Errors]]


def error_page(scores: Sequence[tuple[str, Scores]], comparisons: Sequence[Comparison], made_by: str = "") -> str:
    """Return the page as HTML, complete in itself.

    Args:
        scores: what ``score`` gave for each gold file, with its name; the last one is of all together.
        comparisons: the sentences of the gold files, in the order in which they are to be shown.
        made_by: what coded them, such as the versions of lexicon and model.

    """
    wrong = [(comparison, errors) for comparison in comparisons if (errors := errors_of(comparison))]
    found = [(n, comparison, errors) for n, (comparison, errors) in enumerate(wrong, start=1)]
    return page(
        "Errors against gold",
        load_style(),
        tag("h1", "Errors against gold"),
        tag("p", _count(found, len(comparisons)), " ", tag("span", made_by, class_="dim")),
        _contents(),
        _section("scores", "Scores", score_table(scores), tag("p"), type_table(scores[-1][1] if scores else {})),
        _section("confusion", "Gold type by coded type", confusion_table(confusion(comparisons))),
        _section("types", "Errors by type", *_types(_names(comparisons), found)),
        _section("sentences", "Sentences", _legend(), *_documents(found)),
    )


@cache
def load_style() -> str:
    """Return the page's style sheet, read once."""
    return (files("crisisdesk.views") / "errors.css").read_text(encoding="utf8")


def _count(found: Found, sentences: int) -> str:
    return f"{len(found)} of {sentences} sentences differ from gold."


def _contents() -> Html:
    links = (("scores", "scores"), ("confusion", "confusion"), ("types", "errors by type"), ("sentences", "sentences"))
    return tag("nav", *(tag("span", tag("a", text, href=f"#{name}"), " ") for name, text in links))


def _section(name: str, title: str, *children: Html) -> Html:
    return tag("section", tag("h2", title), *children, id=name)


def _names(comparisons: Sequence[Comparison]) -> list[str]:
    return sorted({event.type for comparison in comparisons for event in (*comparison.gold, *comparison.coded)})


def _types(names: Sequence[str], found: Found) -> Iterable[Html]:
    """Yield for each type the sentences with errors of it, by kind of error."""
    for name in names:
        terms = [
            part
            for kind in ERRORS
            if (places := [(n, count) for n, _, errors in found if (count := errors[name, kind])])
            for part in (
                tag("dt", f"{SAYS[kind]} {sum(count for _, count in places)}"),
                tag("dd", *(_link(*place) for place in places)),
            )
        ]
        yield tag("section", tag("h3", name), tag("dl", *terms) if terms else tag("p", "none"), id=type_id(name))


def _link(n: int, count: int) -> Html:
    return tag("span", tag("a", f"{n}", href=f"#s{n}"), f"×{count} " if count > 1 else " ")


def _legend() -> Html:
    gold, coded = tag("mark", "gold trigger", class_="gold"), tag("mark", "coded trigger", class_="coded")
    return tag("p", gold, " ", coded, " ", tag("mark", "both", class_="gold coded"))


def _documents(found: Found) -> Iterable[Html]:
    for _, group in groupby(found, key=lambda one: one[1].document.doc):
        own = list(group)
        yield _heading(own[0][1].document)
        yield from (_sentence(n, comparison, errors) for n, comparison, errors in own)


def _heading(document: GoldDocument) -> Html:
    day = document.published.isoformat() if document.published else ""
    more = " · ".join(part for part in (day, document.publisher, document.title) if part)
    return tag("h3", document.doc, " ", tag("small", more))


def _sentence(n: int, comparison: Comparison, errors: Errors) -> Html:
    kinds: Counter[str] = Counter()
    for (_, kind), count in errors.items():
        kinds[kind] += count
    counts = ", ".join(f"{kinds[kind]} {SAYS[kind]}" for kind in ERRORS if kinds[kind])
    own = tag("a", f"{n}", href=f"#s{n}")
    summary = tag("summary", own, f" · sentence {comparison.n} · ", tag("small", counts))
    return tag("details", summary, marked(comparison), pairs_table(comparison), id=f"s{n}", open="open")
