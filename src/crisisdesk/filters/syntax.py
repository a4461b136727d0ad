"""From the text of a filter to its tree, by recursive descent."""

from __future__ import annotations

from typing import NoReturn

from crisisdesk.filters.errors import BadValueError
from crisisdesk.filters.nodes import EVERYTHING, Node, Term, Words, all_of, any_of, negation
from crisisdesk.filters.scan import Value, fail
from crisisdesk.filters.terms import KEYS, Key
from crisisdesk.filters.tokens import Kind, Token, tokens_of

MAX_DEPTH, MAX_VALUES = 8, 100
_MISSING = {
    Kind.OR: "a term is missing before or",
    Kind.AND: "a term is missing before and",
    Kind.CLOSE: "a term is missing before )",
    Kind.END: "a term is missing at the end",
}
_QUOTE_HINT = {
    Kind.OR: 'to find the word, put it in quotes: "or"',
    Kind.AND: 'to find the word, put it in quotes: "and"',
}


def parse_filter(text: str) -> Node:
    """Return the tree of a filter; of an empty text, ``EVERYTHING``.

    ``or`` (or ``|``) binds less than terms side by side; ``and`` between terms means no more than a blank.

    Raises:
        FilterError: the text is no filter.

    """
    parser = _Parser(text)
    return parser.whole() if len(parser.tokens) > 1 else EVERYTHING


class _Parser:
    """The tokens of one text and how many of them are read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tuple(tokens_of(text))
        self.read = 0
        self.depth = 0
        self._check_size()

    @property
    def token(self) -> Token:
        """The token to read next."""
        return self.tokens[self.read]

    def fail(self, token: Token | Value, reason: str, hint: str = "") -> NoReturn:
        """Say what is wrong with a token."""
        fail(self.text, token.start, token.end, reason, hint)

    def whole(self) -> Node:
        """Read all of the text."""
        node = self.either()
        if self.token.kind is not Kind.END:
            self.fail(self.token, ") without (")
        return node

    def either(self) -> Node:
        """Read what ``or`` joins."""
        parts = [self.both()]
        while self.token.kind is Kind.OR:
            self.read += 1
            parts.append(self.both())
        return any_of(parts)

    def both(self) -> Node:
        """Read terms side by side."""
        parts = [self.single()]
        while self.token.kind not in (Kind.OR, Kind.CLOSE, Kind.END):
            self.read += self.token.kind is Kind.AND
            parts.append(self.single())
        return all_of(parts)

    def single(self) -> Node:
        """Read a term, words or a parenthesis, with what negates it."""
        negated = False
        while self.token.kind is Kind.NOT:
            self.read += 1
            negated = not negated
        node = self.plain()
        return negation(node) if negated else node

    def plain(self) -> Node:
        """Read a term, words or a parenthesis."""
        token = self.token
        if token.kind in _MISSING:
            self.fail(token, _MISSING[token.kind], _QUOTE_HINT.get(token.kind, ""))
        self.read += 1
        if token.kind is Kind.OPEN:
            return self.inner(token)
        if token.kind is Kind.WORDS:
            return Words(text=token.values[0].text, prefix=token.prefix)
        return self.term(token)

    def inner(self, opening: Token) -> Node:
        """Read up to the end of a parenthesis."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(opening, f"more than {MAX_DEPTH} parentheses inside each other")
        node = self.either()
        if self.token.kind is not Kind.CLOSE:
            self.fail(opening, "( without )")
        self.read += 1
        self.depth -= 1
        return node

    def term(self, token: Token) -> Term:
        """Return a term with checked values."""
        key = KEYS[token.key]
        values = tuple(self.value(key, value) for value in token.values)
        if key.pair and len(values) != 2:
            self.fail(token, f"{key.name} takes two values", f"write it like {key.example}")
        return Term(key=key.name, values=values if key.pair else tuple(dict.fromkeys(values)))

    def value(self, key: Key, value: Value) -> str:
        """Return a value as its key has it."""
        try:
            return key.check(value.text)
        except BadValueError as error:
            self.fail(value, error.reason, error.hint)

    def _check_size(self) -> None:
        count = 0
        for token in self.tokens:
            count += len(token.values)
            if count > MAX_VALUES:
                self.fail(token, f"more than {MAX_VALUES} values and words")
