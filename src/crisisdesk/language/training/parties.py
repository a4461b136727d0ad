"""Trains the weights by which a party that a sentence leaves out is chosen from the document (``stages/choice.py``).

usage: python -m crisisdesk.language.training.parties TAUGHT --out language/en/parties.json

Each annotated act whose own sentence, as the coder reads it, lacks an actor or a recipient is a question, and each
party whose words name no state; answers are the annotated parties, or nobody. A softmax over the candidates is fitted
by Adam with a quadratic penalty.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crisisdesk.coder import Coder, load_coder
from crisisdesk.evaluation.annotated import Act as Annotated
from crisisdesk.evaluation.annotated import AnnotatedDocument, Party, read_annotated
from crisisdesk.evaluation.scores import parties
from crisisdesk.intake.text import source_of
from crisisdesk.language.training.acts import trigger_word
from crisisdesk.model.actor import party_key
from crisisdesk.stages.candidates import ACTOR, NOBODY, RECIPIENT, STATE, Candidates, Features, is_stateless
from crisisdesk.stages.findings import Act, Findings, party_keys
from crisisdesk.stages.parties import JOINT_TYPES, act_of
from crisisdesk.stages.triggers import Trigger, kind_of, learned_rule

PENALTY, STEPS, RATE, FOLDS, LEAST = 0.01, 400, 0.1, 5, 0.02
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which candidate has a role: the features of each, and which of them are right."""

    doc: str
    role: str
    candidates: dict[str, Features]
    right: tuple[bool, ...]


def questions(coder: Coder, document: AnnotatedDocument) -> Iterator[Question]:
    """Yield the questions of one annotated document."""
    text = "".join(sentence.text + "\n" for sentence in document.sentences)
    source = source_of(text, document.published, document.title, document.publisher)
    findings, triggers = coder.find(source, _boundaries(document))
    pairs = list(_aligned(coder, findings, triggers, document))
    acts = [act for act, _ in pairs]
    candidates, states = Candidates(findings, acts), Candidates(findings, acts, guesses=False)
    for act, annotated in pairs:
        asked = [(role, candidates.features(act, role), wanted) for role, wanted in _asked(act, annotated)]
        for role, features, wanted in [*asked, *_states_asked(act, annotated, states)]:
            right = tuple(_key(key) in wanted if key != NOBODY else not wanted for key in features)
            if any(right):
                yield Question(doc=document.doc, role=role, candidates=features, right=right)


def _boundaries(document: AnnotatedDocument) -> list[tuple[int, int]]:
    found, start = [], 0
    for sentence in document.sentences:
        found.append((start, start + len(sentence.text)))
        start += len(sentence.text) + 1
    return found


def _aligned(
    coder: Coder, findings: Findings, triggers: Sequence[Trigger], document: AnnotatedDocument
) -> Iterator[tuple[Act, Annotated]]:
    """Yield each annotated act with its coded one; a trigger that no rule codes gets the generic rule of its type."""
    coded = {trigger.i: trigger for trigger in triggers}
    for (start, _), sentence in zip(_boundaries(document), document.sentences, strict=True):
        for annotated in sentence.acts:
            first = findings.parse.text.find(annotated.trigger, start)
            end = first + len(annotated.trigger)
            inside = [t.i for t in findings.parse.tokens if t.start < end and t.end > first]
            fit = (coded.pop(i) for i in inside if i in coded and coded[i].rule.type in annotated.types)
            trigger = next(fit, None) or _generic(coder, findings, inside, annotated)
            if trigger is not None:
                yield act_of(findings, trigger), annotated


def _generic(coder: Coder, findings: Findings, inside: list[int], annotated: Annotated) -> Trigger | None:
    clauses = findings.roles.clauses
    token = findings.parse.tokens[trigger_word(findings.parse, clauses, inside)]
    kind = kind_of(token)
    rule = learned_rule(coder.codebook, kind, annotated.types[0]) if kind else None
    return Trigger(frame=clauses.frame(token), rule=rule) if rule else None


