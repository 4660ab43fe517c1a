from __future__ import annotations

import os
import threading
from contextlib import nullcontext

import pytest

from app.cli.standard_input import StandardInput
from app.cli.terminal_prompter import TerminalPrompter
from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind, Channel, Option
from app.domain.errors import CancelledError
from app.i18n import set_language
from app.services.cancellation import Cancellation
from app.services.prompting import NobodyThere

CODE = Challenge(ChallengeKind.CODE, "EDF", channel=Channel.SMS, where="•• 42", words="Entrez le code")


class Terminal:
    """A person (or, scripted, a script) at the other end of standard input."""

    def __init__(self, *, scripted: bool) -> None:
        self.said: list[str] = []
        self.cancellation = Cancellation()
        if scripted:
            self._ours, self._theirs = os.pipe()
        else:
            self._theirs, self._ours = os.openpty()
        self.prompter = TerminalPrompter(
            StandardInput(self._ours), self.said.append, nullcontext, self.cancellation, scripted=scripted
        )

    def types(self, text: str) -> None:
        os.write(self._theirs, text.encode())

    def leaves(self) -> None:
        os.close(self._theirs)


@pytest.fixture
def person() -> Terminal:
    set_language("en")
    return Terminal(scripted=False)


@pytest.fixture
def script() -> Terminal:
    return Terminal(scripted=True)


def test_a_person_types_the_code_and_sees_the_words_of_the_portal(person: Terminal) -> None:
    assert person.prompter.attended
    person.types("123 456\n")
    answer = person.prompter.ask(CODE)
    assert (answer.kind, answer.text) == (AnswerKind.CODE, "123 456")
    assert person.said == ["EDF sends a code by text message.", "  •• 42", "  Entrez le code", "Code:"]


def test_an_empty_line_asks_again(person: Terminal) -> None:
    person.types("\n42\n")
    assert person.prompter.ask(CODE).text == "42"
    assert person.said.count("Code:") == 2


def test_another_code_can_be_asked_for_where_the_portal_offers_it(person: Terminal) -> None:
    person.types("r\n")
    again = Challenge(ChallengeKind.CODE, "EDF", attempt=2, can_resend=True)
    assert person.prompter.ask(again).kind is AnswerKind.RESEND
    assert person.said[0] == "EDF refused the code."


def test_words_of_a_portal_cannot_steer_the_terminal(person: Terminal) -> None:
    person.types("1\n")
    person.prompter.ask(Challenge(ChallengeKind.CODE, "EDF", words="a\x1b[2J\u202eb\n"))
    assert not any("\x1b" in line or "\u202e" in line or "\n" in line for line in person.said)


def test_a_person_chooses_the_channel_by_number(person: Terminal) -> None:
    options = (Option(Channel.SMS, "SMS •• 42"), Option(Channel.EMAIL, "c•••@example.com"))
    person.types("3\nfoo\n2\n")
    answer = person.prompter.ask(Challenge(ChallengeKind.CHANNEL, "EDF", options=options))
    assert (answer.kind, answer.choice) == (AnswerKind.CHOICE, 1)
    assert "  2. c•••@example.com" in person.said


def test_a_script_gives_one_line_per_code(script: Terminal) -> None:
    assert script.prompter.attended
    script.types("111111\n222222\n")
    assert [script.prompter.ask(CODE).text for _ in range(2)] == ["111111", "222222"]
    script.leaves()
    assert script.prompter.ask(CODE).kind is AnswerKind.CANCEL


def test_a_script_chooses_a_channel_that_gives_a_code_and_keeps_its_lines(script: Terminal) -> None:
    options = (Option(Channel.PUSH, "App"), Option(Channel.EMAIL, "E-mail"), Option(Channel.SMS, "SMS"))
    assert script.prompter.ask(Challenge(ChallengeKind.CHANNEL, "EDF", options=options)).choice == 1
    script.types("r\n")
    resendable = Challenge(ChallengeKind.CODE, "EDF", can_resend=True)
    assert script.prompter.ask(resendable).kind is AnswerKind.RESEND


def test_an_approval_is_announced_and_not_waited_for(script: Terminal) -> None:
    assert script.prompter.ask(Challenge(ChallengeKind.PUSH, "EDF")).kind is AnswerKind.DONE


def test_only_a_person_takes_over_the_window(person: Terminal, script: Terminal) -> None:
    captcha = Challenge(ChallengeKind.CAPTCHA, "EDF")
    assert person.prompter.hand_over(captcha)
    assert "EDF wants to know that you are a person." in person.said
    assert not script.prompter.hand_over(captcha)


def test_stopping_ends_the_question(person: Terminal) -> None:
    threading.Timer(0.3, person.cancellation.cancel).start()
    with pytest.raises(CancelledError):
        person.prompter.ask(CODE)


def test_questions_of_two_visits_do_not_mix(script: Terminal) -> None:
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(script.prompter.ask(CODE))) for _ in range(4)]
    for thread in threads:
        thread.start()
    script.types("1\n2\n3\n4\n")
    for thread in threads:
        thread.join(10)
    assert sorted(answer.text for answer in answers) == ["1", "2", "3", "4"]


def test_nobody_answers_nothing() -> None:
    nobody = NobodyThere()
    assert not nobody.attended
    assert nobody.ask(CODE).kind is AnswerKind.CANCEL
    assert not nobody.hand_over(CODE)
