"""Reads one page for signing in: which state it is in, and the controls that matter there."""

from __future__ import annotations

from dataclasses import replace

from connectors.pages import code_channel, code_form, login_form, outcome_messages, signed_in, states
from connectors.pages.banners import covered, find_banner
from connectors.pages.form_controls import offered
from connectors.pages.lists import find_list
from connectors.pages.login_form_scores import Candidate
from connectors.pages.once import once_per_page
from connectors.pages.outcome_messages import says_blocked
from connectors.pages.reading import CodeReading, LoginFields, PageState, Reading
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.vocabulary import codes, outcomes


@once_per_page
def read_page(page: Page) -> Reading:
    """The page's state and controls. Never raises for odd pages: what cannot be told is `unknown`."""
    known = Reading(PageState.UNKNOWN, banner=find_banner(page), messages=outcome_messages.messages_of(page))
    found = login_form.find_login(page)
    code = code_form.find_code_fields(page)
    if code is not None and not _signs_in_first(page, found, code):
        return _code(page, known, code)
    if found is not None:
        return _sign_in(page, known, *found)
    return _without_fields(page, known)


def _signs_in_first(
    page: Page, found: tuple[LoginFields, Candidate] | None, code: code_form.CodeFields
) -> bool:
    """A sign-in form that is still to be filled comes before a code that stands beside it."""
    if found is None:
        return False
    login = found[0]
    if login.username in code.inputs or login.password in code.inputs:
        return False
    if login.password is None:
        return (
            login.username is not None
            and not login.username.flags & (Flag.FILLED | Flag.READONLY)
            and code.score < 12
        )
    return code_form.asks_before_password(page, code) and offered(login.password)


def _code(page: Page, known: Reading, found: code_form.CodeFields) -> Reading:
    code = code_form.read_code(page, found)
    nearby = outcome_messages.nearby_sentences(page, _part(page, found.inputs[0]))
    rejected = outcome_messages.rejected_by(known.messages, nearby, True)
    state, reasons = PageState.CODE, [f"code-field {found.score:g}"]
    if any(says_blocked(m) for m in known.messages):
        state = PageState.BLOCKED
    elif states.find_captcha(page) is not None:
        state = PageState.CAPTCHA
    elif known.banner is not None and covered(*code.inputs, code.submit):
        state = PageState.COOKIE_BANNER
    return replace(
        known,
        state=state,
        code=code,
        rejected=rejected,
        words=code.words,
        reasons=tuple(reasons),
        frame_path=page.frame_path(found.inputs[0]),
    )


def _part(page: Page, node: Node) -> Node:
    return node.closest("form", "main", "dialog", "section") or next(iter(list(node.ancestors())[3:4]), node)


def _sign_in(page: Page, known: Reading, login: LoginFields, found: Candidate) -> Reading:
    nearby = outcome_messages.nearby_sentences(page, found.form or found.block)
    rejected = outcome_messages.rejected_by(known.messages, nearby, False)
    anchor = login.password or login.username or found.block
    reading = replace(
        known,
        login=login,
        rejected=rejected,
        frame_path=page.frame_path(anchor),
        reasons=tuple(found.reasons),
    )
    if any(says_blocked(said) for said in (*known.messages, *nearby)):
        return replace(reading, state=PageState.BLOCKED)
    if rejected:
        return replace(reading, state=PageState.WRONG_CREDENTIALS)
    if states.find_captcha(page) is not None:
        return replace(reading, state=PageState.CAPTCHA)
    if known.banner is not None and covered(login.username, login.password, login.submit):
        return replace(reading, state=PageState.COOKIE_BANNER)
    if login.password is None:
        return replace(reading, state=PageState.USERNAME_STEP)
    waiting = login.username is None or bool(login.username.flags & Flag.READONLY)
    return replace(reading, state=PageState.PASSWORD_STEP if waiting else PageState.LOGIN)


def _without_fields(page: Page, known: Reading) -> Reading:
    """The first state that fits, the strongest evidence first."""
    known = replace(known, sign_out=signed_in.find_sign_out(page), login_link=signed_in.find_login_link(page))
    if not _visible_way_out(known):
        known = replace(known, rejected=states.told_rejection(page))
    for read in (_challenge, _obstacle, _account, _way_in):
        reading = read(page, known)
        if reading is not None:
            return reading
    return known


