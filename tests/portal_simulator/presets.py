"""Named portals, for the command line and for tests that go through many of them."""

from __future__ import annotations

from tests.portal_simulator.config import CodeConfig, DocumentPlan, LoginConfig, PortalConfig

PRESETS: dict[str, PortalConfig] = {
    "plain": PortalConfig(),
    "two-pages": PortalConfig(login=LoginConfig(flow="two_pages")),
    "totp": PortalConfig(code=CodeConfig(channel="app")),
    "sms": PortalConfig(code=CodeConfig()),
    "thousand": PortalConfig(documents=DocumentPlan(count=1000, pad_to=60_000), latency_s=0.05),
}
