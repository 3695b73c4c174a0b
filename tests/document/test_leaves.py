"""Leaves of a book: what the exchanges make of the old one is the new one."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from dangjian_std.document import leaves
from dangjian_std.document.leaves import Page


def page(drawn: str, body: str | None = None) -> Page:
    return Page(label="", drawn=drawn, body=drawn if body is None else body)


def book(drawn: str) -> tuple[leaves.Leaf, ...]:
    """A book of one letter a page."""
    return leaves.leaves([page(each) for each in drawn])


BOOKS = st.text(alphabet="abcde", max_size=24)
"""So few letters that pages come again, and books agree by chance."""


@given(BOOKS, BOOKS)
@example("", "")
@example("", "abc")
@example("abc", "")
@example("ab", "abab")
@example("abcab", "cab")
def test_the_old_book_amended_is_the_new_one_page_for_page(old, new):
    before, after = book(old), book(new)
    done = leaves.exchanges(before, after)
    made = leaves.amended(before, after, done)
    assert "".join(each.drawn for leaf in made for each in leaf.pages) == new
    assert all(each.out or each.into for each in done)
    ends = [(each.out.stop, each.into.stop) for each in done]
    starts = [(each.out.start, each.into.start) for each in done]
    assert all(a < c and b < d for (a, b), (c, d) in zip(ends, starts[1:], strict=False))


@given(BOOKS)
def test_nothing_is_exchanged_in_the_same_book(drawn):
    assert leaves.exchanges(book(drawn), book(drawn)) == ()


@given(BOOKS.filter(bool), st.integers(0, 99))
@example("aaaa", 0)
def test_one_other_page_is_one_other_leaf(drawn, number):
    at = number % len(drawn)
    (done,) = leaves.exchanges(book(drawn), book(f"{drawn[:at]}z{drawn[at + 1 :]}"))
    assert done == leaves.Exchange(range(at // 2, at // 2 + 1), range(at // 2, at // 2 + 1))
    assert leaves.pages(book(drawn), done.out) == tuple(range(at // 2 * 2, min(at // 2 * 2 + 2, len(drawn))))


def test_a_leaf_is_two_sides_and_the_last_may_have_one():
    assert [[each.drawn for each in leaf.pages] for leaf in book("abc")] == [["a", "b"], ["c"]]


def test_a_page_of_which_only_the_number_changed_is_not_rewritten():
    old = leaves.leaves([page("a1", "a"), page("b2", "b"), page("c3", "c")])
    new = leaves.leaves([page("a1", "a"), page("z2", "z"), page("b3", "b"), page("c4", "c"), page("5", "")])
    (done,) = leaves.exchanges(old, new)
    assert leaves.rewritten(old, new, done) == (1,)
