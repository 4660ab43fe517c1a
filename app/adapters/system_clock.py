from __future__ import annotations

import logging
from datetime import UTC, datetime, tzinfo

_log = logging.getLogger(__name__)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def zone(self) -> tzinfo:
        """With its rules for daylight saving, where the system names the zone; else today's offset."""
        import tzlocal

        try:
            return tzlocal.reload_localzone()
        except (LookupError, ValueError, OSError) as error:
            _log.info("the system's zone has no rules: %s", error)
            return datetime.now().astimezone().tzinfo or UTC
