from datetime import date

import pytest

from crisisdesk.intake.text import source_of

AFTER = "The two sides met on the bridge for the third time this week, officials said."


@pytest.mark.parametrize(
    ("line", "day", "publisher"),
    [
        ("PORTO, June 11 2022 (Tern News) - ", date(2022, 6, 11), "Tern News"),
        ("PORTO, Portugal, June 11, 2022 (Tern News) – ", date(2022, 6, 11), "Tern News"),
        ("BISHKEK, Sept. 14, 2022 (TN) — ", date(2022, 9, 14), "TN"),
        ("Seoul, 16 June 2020 (Tern) -- ", date(2020, 6, 16), "Tern"),
        ("Addis Ababa - 12 March 2021 - ", date(2021, 3, 12), ""),
        ("SEOUL, June 16 (Tern News) - ", None, "Tern News"),
        ("NEW DELHI (Tern News) -- ", None, "Tern News"),
        ("LUSAKA (UPDATE 2) - ", None, ""),
        ("LUSAKA - ", None, ""),
        ("Mr Banda, 61, (Labour) - ", None, ""),
        ("On 3 May 2019 the minister said: ", None, ""),
        ("", None, ""),
    ],
)
def test_a_date_line_gives_day_and_publisher(line, day, publisher):
    source = source_of(f"Talks on the bridge go on\n\n{line}{AFTER}\n\nThey will meet again.")
    assert (source.published, source.publisher) == (day, publisher)


def test_a_date_alone_in_a_paragraph_is_the_day():
    assert source_of(f"Talks on the bridge go on\n\nMarch 6, 2008\n\n{AFTER}").published == date(2008, 3, 6)


def test_what_the_front_matter_says_counts_before_a_date_line():
    text = f"Published: 2022-06-12\nPublisher: The Kite\n\nPORTO, June 11 2022 (Tern News) - {AFTER}"
    source = source_of(text)
    assert (source.published, source.publisher) == (date(2022, 6, 12), "The Kite")


def test_a_date_far_down_is_not_the_day_of_the_report():
    text = "\n\n".join([AFTER] * 8 + [f"PORTO, June 11 2022 (Tern News) - {AFTER}"])
    assert source_of(text).published is None
