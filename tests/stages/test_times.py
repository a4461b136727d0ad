"""Tables of sentences and the times in them."""

from __future__ import annotations

from datetime import date

import pytest

from crisisdesk.stages.times import find_times

WEDNESDAY = date(2020, 6, 17)
Row = tuple[str, str, str, str | None, str | None]


def t(text: str, kind: str, value: str, start: str | None = None, end: str | None = None) -> Row:
    """One expected expression; a lone start is a day."""
    return text, kind, value, start, end or start


def day(text: str, value: str) -> Row:
    return t(text, "DATE", value, value)


def unplaced(text: str, value: str) -> Row:
    return t(text, "DATE", value)


def lasts(text: str, value: str) -> Row:
    return t(text, "DURATION", value)


def found(text: str, published: date | None) -> list[Row]:
    def iso(value: date | None) -> str | None:
        return value.isoformat() if value else None

    times = find_times(text, published)
    return [(one.span.text, one.type, one.value, iso(one.start), iso(one.end)) for one in times]


WHOLE_DATES = [
    ("The office fell on 17 June 2020.", [day("17 June 2020", "2020-06-17")]),
    ("The office fell on June 17, 2020.", [day("June 17, 2020", "2020-06-17")]),
    ("The office fell on June 17th, 2020.", [day("June 17th, 2020", "2020-06-17")]),
    ("The office fell on the 17th of June, 2020.", [day("the 17th of June, 2020", "2020-06-17")]),
    ("The office fell on 2020-06-17.", [day("2020-06-17", "2020-06-17")]),
    ("The office fell on 17/06/2020.", [day("17/06/2020", "2020-06-17")]),
    ("The office fell on 06/17/2020.", [day("06/17/2020", "2020-06-17")]),
    ("The office fell on 17.06.2020.", [day("17.06.2020", "2020-06-17")]),
    ("The towers fell on Sept. 11, 2001.", [day("Sept. 11, 2001", "2001-09-11")]),
    ("Dated Wednesday, 17 June 2020, in Seoul.", [day("Wednesday, 17 June 2020", "2020-06-17")]),
    ("Wed, 17 Jun 2020", [day("Wed, 17 Jun 2020", "2020-06-17")]),
    ("It begins on 2020-06-17T10:00Z sharp.", [t("2020-06-17T10:00Z", "TIME", "2020-06-17T10:00Z", "2020-06-17")]),
    ("A date such as 31 June 2020 is none.", [t("June 2020", "DATE", "2020-06", "2020-06-01", "2020-06-30")]),
]

PARTIAL_DATES = [
    ("He was seized on June 10.", [day("June 10", "2020-06-10")]),
    ("He was seized on 3 December.", [day("3 December", "2019-12-03")]),
    ("The vote will be held on 3 December.", [day("3 December", "2020-12-03")]),
    ("A deal to be signed by July 10 is near.", [day("July 10", "2020-07-10")]),
    ("It ended in June 2009.", [t("June 2009", "DATE", "2009-06", "2009-06-01", "2009-06-30")]),
    ("It ended in June of 2009.", [t("June of 2009", "DATE", "2009-06", "2009-06-01", "2009-06-30")]),
    ("It ended in February.", [t("February", "DATE", "2020-02", "2020-02-01", "2020-02-29")]),
    ("Fighting broke out in March.", [t("March", "DATE", "2020-03", "2020-03-01", "2020-03-31")]),
    ("Fighting broke out in August.", [t("August", "DATE", "2019-08", "2019-08-01", "2019-08-31")]),
    ("Polls will open in November.", [t("November", "DATE", "2020-11", "2020-11-01", "2020-11-30")]),
    ("It has lasted since Sept. 2018.", [t("Sept. 2018", "DATE", "2018-09", "2018-09-01", "2018-09-30")]),
    ("Troops left in 2003.", [t("2003", "DATE", "2003", "2003-01-01", "2003-12-31")]),
    ("Sanctions have held since 2015.", [t("2015", "DATE", "2015", "2015-01-01", "2015-12-31")]),
    ("the 2014 annexation", [t("2014", "DATE", "2014", "2014-01-01", "2014-12-31")]),
    ("The revolution of 1789 began it.", [t("1789", "DATE", "1789", "1789-01-01", "1789-12-31")]),
    ("Rome burned it in 146 BC.", [unplaced("146 BC", "BC0146")]),
    ("It grew in the 1990s.", [t("the 1990s", "DATE", "199", "1990-01-01", "1999-12-31")]),
    ("It grew in the late 1980s.", [t("the late 1980s", "DATE", "198", "1980-01-01", "1989-12-31")]),
    ("It grew in the eighties.", [t("the eighties", "DATE", "198", "1980-01-01", "1989-12-31")]),
    ("It was due in mid-2005.", [t("mid-2005", "DATE", "2005", "2005-01-01", "2005-12-31")]),
    ("It came in early March.", [t("early March", "DATE", "2020-03", "2020-03-01", "2020-03-31")]),
    ("It came late last year.", [t("late last year", "DATE", "2019", "2019-01-01", "2019-12-31")]),
    ("by the end of 2019", [t("the end of 2019", "DATE", "2019", "2019-01-01", "2019-12-31")]),
    ("in the summer of 2001", [t("the summer of 2001", "DATE", "2001-SU", "2001-06-01", "2001-08-31")]),
    ("in winter 2013", [t("winter 2013", "DATE", "2013-WI", "2013-12-01", "2014-02-28")]),
    (
        "in the first quarter of 2010",
        [t("the first quarter of 2010", "DATE", "2010-Q1", "2010-01-01", "2010-03-31")],
    ),
    ("In Q3 2012 it rose.", [t("Q3 2012", "DATE", "2012-Q3", "2012-07-01", "2012-09-30")]),
    (
        "in the second half of 2008",
        [t("the second half of 2008", "DATE", "2008-H2", "2008-07-01", "2008-12-31")],
    ),
    ("in the 19th century", [t("the 19th century", "DATE", "18", "1800-01-01", "1899-12-31")]),
    ("a nineteenth-century treaty", [t("nineteenth-century", "DATE", "18", "1800-01-01", "1899-12-31")]),
    (
        "in the first week of March 2020",
        [t("the first week of March 2020", "DATE", "2020-W10", "2020-03-02", "2020-03-08")],
    ),
]

