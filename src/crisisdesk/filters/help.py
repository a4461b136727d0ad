"""The help of the filter language, made from the table of keys."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.filters.terms import KEYS

_FORMS = (
    ("a b", "both hold", "actor:PRK type:ASSAULT"),
    ("a or b, a | b", "one of them holds; binds less than a blank", "type:ASSAULT or type:COERCE"),
    ("( )", "what is inside holds as a whole", "(type:ASSAULT or score:<-5) status:actual"),
    ("-a", "it does not hold", "-status:hypothetical"),
    ("key:x,y", "the key has one of the values", "type:ASSAULT,COERCE"),
    ('key:"x y"', "a value with blanks; a quote in it is written twice", 'place:"New York"'),
    ("word", "the word stands in a sentence that tells it; word* is the beginning of one", "liaison offic*"),
    ('"two words"', "the words stand there one after the other", '"liaison office"'),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRow:
    """One form or key, what it asks, an example that is a filter, and its values where they are a closed set."""

    form: str
    caption: str
    example: str
    values: tuple[str, ...] = ()


def filter_help() -> tuple[HelpRow, ...]:
    """Return the forms of the language, then its keys."""
    forms = [HelpRow(form=form, caption=caption, example=example) for form, caption, example in _FORMS]
    keys = [
        HelpRow(
            form=f"{key.name}:",
            caption=key.caption,
            example=key.example,
            values=tuple(choice.value for choice in key.choices()) if key.choices else (),
        )
        for key in KEYS.values()
    ]
    return (*forms, *keys)
