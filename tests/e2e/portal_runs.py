"""One call: a simulated portal, a fresh data folder, an account in it; then visits, and what the portal saw."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType

from app.adapters.encrypted_secrets import KeyDerivation, create_vault
from app.cli.application import Choices
from app.cli.progress_display import SilentProgress
from app.domain.accounts import Secrets
from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind, Channel
from app.domain.documents import Document, DocumentFilter
from app.domain.runs import CollectionRun, VisitOptions
from app.main import Installation
from app.ports.collector import Prompter
from app.ports.progress import Progress
from app.services.cancellation import Cancellation
from app.services.collect_accounts import CollectAccounts
from app.services.manage_accounts import AccountRequest, AddedAccount, ManageAccounts
from tests.portal_simulator.config import PortalConfig
from tests.portal_simulator.record import RequestRecord
from tests.portal_simulator.simulator import PortalSimulator

PASSPHRASE = "open sesame"
WRONG_PASSWORD = "Mauvais&Mot=7 clé"
# Real enough to be opened, cheap enough for a hundred data folders.
_CHEAP = KeyDerivation(n=2, r=1, p=1)


class Owner:
    """The person whose account it is: reads codes where they arrive, approves on the phone.

    `wrong_codes`: so many codes are mistyped first. `resends`: asks for another code so many times.
    `channel`: the way that is chosen when the portal asks. `in_window`: what is done in the visible browser,
    in a thread of its own.
    """

    attended = True

    def __init__(
        self,
        sim: PortalSimulator,
        *,
        wrong_codes: int = 0,
        resends: int = 0,
        channel: Channel | None = None,
        approves: bool = True,
        in_window: Callable[[], None] | None = None,
    ) -> None:
        self._sim = sim
        self._wrong_codes = wrong_codes
        self._resends = resends
        self._channel = channel
        self._approves = approves
        self._in_window = in_window
        self.asked: list[Challenge] = []
        self.typed: list[str] = []

    def ask(self, challenge: Challenge) -> Answer:
        self.asked.append(challenge)
        if challenge.kind is ChallengeKind.CODE:
            return self._code()
        if challenge.kind is ChallengeKind.CHANNEL:
            ways = [option.channel for option in challenge.options]
            return Answer(AnswerKind.CHOICE, choice=ways.index(self._channel) if self._channel else 0)
        answer = self._sim.approve_push if self._approves else self._sim.refuse_push
        threading.Timer(1.0, answer).start()
        return Answer(AnswerKind.DONE)

    def _code(self) -> Answer:
        if self._resends:
            self._resends -= 1
            return Answer(AnswerKind.RESEND)
        right = self._sim.codes_sent[-1].code if self._sim.codes_sent else self._sim.totp_now()
        if self._wrong_codes:
            self._wrong_codes -= 1
            right = f"{(int(right) + 1) % 10 ** len(right):0{len(right)}d}"
        self.typed.append(right)
        return Answer(AnswerKind.CODE, text=right)

    def hand_over(self, challenge: Challenge) -> bool:
        self.asked.append(challenge)
        if self._in_window is None:
            return False
        threading.Thread(target=self._in_window, daemon=True).start()
        return True

    @property
    def kinds(self) -> list[str]:
        return [challenge.kind.value for challenge in self.asked]


class Household:
    """An installation of its own and one account at one portal."""

    def __init__(self, folder: Path, config: PortalConfig | None = None) -> None:
        self.sim = PortalSimulator(config)
        self.folder = folder / "data"
        self.account_id = 0
        self._installation = Installation(Choices(self.folder, 0, lambda: PASSPHRASE))
        self._cancellation = Cancellation()

    def __enter__(self) -> Household:
        self.sim.__enter__()
        self._parts = self._installation.write()
        vault = create_vault(
            self.folder / "secrets.vault", self._parts.store().installation, PASSPHRASE, _CHEAP
        )
        vault.write("nothing", "")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._installation.close()
        self.sim.__exit__(kind, error, trace)

    def add(
        self,
        *,
        password: str | None = None,
        totp: str = "",
        check: Prompter | None = None,
        documents_url: str | None = None,
    ) -> AddedAccount:
        """`check`: who answers while the account is tried before it is stored; None: it is only stored."""
        request = AccountRequest(
            url=self.sim.url,
            username=self.sim.username,
            name="Énergie du Midi",
            documents_url=documents_url,
            secrets=Secrets(password or self.sim.password, totp),
        )
        added = self._manage().add(request, check)
        if added.account:
            self.account_id = added.account.id
        return added

    def allow(self, host: str) -> None:
        self._manage().edit(self.account_id, allow_host=host)

    def sync(
        self,
        person: Prompter,
        *,
        attended: bool = True,
        since: date | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> CollectionRun:
        collect = CollectAccounts(self._parts, progress or SilentProgress(), self._cancellation)
        options = VisitOptions(attended=attended, since=since, dry_run=dry_run)
        return collect([self.account_id], options, person)[0].run

    def _manage(self) -> ManageAccounts:
        return ManageAccounts(self._parts, SilentProgress(), self._cancellation)

    @property
    def documents(self) -> list[Document]:
        return list(self._parts.store().documents.list(DocumentFilter()))

    @property
    def is_complete(self) -> bool:
        """Every document of the portal is stored, and nothing else."""
        stored = self._parts.store().documents.list(DocumentFilter())
        return {d.sha256 for d in stored} == {d.sha256 for d in self.sim.documents}

    @property
    def stored(self) -> int:
        return len(self._parts.store().documents.list(DocumentFilter()))

    @property
    def open_issues(self) -> list[tuple[str, dict[str, str]]]:
        return [(issue.kind, issue.facts) for issue in self._parts.store().issues.all_open()]

    @property
    def is_paused(self) -> bool:
        account = self._parts.store().accounts.get(self.account_id)
        return account is not None and account.paused

    def sent(self, secret: str) -> list[RequestRecord]:
        """Every request that carried a secret away."""
        return self.sim.requests_with(secret)