WEEKDAYS = [
    ("On Monday, the North blew up the office.", [day("Monday", "2020-06-15")]),
    ("The North on Wednesday warned the South.", [day("Wednesday", "2020-06-17")]),
    ("Envoys met on Thursday.", [day("Thursday", "2020-06-11")]),
    ("Envoys will meet on Thursday.", [day("Thursday", "2020-06-18")]),
    ("The two plan to hold talks on Monday.", [day("Monday", "2020-06-22")]),
    ("He said on Monday that he would leave.", [day("Monday", "2020-06-15")]),
    ("He said that he would leave on Monday.", [day("Monday", "2020-06-22")]),
    ("Talks resume next Monday.", [day("next Monday", "2020-06-22")]),
    ("Talks broke down last Wednesday.", [day("last Wednesday", "2020-06-10")]),
    ("It happened Monday last week.", [day("Monday last week", "2020-06-08")]),
    ("Shots rang out on Tuesday night.", [t("Tuesday night", "TIME", "2020-06-16TNI", "2020-06-16")]),
    ("Friday's attack killed two.", [day("Friday", "2020-06-12")]),
    ("They pray every Friday.", [t("every Friday", "SET", "XXXX-WXX-5")]),
    ("They march on Mondays.", [t("Mondays", "SET", "XXXX-WXX-1")]),
    ("The victims of Bloody Sunday were named.", []),
]

