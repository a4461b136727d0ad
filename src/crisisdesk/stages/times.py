"""Times: the expressions of a text with TIMEX3 type and value, and the days they name."""

from __future__ import annotations

from datetime import date

from crisisdesk.lexicon.times import load_times
from crisisdesk.model.span import Span
from crisisdesk.model.when import TimeExpression, as_day
from crisisdesk.stages.timex.anchor import Anchor, home_years, is_narrative
from crisisdesk.stages.timex.grammar import Found, read_all
from crisisdesk.stages.timex.tokens import Tokens, tokenize


def find_times(text: str, published: date | str | None) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a text in its order.

    Words such as "yesterday" count from ``published``; without it they have a value with X and no days. "Two days
    later" and a bare month count from the last date named where that governs. A modifier ("early March") is in the
    span, but value and days are those of the period it modifies, as TIMEX3 has it.
    """
    published = as_day(published)
    tokens = tokenize(text)
    named = years(tokens)
    narrative = is_narrative(tokens.symbols, named, published)
    anchor = Anchor(published=published, narrative=narrative, home=home_years(named))
    return tuple(expression(tokens, found) for found in read_all(tokens, anchor))


def years(tokens: Tokens) -> list[int]:
    """Return the numbers of a text that could be years."""
    letters = load_times().symbols["YEAR"]
    return [int(tokens.words(i, i + 1)) for i, letter in enumerate(tokens.symbols) if letter in letters]


def expression(tokens: Tokens, found: Found) -> TimeExpression:
    """Return a reading with its span."""
    start, end = tokens.spans[found.start][0], tokens.spans[found.end - 1][1]
    made = found.reading
    return TimeExpression(
        span=Span(start, end, tokens.text[start:end]),
        type=made.type,
        value=made.value,
        start=made.start,
        end=made.end,
        precision=made.precision,
    )
