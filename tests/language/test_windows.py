"""Windows: every word in one window, in order; cut at given starts and in long runs at full stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisdesk.language.windows import LONGEST, cut_windows

FREE = 0


def windows(words: list[str], starts: list[int] | None = None) -> list[tuple[int, int]]:
    return list(cut_windows(words, starts or [FREE] * len(words)))


def test_a_short_run_is_one_window_though_it_has_full_stops():
    assert windows(["Guns", "fell", ".", "Peace", "came", "."]) == [(0, 6)]


def test_no_words_give_no_window():
    assert windows([]) == []


def test_a_window_begins_at_each_given_start():
    assert windows(["Truce", "Guns", "fell", ".", "Peace"], [1, 1, 0, 0, 1]) == [(0, 1), (1, 4), (4, 5)]


def test_a_place_where_no_sentence_may_begin_is_no_cut():
    assert windows(["Guns", "fell", ".", "Peace"], [1, -1, -1, -1]) == [(0, 4)]


def test_a_long_run_is_cut_after_a_full_stop():
    words = ["a"] * 59 + ["."] + ["b"] * 60
    assert windows(words) == [(0, 60), (60, 120)]


def test_a_full_stop_near_the_beginning_is_no_cut():
    words = ["a", "."] + ["b"] * 90 + ["."] + ["c"] * 20
    assert windows(words) == [(0, 93), (93, 113)]


@pytest.mark.parametrize("closing", ["”", '"', ")", "’"])
def test_a_closing_mark_stays_with_its_full_stop(closing):
    words = ["a"] * 59 + [".", closing] + ["b"] * 19 + ["!"] + ["c"] * 60
    assert windows(words)[0] == (0, 81)


def test_a_run_without_full_stops_is_cut_at_the_longest():
    assert windows(["a"] * (LONGEST + 30)) == [(0, LONGEST), (LONGEST, LONGEST + 30)]


def test_a_run_with_one_word_to_spare_is_not_cut():
    assert windows(["a"] * LONGEST) == [(0, LONGEST)]


@given(st.lists(st.tuples(st.sampled_from("aab.!"), st.sampled_from([-1, 0, 0, 0, 0, 0, 1])), max_size=500))
def test_windows_part_the_words_and_keep_the_given_starts(rows):
    words, starts = [word for word, _ in rows], [start for _, start in rows]
    found = windows(words, starts)
    assert [place for begin, end in found for place in range(begin, end)] == list(range(len(words)))
    assert all(0 < end - begin <= LONGEST for begin, end in found)
    begins = {begin for begin, _ in found}
    assert all(place in begins for place, start in enumerate(starts) if start == 1)


def test_a_long_sentence_is_not_cut_where_none_may_begin():
    words = ["a"] * 59 + ["."] + ["b"] * 60
    assert windows(words, [1] + [-1] * 119) == [(0, 120)]
