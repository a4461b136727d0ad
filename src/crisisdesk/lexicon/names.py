"""Keys of names: the one spelling under which a name is filed and looked up."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"}
_LETTERS = str.maketrans(_PLAIN)
_DROPPED = re.compile(r"['’‘ʻʼʿʾ`´]")
_JOINTS = re.compile(r"[\s\-‐‑–.,()/]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
ACRONYM = 4


def name_key(name: str) -> str:
    """Return the key of ``name``: plain lower-case letters, one space between words; acronyms keep their capitals.

    ``Kaesŏng`` gives ``kaesong``, ``St. Petersburg`` gives ``saint petersburg``, ``U.S.`` gives ``US``.
    """
    bare = name.replace(".", "")
    if bare.isupper() and len(bare) <= ACRONYM and bare.isalpha():
        return bare
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _JOINTS.split(_DROPPED.sub("", letters).strip())
    return " ".join(_SHORT.get(word, word) for word in words if word)
