"""Cuts the words of a Doc into windows for the encoder: at given sentence starts, and in long runs at full stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

FULL_STOPS = frozenset(".!?")
WINDOW_WORDS, LONGEST = 90, 240


def cut_windows(words: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield half-open word ranges.

    Args:
        words: the words of a Doc, without whitespace tokens.
        starts: 1 where a sentence must begin, -1 where none may, 0 where the model is to say.

    """
    forced = [place for place, start in enumerate(starts) if start > 0 and place] + [len(words)]
    begin = 0
    for end in forced:
        yield from _cut_run(words, starts, begin, end)
        begin = end


def _cut_run(words: Sequence[str], starts: Sequence[int], begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > WINDOW_WORDS:
        places = range(begin + WINDOW_WORDS // 2, min(end - 1, begin + LONGEST))
        stop = next((p for p in places if starts[p + 1] >= 0 and _ends(words, p)), None)
        cut = stop + 1 if stop is not None else begin + LONGEST
        if cut >= end:
            break
        yield begin, cut
        begin = cut
    if begin < end:
        yield begin, end


def _ends(words: Sequence[str], place: int) -> bool:
    return words[place] in FULL_STOPS and place + 1 < len(words) and words[place + 1][0] not in "\"'”’)"
