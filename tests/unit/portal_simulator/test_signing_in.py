"""Passwords, codes and everything between the two, with forms and with the JSON interface."""

from __future__ import annotations

import time
from html import escape

import pytest
import requests

from tests.portal_simulator.config import CodeConfig, LoginConfig, PortalConfig
from tests.portal_simulator.presets import CODES, OBSTACLES
from tests.portal_simulator.simulator import PortalSimulator
from tests.unit.portal_simulator.client import Client


@pytest.mark.parametrize("language", ["fr", "en", "de"])
@pytest.mark.parametrize("flow", ["one_page", "two_pages"])
def test_forms_let_the_user_in(language: str, flow: str) -> None:
    config = PortalConfig(language=language, login=LoginConfig(flow=flow))  # type: ignore[arg-type]
    with PortalSimulator(config) as sim:
        page = Client(sim).sign_in()
        assert sim.portal.t["logout"] in page.text
        assert sim.hosts_that_got(sim.password) == {"127.0.0.1"}
        assert len(sim.requests_with(sim.password)) == 1


@pytest.mark.parametrize("error", ["inline", "alert", "page"])
def test_a_wrong_password_says_so(error: str) -> None:
    with PortalSimulator(PortalConfig(login=LoginConfig(error=error))) as sim:  # type: ignore[arg-type]
        page = Client(sim).send_password("faux").text
        assert sim.portal.t["wrong"] in page
        assert ("role=alert" in page) == (error == "alert")
        assert ("aria-invalid" in page) == (error == "inline")
        assert ("type=password" in page) == (error != "page")


def test_the_account_locks_and_takes_the_right_password_no_more() -> None:
    with PortalSimulator(PortalConfig(login=LoginConfig(lock_after=3))) as sim:
        client = Client(sim)
        pages = [client.send_password("faux").text for _ in range(3)]
        assert [sim.portal.t["blocked_title"] in page for page in pages] == [False, False, True]
        assert sim.portal.t["blocked_title"] in client.send_password().text


def test_obstacles_stand_in_the_way() -> None:
    words = {
        "locked": "blocked_title",
        "terms": "terms_title",
        "new-password": "new_password_title",
        "captcha-after": "robot_title",
        "captcha-in-form": "robot_text",
    }
    for name, word in words.items():
        with PortalSimulator(OBSTACLES[name]) as sim:
            assert escape(sim.portal.t[word]) in Client(sim).send_password().text, name
    with PortalSimulator(OBSTACLES["maintenance"]) as sim:
        assert requests.get(sim.url).status_code == 503
    with PortalSimulator(OBSTACLES["captcha-before"]) as sim:
        assert "reCAPTCHA" in requests.get(sim.url).text


def test_a_robot_box_that_is_ticked_lets_one_pass() -> None:
    with PortalSimulator(OBSTACLES["captcha-after"]) as sim:
        client = Client(sim)
        page = client.send_password()
        assert client.post(page.url).json() == {"to": sim.portal.t["path_account"]}
        assert client.get(sim.list_url).url == sim.list_url


def code_page(sim: PortalSimulator) -> tuple[Client, str]:
    client = Client(sim)
    return client, client.send_password().url


def test_the_sent_code_opens_and_the_device_is_trusted() -> None:
    with PortalSimulator(CODES["sms"]) as sim:
        client = Client(sim)
        client.sign_in()
        assert [sent.channel for sent in sim.codes_sent] == ["sms"]
        client.get(sim.origin + sim.portal.t["path_logout"])
        assert client.send_password().url.endswith(sim.portal.t["path_account"])
        sim.forget_devices()
        client.get(sim.origin + sim.portal.t["path_logout"])
        assert client.send_password().url.endswith(sim.portal.t["path_code"])
        assert len(sim.codes_sent) == 2


def test_wrong_codes_get_a_second_chance_and_then_none() -> None:
    with PortalSimulator(PortalConfig(code=CodeConfig(fixed="424242"))) as sim:
        client, url = code_page(sim)
        assert sim.portal.t["code_wrong"] in client.post(url, {"otp": "000000"}).text
        assert sim.portal.t["code_wrong"] in client.post(url, {"otp": "000001"}).text
        assert sim.portal.t["code_too_many"] in client.post(url, {"otp": "000002"}).text
        assert client.post(url, {"otp": "424242"}).url.endswith(sim.portal.t["path_login"])


