from __future__ import annotations

import pytest

from app.cli.secret_input import from_json
from app.domain.errors import ErrorCode, MoissonError
from app.domain.portals import Portal, PortalField

PORTAL = Portal(
    id="x",
    name="X",
    homepage="https://x.example",
    fields=(PortalField("customer"), PortalField("pin", secret=True)),
)


def test_every_key_goes_to_its_place() -> None:
    line = '{"password": "p", "totp": "T", "username": "u", "customer": "42", "pin": "1"}'
    found = from_json(line, PORTAL)
    assert (found.username, found.secrets.password, found.secrets.totp) == ("u", "p", "T")
    assert found.secrets.fields == {"pin": "1"}
    assert found.answers == {"customer": "42"}


def test_a_key_that_no_entry_explains_is_kept_secret() -> None:
    found = from_json('{"password": "p", "customer": "42"}', None)
    assert found.secrets.fields == {"customer": "42"}
    assert found.answers == {}


def test_the_user_name_typed_wins() -> None:
    assert from_json('{"username": "other"}', None, "typed").username == "typed"


@pytest.mark.parametrize("line", ["", "hunter2", '["p"]', '{"password": 42}', '{"password": null}'])
def test_anything_else_is_refused_without_repeating_it(line: str) -> None:
    with pytest.raises(MoissonError) as caught:
        from_json(line, None)
    assert caught.value.code is ErrorCode.INPUT_INVALID
    assert "hunter2" not in str(caught.value)


def test_secrets_do_not_show_in_a_repr() -> None:
    assert "hunter2" not in repr(from_json('{"password": "hunter2"}', None).secrets)
