from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError

from app.domain.errors import CancelledError, DeliveryOutcome, DestinationError
from connectors.destinations.google_drive.answers import AnswerError
from connectors.destinations.google_drive.gate import Gate
from connectors.destinations.google_drive.pacing import Pacing


class Script:
    """Raises what it is given, one after the other, then answers."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.pauses: list[float] = []

    def __call__(self) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return "done"

    def pacing(self, chance: Callable[[], float] = lambda: 1.0) -> Pacing:
        return Pacing(sleep=self.pauses.append, chance=chance, gate=Gate(4, lambda: 0.0))


def test_pauses_double_up_to_a_minute_and_four_seconds_and_end() -> None:
    script = Script(*[AnswerError(503, "") for _ in range(20)])
    with pytest.raises(DestinationError) as stopped:
        script.pacing().run(script)
    assert script.pauses == [1, 2, 4, 8, 16, 32, 64]
    assert stopped.value.outcome is DeliveryOutcome.UNAVAILABLE


def test_chance_spreads_them() -> None:
    script = Script(*[AnswerError(503, "") for _ in range(2)])
    assert script.pacing(chance=lambda: 0.25).run(script) == "done"
    assert script.pauses == [0.25, 0.5]


def test_google_says_how_long() -> None:
    script = Script(AnswerError(503, "", retry_after=17))
    assert script.pacing().run(script) == "done"
    assert script.pauses == [17]


def test_what_takes_too_long_is_left_to_the_next_run() -> None:
    script = Script(AnswerError(503, "", retry_after=3600))
    with pytest.raises(DestinationError):
        script.pacing().run(script)
    assert script.pauses == []


@pytest.mark.parametrize(
    "error", [requests.ConnectionError(), requests.ReadTimeout(), ConnectionResetError(), TransportError("x")]
)
def test_the_network_is_tried_again(error: Exception) -> None:
    script = Script(error)
    assert script.pacing().run(script) == "done"


@pytest.mark.parametrize("status", [400, 403, 404, 409])
def test_what_is_final_is_said_at_once(status: int) -> None:
    script = Script(AnswerError(status, "insufficientFilePermissions"))
    with pytest.raises(AnswerError):
        script.pacing().run(script)
    assert script.pauses == []


def test_a_wish_to_stop_ends_a_pause() -> None:
    def pause(seconds: float) -> None:
        raise CancelledError

    script = Script(AnswerError(503, ""), AnswerError(503, ""))
    with pytest.raises(CancelledError):
        Pacing(sleep=pause).run(script)
    assert len(script.errors) == 1


def test_only_googles_own_word_asks_to_connect_again() -> None:
    script = Script(RefreshError("x", {"error": "invalid_grant"}))
    with pytest.raises(DestinationError) as stopped:
        script.pacing().run(script)
    assert stopped.value.outcome is DeliveryOutcome.RECONNECT
    assert script.pauses == []
    script = Script(RefreshError("x", {"error": "internal_failure"}), RefreshError("y"))
    assert script.pacing().run(script) == "done"


class TestGate:
    def test_halves_then_grows_back(self) -> None:
        gate = Gate(4, lambda: 0.0)
        limits = []
        for _ in range(3):
            with gate.passing() as entered:
                gate.slow_down(entered, 0)
            limits.append(gate.limit)
        for _ in range(24):
            gate.went_well()
        assert (limits, gate.limit) == ([2, 1, 1], 4)
        for _ in range(24):
            gate.went_well()
        assert gate.limit == 4

    def test_one_burst_is_one_message(self) -> None:
        now = [0.0]
        gate = Gate(8, lambda: now[0])
        with gate.passing() as first, gate.passing() as second:
            now[0] = 1.0
            gate.slow_down(first, 0)
            gate.slow_down(second, 0)
        assert gate.limit == 4

    def test_never_more_at_once_than_allowed(self) -> None:
        gate = Gate(2)
        inside, most, lock = 0, 0, threading.Lock()

        def work() -> None:
            nonlocal inside, most
            for _ in range(50):
                with gate.passing():
                    with lock:
                        inside += 1
                        most = max(most, inside)
                    with lock:
                        inside -= 1

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert (inside, most <= 2) == (0, True)

    @pytest.mark.parametrize("closed_s", [1000.0, 0.0])
    def test_a_wish_to_stop_ends_waiting_before_it(self, closed_s: float) -> None:
        """Whether it is closed, or all places are taken."""

        def stop() -> None:
            raise CancelledError

        gate = Gate(1)
        with gate.passing() as entered:
            gate.slow_down(entered, closed_s)
            with pytest.raises(CancelledError), gate.passing(stop):
                pass
        gate = Gate(1)
        with gate.passing():
            pass  # nobody is left inside

    def test_everybody_waits_as_long_as_google_says(self) -> None:
        gate = Gate(4)
        with gate.passing() as entered:
            gate.slow_down(entered, 0.15)
        with gate.passing() as later:
            assert later - entered >= 0.15
