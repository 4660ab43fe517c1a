"""What came of a wizard, in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import Outcome
from app.i18n import mark, tr, trn
from app.services.flows.steps import Done
from ui.texts.explanation import filled
from ui.texts.flows import ADDED_BY_HAND, ADDED_UNFINISHED, DONES, PageText
from ui.texts.outcomes import outcome_text

_GOOD = (Outcome.OK, Outcome.PARTIAL)
_NOTHING_NEW = mark("No document was there to collect.")
_FROM_NOW_ON = mark("From now on it is visited by itself.")
_PERSON = mark("It asks for a code at each sign-in: an appointment collects such portals in one go.")
_STOPPED = mark("The first collection was stopped; the next visit goes on with it.")
_WAITING_NONE = mark("What is collected from now on is delivered there with each export.")


def result_title(done: Done) -> str:
    return filled((_page(done).title,), done.facts)


def result_text(done: Done) -> str:
    if done.name == "account_added" and "outcome" in done.facts:
        return _of_visit(done.facts)
    if done.name == "destination_added":
        waiting = int(str(done.facts.get("waiting", 0)))
        if not waiting:
            return tr(_WAITING_NONE)
        return trn(
            "{count} document follows with the first export.",
            "{count} documents follow with the first export.",
            waiting,
        )
    return filled((_page(done).help,), done.facts)


def _page(done: Done) -> PageText:
    if done.name == "account_added":
        if "outcome" not in done.facts:
            return ADDED_BY_HAND
        if done.facts["outcome"] not in (*_GOOD, Outcome.CANCELLED, None):
            return ADDED_UNFINISHED
    return DONES[done.name]


def _of_visit(facts: Mapping[str, object]) -> str:
    outcome, company = facts["outcome"], str(facts.get("company", ""))
    if outcome is Outcome.CANCELLED or not isinstance(outcome, Outcome):
        return tr(_STOPPED)
    if outcome not in _GOOD:
        return outcome_text(outcome, company, facts)
    count = int(str(facts.get("documents", 0)))
    collected = trn("{count} document was collected.", "{count} documents were collected.", count)
    said = [collected if count else tr(_NOTHING_NEW)]
    if outcome is Outcome.PARTIAL:
        said.append(outcome_text(outcome, company, facts))
    needs_person = facts.get("next_sign_in") == "person"
    said.append(tr(_PERSON if needs_person else _FROM_NOW_ON))
    return " ".join(said)