BY_THE_DATE_LINE = [
    ("The envoy left yesterday.", [day("yesterday", "2020-06-16")]),
    ("The envoy leaves tomorrow.", [day("tomorrow", "2020-06-18")]),
    ("Earlier today the envoy left.", [day("Earlier today", "2020-06-17")]),
    ("He left the day before yesterday.", [day("the day before yesterday", "2020-06-15")]),
    ("He left yesterday evening.", [t("yesterday evening", "TIME", "2020-06-16TEV", "2020-06-16")]),
    ("He leaves tonight.", [t("tonight", "TIME", "2020-06-17TNI", "2020-06-17")]),
    ("Shells fell this morning.", [t("this morning", "TIME", "2020-06-17TMO", "2020-06-17")]),
    ("Shells fell last night.", [t("last night", "TIME", "2020-06-16TNI", "2020-06-16")]),
    ("Shells fell last week.", [t("last week", "DATE", "2020-W24", "2020-06-08", "2020-06-14")]),
    ("Talks are due next week.", [t("next week", "DATE", "2020-W26", "2020-06-22", "2020-06-28")]),
    ("Shells fell last weekend.", [t("last weekend", "DATE", "2020-W24-WE", "2020-06-13", "2020-06-14")]),
    ("Ten died this month.", [t("this month", "DATE", "2020-06", "2020-06-01", "2020-06-30")]),
    ("Ten died last month.", [t("last month", "DATE", "2020-05", "2020-05-01", "2020-05-31")]),
    ("Later this year he will go.", [t("Later this year", "DATE", "2020", "2020-01-01", "2020-12-31")]),
    ("It ends next year.", [t("next year", "DATE", "2021", "2021-01-01", "2021-12-31")]),
    ("Since last August it has held.", [t("last August", "DATE", "2019-08", "2019-08-01", "2019-08-31")]),
    ("Since last March it has held.", [t("last March", "DATE", "2020-03", "2020-03-01", "2020-03-31")]),
    ("In October last year", [t("October last year", "DATE", "2019-10", "2019-10-01", "2019-10-31")]),
    ("They fled last summer.", [t("last summer", "DATE", "2019-SU", "2019-06-01", "2019-08-31")]),
    ("They fled three days ago.", [day("three days ago", "2020-06-14")]),
    ("They fled three weeks ago.", [t("three weeks ago", "DATE", "2020-W22", "2020-05-25", "2020-05-31")]),
    ("They fled two months ago.", [t("two months ago", "DATE", "2020-04", "2020-04-01", "2020-04-30")]),
    ("They fled a year ago.", [t("a year ago", "DATE", "2019", "2019-01-01", "2019-12-31")]),
    ("They fled nearly 20 years ago.", [t("nearly 20 years ago", "DATE", "2000", "2000-01-01", "2000-12-31")]),
    ("They fled years ago.", [unplaced("years ago", "PAST_REF")]),
    ("It opens 10 days from now.", [day("10 days from now", "2020-06-27")]),
]

NARRATIVE = [
    (
        "War began on 3 March 2003. Two days later, the city fell.",
        [day("3 March 2003", "2003-03-03"), day("Two days later", "2003-03-05")],
    ),
    (
        "War began on 3 March 2003. The next day, troops left.",
        [day("3 March 2003", "2003-03-03"), day("The next day", "2003-03-04")],
    ),
    (
        "War began on 3 March 2003. On the same day, ships sailed.",
        [day("3 March 2003", "2003-03-03"), day("the same day", "2003-03-03")],
    ),
    (
        "War began on 3 March 2003. Three weeks earlier, talks had failed.",
        [day("3 March 2003", "2003-03-03"), t("Three weeks earlier", "DATE", "2003-W07", "2003-02-10", "2003-02-16")],
    ),
    (
        "War began on 3 March 2003. The following month, it ended.",
        [day("3 March 2003", "2003-03-03"), t("The following month", "DATE", "2003-04", "2003-04-01", "2003-04-30")],
    ),
    (
        "War began on 3 March 2003. That evening, bombs fell.",
        [day("3 March 2003", "2003-03-03"), t("That evening", "TIME", "2003-03-03TEV", "2003-03-03")],
    ),
    (
        "War began on 3 March 2003. The city fell on April 9.",
        [day("3 March 2003", "2003-03-03"), day("April 9", "2003-04-09")],
    ),
    (
        "The king fell in November 1940. In January, the army rose.",
        [
            t("November 1940", "DATE", "1940-11", "1940-11-01", "1940-11-30"),
            t("January", "DATE", "1941-01", "1941-01-01", "1941-01-31"),
        ],
    ),
    (
        "The envoy left on Monday. He came back the following day.",
        [day("Monday", "2020-06-15"), day("the following day", "2020-06-16")],
    ),
    (
        "The king fell in May 1940. Two days later, the queen fled.",
        [t("May 1940", "DATE", "1940-05", "1940-05-01", "1940-05-31"), unplaced("Two days later", "XXXX-XX-XX")],
    ),
]