def test_a_code_expires_and_another_can_be_asked_for() -> None:
    with PortalSimulator(PortalConfig(code=CodeConfig(valid_s=0.2))) as sim:
        client, url = code_page(sim)
        time.sleep(0.3)
        assert sim.portal.t["code_expired"] in client.post(url, {"otp": sim.codes_sent[0].code}).text
        assert sim.portal.t["resent"] in client.post(url + "/renvoyer").text
        assert client.post(url, {"otp": sim.wait_code(1)}).url.endswith(sim.portal.t["path_account"])


def test_totp_codes_work_once() -> None:
    with PortalSimulator(CODES["totp"]) as sim:
        client, url = code_page(sim)
        code = sim.totp_now()
        assert client.post(url, {"otp": code}).url.endswith(sim.portal.t["path_account"])
        assert sim.codes_sent == []
        other, url = code_page(sim)
        assert sim.portal.t["code_wrong"] in other.post(url, {"otp": code}).text


def test_the_channel_is_chosen_before_a_code_is_sent() -> None:
    with PortalSimulator(CODES["channels"]) as sim:
        client = Client(sim)
        page = client.send_password()
        assert page.url.endswith(sim.portal.t["path_channel"])
        assert sim.codes_sent == []
        page = client.post(page.url, {"mode": "email"})
        assert sim.codes_sent[0].channel == "email"
        assert client.post(page.url, {"otp": sim.wait_code()}).url.endswith(sim.portal.t["path_account"])


@pytest.mark.parametrize("approve", [True, False])
def test_push_waits_for_the_phone(approve: bool) -> None:
    with PortalSimulator(CODES["push"]) as sim:
        client, url = code_page(sim)
        assert client.get(url + "/etat").json() == {}
        (sim.approve_push if approve else sim.refuse_push)()
        place = "path_account" if approve else "path_login"
        assert client.get(url + "/etat").json() == {"to": sim.portal.t[place]}


@pytest.mark.parametrize("auth", ["cookie", "bearer"])
def test_the_json_interface_signs_in_with_a_code(auth: str) -> None:
    login = LoginConfig(render="script", flow="two_steps")
    config = PortalConfig(spa=True, auth=auth, login=login, code=CodeConfig())  # type: ignore[arg-type]
    with PortalSimulator(config) as sim:
        client, api = requests.Session(), sim.origin + "/api/session"

        def call(path: str, **data: object) -> dict[str, object]:
            answer = client.post(api + path, json=data).json()
            if "token" in answer:
                client.headers["Authorization"] = f"Bearer {answer['token']}"
            return dict(answer)

        assert call("/identifier", username=sim.username)["next"] == "password"
        assert call("", password="faux")["error"] == sim.portal.t["wrong"]
        assert call("", username=sim.username, password=sim.password)["next"] == "code"
        assert client.get(sim.origin + "/api/bills").status_code == 401
        assert call("/code", code=sim.wait_code(), trust=True)["next"] == "done"
        assert len(client.get(sim.origin + "/api/bills").json()["items"]) == 10
        assert ("sid" in client.cookies) == (auth == "cookie")


def test_sessions_end() -> None:
    with PortalSimulator() as sim:
        client = Client(sim)
        client.sign_in()
        assert client.get(sim.list_url).url == sim.list_url
        sim.expire_sessions()
        assert sim.portal.t["path_login"] in client.get(sim.list_url).url


def test_login_on_another_host_comes_back_with_a_ticket() -> None:
    with PortalSimulator(PortalConfig(login=LoginConfig(host="127.0.0.2"))) as sim:
        page = Client(sim).sign_in()
        assert page.url.startswith(sim.origin + "/")
        assert sim.hosts_that_got(sim.password) == {"127.0.0.2"}


def test_a_form_that_posts_elsewhere_is_seen_in_the_record() -> None:
    with PortalSimulator(PortalConfig(login=LoginConfig(post_host="127.0.0.2"))) as sim:
        page = requests.get(sim.url).text
        assert f'action="http://127.0.0.2:{sim.server.port}/' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"login": LoginConfig(flow="two_steps")},
        {"spa": True},
        {"auth": "bearer"},
        {"login": LoginConfig(render="script", flow="two_pages")},
    ],
)
def test_parts_that_do_not_fit_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="need"):
        PortalConfig(**wrong)  # type: ignore[arg-type]
