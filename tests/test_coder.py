"""The coder: what it makes of a report does not hang on what else it reads."""

from __future__ import annotations

from datetime import date

import pytest

from crisisdesk.coder import SOURCES_AT_ONCE, publisher_of
from crisisdesk.intake.text import source_of

REPORTS = (
    ("Rebels attacked Gao.", ""),
    (
        "Kenya closed its border with Somalia on Monday. The step came after gunmen had killed nine farmers. "
        "Somalia called it a hostile act, and the African Union asked both sides to talk. A curfew was imposed "
        "in Garissa, and hundreds marched against it. Police arrested twelve of them, the governor said. "
        "Nairobi may send more troops if the raids go on, but it has not decided yet.",
        "Lake Radio",
    ),
    (
        "We condemn the shelling of Kharkiv. Russia must stop. We will send 20 million dollars in aid.",
        "US Department of State",
    ),
    ("Peru and Chile signed a trade agreement.\n\nThey had talked for three years.\n\nBolivia was not invited.", ""),
    (
        "The mayor opened a swimming pool; nobody was hurt, and the weather stayed fine all through the long weekend.",
        "",
    ),
)
ORDERS = ((0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 0, 4, 1, 3), (1, 3), (1, 1, 0), (3,))


def sources():
    return [source_of(text, date(2020, 6, 17), publisher=publisher) for text, publisher in REPORTS]


@pytest.fixture(scope="module")
def alone(coder) -> list[dict[str, object]]:
    return [coder.code(source).to_dict() for source in sources()]


@pytest.mark.model
def test_these_reports_have_claims_to_compare(alone):
    assert sum(bool(report["claims"]) for report in alone) >= 3


@pytest.mark.model
@pytest.mark.parametrize("order", ORDERS)
def test_a_report_is_coded_alike_alone_and_in_any_company(coder, alone, order):
    found = [report.to_dict() for report in coder.code_all(sources()[i] for i in order)]
    assert found == [alone[i] for i in order]


@pytest.mark.model
def test_more_reports_than_one_batch_come_back_in_order(coder, alone):
    order = [i % 2 * 3 for i in range(SOURCES_AT_ONCE + 3)]
    found = [report.to_dict() for report in coder.code_all(sources()[i] for i in order)]
    assert found == [alone[i] for i in order]


@pytest.mark.model
def test_no_reports_give_none(coder):
    assert list(coder.code_all([])) == []


@pytest.mark.parametrize(
    ("publisher", "codes"),
    [("US Department of State", ["USA:GOV"]), ("Reuters", []), ("Xinhua", []), ("Lake Radio", []), ("", [])],
)
def test_we_is_a_government_that_publishes_and_no_news_medium(publisher, codes):
    assert [actor.code for actor in publisher_of(source_of("Rain fell.", publisher=publisher))] == codes