def _challenge(page: Page, known: Reading) -> Reading | None:
    """Second factors without a field: a choice of channel, an approval elsewhere, a security key."""
    if _visible_way_out(known) and not codes.TWO_FACTOR.in_text(states.title_and_headings(page)):
        return None
    if page.root is None:
        return None
    waits = states.waits_for(page)
    if waits == "email" and _way_in_shown(page, known):
        return None
    words = code_channel.prose(page, page.root)
    channels, submit = code_channel.find_channels(page)
    if waits == "key":
        return replace(known, state=PageState.SECURITY_KEY, words=words, reasons=("security key",))
    if waits and len(channels) < 2:
        return replace(
            known,
            state=PageState.PUSH_WAIT,
            code=_waiting(page, page.root, waits, words),
            words=words,
            reasons=(f"waits for {waits}",),
        )
    if channels:
        reasons = (f"{len(channels)} channels",)
        return replace(
            known,
            state=PageState.CODE_CHANNEL,
            channels=channels,
            channel_submit=submit,
            words=words,
            reasons=reasons,
        )
    return None


def _waiting(page: Page, root: Node, waits: str, words: str) -> CodeReading:
    return CodeReading(
        inputs=(),
        trust_device=code_form.find_trust(page, root),
        resend=code_form.find_control(page, root, codes.RESEND, None),
        switch=code_form.find_control(page, root, codes.SWITCH, None),
        channel="email" if waits == "email" else "push",
        where=code_channel.where_of(words),
        words=words,
    )


def _obstacle(page: Page, known: Reading) -> Reading | None:
    if states.find_captcha(page) is not None or (known.sign_out is None and states.is_captcha_page(page)):
        return replace(known, state=PageState.CAPTCHA, reasons=("captcha",))
    if not _visible_way_out(known) and states.is_blocked(page, known.messages):
        return replace(known, state=PageState.BLOCKED, reasons=("locked out",))
    if known.rejected == "credentials":
        return replace(known, state=PageState.WRONG_CREDENTIALS, reasons=("rejection on a page of its own",))
    if known.banner is None and not _way_in_shown(page, known) and states.find_terms(page) is not None:
        return replace(known, state=PageState.TERMS, reasons=("terms",))
    kind = states.other_password_form(page, login_form.login_candidates(page))
    if kind == "new_password" and _forced(page, known):
        return replace(known, state=PageState.NEW_PASSWORD, reasons=("new password",))
    if kind == "signup" and not _visible_way_out(known):
        return replace(known, state=PageState.SIGNUP, reasons=("sign-up form",))
    if not _visible_way_out(known) and states.is_maintenance(page, known.login_link is not None):
        return replace(known, state=PageState.MAINTENANCE, reasons=("maintenance",))
    return None


def _forced(page: Page, known: Reading) -> bool:
    """A settings page offers a new password too; there it is one thing among others."""
    return not _visible_way_out(known) or outcomes.NEW_PASSWORD.in_text(states.title_and_headings(page))


def _visible_way_out(known: Reading) -> bool:
    return known.sign_out is not None and known.sign_out.visible


def _way_in_shown(page: Page, known: Reading) -> bool:
    """The page offers to sign in: it is a public one."""
    return known.login_link is not None and signed_in.leads_in(page, known.login_link)


def _account(page: Page, known: Reading) -> Reading | None:
    """Signed in, by the cheapest sure sign; a public page with a way in is not, whatever else it shows."""
    way_in = _way_in_shown(page, known)
    if _visible_way_out(known):
        return replace(known, state=PageState.SIGNED_IN, login_link=None, reasons=("sign-out control",))
    if way_in:
        return None
    if known.sign_out is not None:
        reason = "sign-out control in a closed menu"
        return replace(known, state=PageState.SIGNED_IN, login_link=None, reasons=(reason,))
    if find_list(page) is not None:
        return replace(known, state=PageState.DOCUMENTS, reasons=("list of documents",))
    signs = signed_in.account_signs(page)
    if len(signs) >= 2:
        return replace(known, state=PageState.SIGNED_IN, login_link=None, reasons=signs)
    return None


def _way_in(page: Page, known: Reading) -> Reading | None:
    """A public page: closed off by a banner, or with a link to the sign-in page."""
    if known.banner is not None and covered(known.login_link):
        return replace(known, state=PageState.COOKIE_BANNER, reasons=("banner covers the way in",))
    return None
