"""Reports and claims from files that others may have changed: taken only where ids, digests and places fit."""

from __future__ import annotations

from crisisdesk.engine.packing import CodedClaim, packed_claim
from crisisdesk.intake.text import digest_of, identity_of
from crisisdesk.model.claim import Claim
from crisisdesk.model.report import Source
from crisisdesk.record.codec import CLAIM


def checked_source(source: Source) -> Source:
    """Return a source.

    Raises:
        ValueError: its digest is not that of its text, or its id not that of what it is made of.

    """
    if source.digest != digest_of(source.text):
        raise ValueError(f"the digest of report {source.id} is not that of its text")
    if source.id != identity_of(source.digest, source.published, source.publisher, source.url):
        raise ValueError(f"the id of report {source.id} is not that of its text, day, publisher and url")
    return source


def checked_claim(claim: Claim, sentences: int) -> CodedClaim:
    """Return a claim in the form in which it is kept.

    Raises:
        ValueError: its sentence is none of so many.

    """
    if not 1 <= claim.sentence <= sentences:
        raise ValueError(f"claim {claim.id} is in sentence {claim.sentence} of {sentences}")
    return packed_claim(claim, CLAIM.dump_json(claim).decode())
