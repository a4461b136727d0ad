"""Witnesses drawn at random, for what holds of all of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from made import GAO, KAESONG, NORTH, PANMUNJOM, UNKNOWN, WONSAN, claim, document, exactly, june, on, witness

from crisisdesk.model.claim import Status

PARTIES = ("", "PRK", "KOR", "?PRK", "?KOR", "PRK, KOR", "---:REB", "USA, KOR:MIL")
SENTENCES = (
    "North Korea demolished the liaison office.",
    "The office in Kaesong was demolished.",
    "Demolition, demolition and more demolition of offices and roads.",
    "Rebels shelled Gao.",
    "",
)
WITNESSES = st.builds(
    lambda report, published, words, **fields: witness(
        claim("drawn", **fields), report=report, published=published, words=words
    ),
    report=st.sampled_from(("r1", "r2", "r3", "r4")),
    published=st.sampled_from((None, june(17), june(18), june(25))),
    words=st.sampled_from(SENTENCES),
    kind=st.sampled_from(("ASSAULT", "CONSULT")),
    word=st.sampled_from(("demolished", "demolition", "shelled")),
    mode=st.sampled_from((None, "explosives", "firearms")),
    sentence=st.sampled_from((1, 2)),
    actors=st.sampled_from(PARTIES),
    recipients=st.sampled_from(PARTIES),
    status=st.sampled_from(tuple(Status)),
    when=st.sampled_from((on(16), on(17), on(24), on(15, 21, "week"), on(1, 30, "month"), document(17), UNKNOWN)),
    place=st.sampled_from((None, KAESONG, PANMUNJOM, WONSAN, NORTH, GAO)),
    figures=st.sampled_from(((), (exactly(3),), (exactly(5),), (exactly(3), exactly(9, "wounded")))),
)
LISTS = st.lists(WITNESSES, max_size=9).map(
    lambda found: [replace(one, claim=replace(one.claim, id=f"c{n}")) for n, one in enumerate(found)]
)