CLOCK = [
    ("It began at 5 p.m. sharp.", [t("5 p.m.", "TIME", "2020-06-17T17:00", "2020-06-17")]),
    ("It began at 5:30pm sharp.", [t("5:30pm", "TIME", "2020-06-17T17:30", "2020-06-17")]),
    ("It began at 12 a.m. sharp.", [t("12 a.m.", "TIME", "2020-06-17T00:00", "2020-06-17")]),
    ("It began at 17:30 GMT.", [t("17:30 GMT", "TIME", "2020-06-17T17:30Z", "2020-06-17")]),
    ("It began at 0800 UTC.", [t("0800 UTC", "TIME", "2020-06-17T08:00Z", "2020-06-17")]),
    ("It began at 9 a.m. Monday.", [t("9 a.m. Monday", "TIME", "2020-06-15T09:00", "2020-06-15")]),
    (
        "It began at 9 a.m. on Monday.",
        [t("9 a.m.", "TIME", "2020-06-15T09:00", "2020-06-15"), day("Monday", "2020-06-15")],
    ),
    (
        "It began at five o'clock in the morning.",
        [t("five o'clock in the morning", "TIME", "2020-06-17T05:00", "2020-06-17")],
    ),
    ("It ended by noon.", [t("noon", "TIME", "2020-06-17T12:00", "2020-06-17")]),
    (
        "on the night of 13 February 2020",
        [t("the night of 13 February 2020", "TIME", "2020-02-13TNI", "2020-02-13")],
    ),
    (
        "in the early hours of Sunday",
        [t("the early hours of Sunday", "TIME", "2020-06-14TMO", "2020-06-14")],
    ),
    ("Inflation fell by 5.30 percent.", []),
]

AMOUNTS = [
    ("He ruled for three years.", [lasts("three years", "P3Y")]),
    ("He ruled for twenty-one days.", [lasts("twenty-one days", "P21D")]),
    ("He ruled for several months.", [lasts("several months", "PXM")]),
    ("He ruled for a few weeks.", [lasts("a few weeks", "PXW")]),
    ("He ruled for decades.", [lasts("decades", "PXDE")]),
    ("He ruled for more than a decade.", [lasts("more than a decade", "P10Y")]),
    ("It lasted 48 hours.", [lasts("48 hours", "PT48H")]),
    ("It lasted half an hour.", [lasts("half an hour", "PT30M")]),
    ("It lasted two and a half years.", [lasts("two and a half years", "P2.5Y")]),
    ("It lasted a week.", [lasts("a week", "P1W")]),
    ("It lasted ten brutal months.", [lasts("ten brutal months", "P10M")]),
    ("a two-day visit", [lasts("two-day", "P2D")]),
    ("It lasted 1,200 days.", [lasts("1,200 days", "P1200D")]),
    ("It rose over the past week.", [lasts("the past week", "P1W")]),
    ("It rose in the last two weeks.", [lasts("the last two weeks", "P2W")]),
    ("It will rise in the coming months.", [lasts("the coming months", "PXM")]),
    ("They meet daily.", [t("daily", "SET", "P1D")]),
    ("They meet every two weeks.", [t("every two weeks", "SET", "P2W")]),
    ("They meet twice a year.", [t("a year", "SET", "P1Y")]),
    ("They meet each year.", [t("each year", "SET", "P1Y")]),
    ("The annual drill began.", [t("annual", "SET", "P1Y")]),
]

REFERENCES = [
    ("He is now in Seoul.", [unplaced("now", "PRESENT_REF")]),
    ("He is currently in Seoul.", [unplaced("currently", "PRESENT_REF")]),
    ("He was recently in Seoul.", [unplaced("recently", "PAST_REF")]),
    ("In recent years it rose.", [unplaced("recent years", "PAST_REF")]),
    ("Such things happened in the past.", [unplaced("the past", "PAST_REF")]),
    ("He will go in the near future.", [unplaced("the near future", "FUTURE_REF")]),
]

HOLIDAYS = [
    ("Bombs fell on Christmas Day.", [day("Christmas Day", "2019-12-25")]),
    ("Bombs fell on Christmas Eve 2018.", [day("Christmas Eve 2018", "2018-12-24")]),
    ("Bombs fell on New Year's Eve.", [day("New Year's Eve", "2019-12-31")]),
    ("Bombs fell on Easter Sunday 2019.", [day("Easter Sunday 2019", "2019-04-21")]),
    ("Bombs fell on Good Friday.", [day("Good Friday", "2020-04-10")]),
    ("since the September 11 attacks", [day("September 11", "2001-09-11")]),
    ("since the 9/11 attacks", [day("9/11", "2001-09-11")]),
]

RANGES = [
    ("The 17-19 June 2020 talks", [day("The 17", "2020-06-17"), day("19 June 2020", "2020-06-19")]),
    ("from June 3 to 5", [day("June 3", "2020-06-03"), day("5", "2020-06-05")]),
    ("from March 3 to March 5, 2019", [day("March 3", "2019-03-03"), day("March 5, 2019", "2019-03-05")]),
    (
        "between March and May 1940",
        [
            t("March", "DATE", "1940-03", "1940-03-01", "1940-03-31"),
            t("May 1940", "DATE", "1940-05", "1940-05-01", "1940-05-31"),
        ],
    ),
    (
        "from 1939-45",
        [
            t("1939", "DATE", "1939", "1939-01-01", "1939-12-31"),
            t("45", "DATE", "1945", "1945-01-01", "1945-12-31"),
        ],
    ),
]

