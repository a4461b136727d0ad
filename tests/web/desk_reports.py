"""Three reports made by hand, without the language model: what the desk shows in most tests."""

from __future__ import annotations

from made import DAY_AFTER, GAO, claim, coded, exactly, on

HOME = "http://127.0.0.1:8765"
HOSTILE = 'Rebels attacked <script>alert("x")</script> a \u202econvoy\u202c near Gao & "left".'
BLAST = "North Korea demolished the liaison office in Kaesong on Tuesday."


def reports():
    """Return three reports: two tell of one blast on two days, one of an attack in hostile words."""
    yield coded(BLAST, claim("a"), publisher="Own Wire", title="Blast")
    yield coded(
        "An official said North Korea demolished the liaison office with explosives on 15 June.",
        claim("b", when=on(15), said_by="KOR:GOV Unification Ministry"),
        publisher="Second Wire",
        title="<b>Office</b>",
    )
    yield coded(
        HOSTILE,
        claim(
            "c",
            word="attacked",
            actors="---:REB Rebels",
            recipients="MLI:CVL",
            place=GAO,
            when=on(10),
            figures=(exactly(3),),
        ),
        publisher="<i>Bad</i> Press",
        title="<script>alert(1)</script>",
        published=DAY_AFTER,
    )
