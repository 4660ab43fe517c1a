"""An HTTP client that signs in to the simulated portal's forms."""

from __future__ import annotations

import re

import requests

from tests.portal_simulator.simulator import PortalSimulator


def token(page: str) -> str:
    found = re.search(r'name=_token value="(\w+)"', page)
    assert found, page[:500]
    return found[1]


class Client(requests.Session):
    """One browser's worth of cookies, without scripts."""

    def __init__(self, sim: PortalSimulator) -> None:
        super().__init__()
        self.sim = sim

    def send_password(self, password: str | None = None) -> requests.Response:
        page = self.get(self.sim.url)
        form = {"_token": token(page.text), "login": self.sim.username}
        if self.sim.config.login.flow == "two_pages":
            page = self.post(page.url, form)
            form = {"_token": token(page.text)}
        return self.post(page.url, {**form, "secret": password or self.sim.password})

    def sign_in(self) -> requests.Response:
        page = self.send_password()
        if self.sim.config.code:
            channel = self.sim.config.code.channel
            code = self.sim.totp_now() if channel == "app" else self.sim.wait_code()
            page = self.post(page.url, {"otp": code, "trust": "1"})
        assert self.sim.portal.t["path_account"] in page.url, page.url
        return page

    def list_page(self, query: str = "") -> str:
        answer = self.get(self.sim.list_url + query)
        assert answer.status_code == 200
        return answer.text

    def file_links(self, page: str) -> list[str]:
        return re.findall(rf'href="({self.sim.portal.t["path_file"]}/[^"]+)"', page)

    def path(self, path: str, **options: object) -> requests.Response:
        return self.get(self.sim.origin + path, **options)  # type: ignore[arg-type]