NOTHING = [
    "The march on Washington went on.",
    "It may rain. May I go?",
    "The sun rose and the sun sat.",
    "The 5th Brigade moved up.",
    "Wait a second.",
    "The second man fled.",
    "Mr. May resigned, and Theresa May said so.",
    "April Jones and August Wilhelm spoke.",
    "They shot 2003 people.",
    "It cost $2000 or 1500 pounds.",
    "It is in Security Council Resolution 1973.",
    "The troops took 1500 villages.",
    "A 30-year-old man was held.",
    "The fall of Kabul and a spring of water.",
    "Three quarters of the voters stayed at home.",
    "",
]

WITHOUT_DATE_LINE = [
    ("The envoy left yesterday.", [unplaced("yesterday", "XXXX-XX-XX")]),
    ("The envoy left on Monday.", [unplaced("Monday", "XXXX-WXX-1")]),
    ("The envoy left last week.", [unplaced("last week", "XXXX-WXX")]),
    ("The envoy left this year.", [unplaced("this year", "XXXX")]),
    ("The envoy left in March.", [unplaced("March", "XXXX-03")]),
    ("The envoy left on June 17.", [unplaced("June 17", "XXXX-06-17")]),
    ("He is in Ankara from November 16-17.", [unplaced("November 16", "XXXX-11-16"), unplaced("17", "XXXX-11-17")]),
    ("The envoy left this morning.", [t("this morning", "TIME", "XXXX-XX-XXTMO")]),
    ("The envoy left at 5 p.m. sharp.", [t("5 p.m.", "TIME", "XXXX-XX-XXT17:00")]),
    ("The envoy left on 17 June 2020.", [day("17 June 2020", "2020-06-17")]),
    (
        "He left on 17 June 2020 and came back two days later.",
        [day("17 June 2020", "2020-06-17"), day("two days later", "2020-06-19")],
    ),
]

ROWS = [
    *WHOLE_DATES,
    *PARTIAL_DATES,
    *WEEKDAYS,
    *BY_THE_DATE_LINE,
    *NARRATIVE,
    *CLOCK,
    *AMOUNTS,
    *REFERENCES,
    *HOLIDAYS,
    *RANGES,
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_finds_times_by_the_date_line(text: str, expected: list[Row]) -> None:
    assert found(text, WEDNESDAY) == expected


@pytest.mark.parametrize(("text", "expected"), WITHOUT_DATE_LINE)
def test_invents_no_day_without_a_date_line(text: str, expected: list[Row]) -> None:
    assert found(text, None) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_finds_no_time_where_there_is_none(text: str) -> None:
    assert found(text, WEDNESDAY) == []


def test_spans_are_offsets_of_the_text() -> None:
    text = "“It’s over,” he said on Monday — ten days after New Year’s Day.\n\nOn Tuesday, 16 June, he left."
    spans = [time.span for time in find_times(text, WEDNESDAY)]
    assert [span.text for span in spans] == ["Monday", "ten days", "New Year’s Day", "Tuesday, 16 June"]
    assert all(text[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("on Monday", "day"),
        ("last week", "week"),
        ("in February", "month"),
        ("in Q1 2019", "quarter"),
        ("last summer", "season"),
        ("in 2003", "year"),
        ("in the 1990s", "decade"),
        ("in the 19th century", "century"),
        ("for three years", "vague"),
    ],
)
def test_says_how_precise_a_time_is(text: str, precision: str) -> None:
    assert [time.precision for time in find_times(text, WEDNESDAY)] == [precision]


def test_old_dates_do_not_move_the_date_line_of_a_report() -> None:
    text = "Founded in 1968, the group was banned in 1999. On Monday it struck again, and in March it had struck too."
    assert [row[2] for row in found(text, WEDNESDAY)] == ["1968", "1999", "2020-06-15", "2020-03"]


def test_a_year_in_passing_does_not_move_a_narrative() -> None:
    text = (
        "In May 1940 the army crossed the river. In June 1940 the city fell, as it had in 1870. "
        "In September 1940 the fleet came. On 7 October, the port burned."
    )
    assert found(text, None)[-1] == day("7 October", "1940-10-07")


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_edges_of_the_calendar_hold(published: date) -> None:
    text = "Last week, next year, two centuries ago, the following winter, Easter, on Sunday and this weekend."
    assert all((time.start is None) == (time.end is None) for time in find_times(text, published))