def _asked(act: Act, annotated: Annotated) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the roles that the sentence leaves open, with the keys of the annotated parties."""
    doing, done_to = _keys(annotated.actors), _keys(annotated.recipients)
    if act.trigger.rule.type not in JOINT_TYPES:
        yield from ([] if act.actors else [(ACTOR, doing)]) + ([] if act.recipients else [(RECIPIENT, done_to)])
    elif not act.actors:
        yield ACTOR, doing | done_to
    elif not act.recipients and len(party_keys(act.actors)) == 1:
        yield RECIPIENT, (doing | done_to) - {_key(key) for key in party_keys(act.actors)}


def _states_asked(
    act: Act, annotated: Annotated, candidates: Candidates
) -> Iterator[tuple[str, dict[str, Features], frozenset[str]]]:
    """Yield the parties whose words name no state, with the keys of the annotated parties that no other words name."""
    joint = act.trigger.rule.type in JOINT_TYPES
    for role, mentions, parties_told in (
        (ACTOR, act.actors, annotated.actors),
        (RECIPIENT, act.recipients, annotated.recipients),
    ):
        told = _keys((*annotated.actors, *annotated.recipients) if joint else parties_told)
        named = frozenset(_key(party_key(m.actor)) for m in mentions if not is_stateless(m))
        for mention in filter(is_stateless, mentions):
            yield STATE, candidates.states(act, role, mention), told - named


def _keys(found: Sequence[Party]) -> frozenset[str]:
    return parties(party.code for party in found)


def _key(key: str) -> str:
    return next(iter(parties([key + ":REB" if key == "REB" else key])), key)


@dataclass(frozen=True)
class Problem:
    """Questions as one table of candidates; ``starts`` are the rows where each question begins."""

    rows: Table
    right: Table
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, asked: Sequence[Question], names: dict[str, int]) -> Problem:
        """Build the table over known features."""
        features = [features for question in asked for features in question.candidates.values()]
        rows = np.zeros((len(features), len(names)))
        for row, found in enumerate(features):
            for name, value in found.items():
                if name in names:
                    rows[row, names[name]] = value
        sizes = [len(question.right) for question in asked]
        right = np.array([one for question in asked for one in question.right], dtype=float)
        return cls(rows, right, np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64))

    def chances(self, weights: Table) -> Table:
        """Return the chance of each candidate."""
        sizes = np.diff(np.append(self.starts, len(self.rows)))
        scores = self.rows @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.starts), sizes))
        found: Table = powers / np.repeat(np.add.reduceat(powers, self.starts), sizes)
        return found

    def accuracy(self, weights: Table) -> float:
        """Return the share of questions whose likeliest candidate is right."""
        chances, ends = self.chances(weights), [*self.starts[1:], len(self.rows)]
        return float(np.mean([self.right[a + chances[a:b].argmax()] for a, b in zip(self.starts, ends, strict=True)]))

    def fit(self) -> Table:
        """Return the weights that make the annotated parties likeliest."""
        sizes = np.diff(np.append(self.starts, len(self.rows)))
        weights, mean, square = (np.zeros(self.rows.shape[1]) for _ in range(3))
        for step in range(1, STEPS + 1):
            chances = self.chances(weights)
            hoped = chances * self.right
            hoped /= np.maximum(np.repeat(np.add.reduceat(hoped, self.starts), sizes), 1e-12)
            slope = self.rows.T @ (chances - hoped) / len(self.starts) + PENALTY * weights
            mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
            weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        return weights


def names_of(asked: Sequence[Question]) -> dict[str, int]:
    """Return a number for each feature that occurs."""
    found = dict.fromkeys(name for question in asked for table in question.candidates.values() for name in table)
    return {name: place for place, name in enumerate(found)}


def held_out_accuracy(asked: Sequence[Question]) -> float:
    """Return the accuracy over documents left out in turn."""
    documents = sorted({question.doc for question in asked})
    random.Random(1).shuffle(documents)
    right = 0.0
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        learned = [question for question in asked if question.doc not in held]
        tested = [question for question in asked if question.doc in held]
        names = names_of(learned)
        right += Problem.of(tested, names).accuracy(Problem.of(learned, names).fit()) * len(tested)
    return right / len(asked)


def main() -> None:
    """Parse the command line, train, print held-out accuracies and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("taught", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    documents = [d for path in sorted(given.taught.glob("*.txt")) for d in read_annotated(path)]
    asked = [question for document in documents for question in questions(load_coder(), document)]
    weights: dict[str, dict[str, float]] = {}
    for role in (ACTOR, RECIPIENT, STATE):
        mine = [question for question in asked if question.role == role]
        names = names_of(mine)
        found = Problem.of(mine, names).fit()
        weights[role] = {name: round(float(found[i]), 3) for name, i in names.items() if abs(found[i]) > LEAST}
        print(f"{role}: {len(mine)} questions, {held_out_accuracy(mine):.3f} right in documents held out")
    given.out.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
