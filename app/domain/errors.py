"""What can go wrong, as codes. Texts for people live in app/cli and ui, one per code."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a visit to a portal ended."""

    OK = "ok"
    PARTIAL = "partial"
    WRONG_CREDENTIALS = "wrong_credentials"
    INTERACTION_REQUIRED = "interaction_required"
    CHALLENGE_EXPIRED = "challenge_expired"
    CHALLENGE_REFUSED = "challenge_refused"
    ACCOUNT_LOCKED = "account_locked"
    ACCESS_BLOCKED = "access_blocked"
    ACTION_REQUIRED = "action_required"
    PORTAL_UNAVAILABLE = "portal_unavailable"
    PORTAL_CHANGED = "portal_changed"
    HOST_NOT_ALLOWED = "host_not_allowed"
    CANCELLED = "cancelled"


class DeliveryOutcome(StrEnum):
    """How an export to a destination ended."""

    OK = "ok"
    PARTIAL = "partial"
    RECONNECT = "destination_reconnect"
    FOLDER_GONE = "destination_folder_gone"
    QUOTA = "destination_quota"
    PERMISSION = "destination_permission"
    UNAVAILABLE = "destination_unavailable"
    DISK_FULL = "disk_full"
    CANCELLED = "cancelled"


class ErrorCode(StrEnum):
    """What stops a command. Every one has a text and a next step in both languages."""

    ACCOUNT_NOT_FOUND = "account_not_found"
    ACCOUNT_EXISTS = "account_exists"
    ACCOUNT_HAS_NO_PORTAL = "account_has_no_portal"
    ADDRESS_INVALID = "address_invalid"
    ADDRESS_NOT_HTTPS = "address_not_https"
    BACKUP_INVALID = "backup_invalid"
    BROWSER_NOT_FOUND = "browser_not_found"
    BROWSER_FAILED = "browser_failed"
    CLIENT_SECRETS_INVALID = "client_secrets_invalid"
    COMPANY_NOT_FOUND = "company_not_found"
    CONSENT_FAILED = "consent_failed"
    CONSENT_INCOMPLETE = "consent_incomplete"
    CONSENT_OTHER_ACCOUNT = "consent_other_account"
    CONSENT_REFUSED = "consent_refused"
    DATA_FOLDER_BUSY = "data_folder_busy"
    DATA_FOLDER_UNUSABLE = "data_folder_unusable"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_TOO_NEW = "database_too_new"
    DESTINATION_EXISTS = "destination_exists"
    DESTINATION_NOT_FOUND = "destination_not_found"
    DISK_FULL = "disk_full"
    DOCUMENT_NOT_DELIVERED = "document_not_delivered"
    DOCUMENT_REFUSED = "document_refused"
    FILE_UNREADABLE = "file_unreadable"
    FOLDER_UNUSABLE = "folder_unusable"
    INPUT_INVALID = "input_invalid"
    NAME_TEMPLATE_INVALID = "name_template_invalid"
    NOBODY_THERE = "nobody_there"
    PASSPHRASE_WRONG = "passphrase_wrong"
    PORTAL_ENTRY_INVALID = "portal_entry_invalid"
    PORTAL_NOT_FOUND = "portal_not_found"
    SECRET_MISSING = "secret_missing"
    SECRET_STORE_LOCKED = "secret_store_locked"
    SECRET_STORE_MISSING = "secret_store_missing"
    SETTING_INVALID = "setting_invalid"
    TIMER_RUNNING = "timer_running"


class MoissonError(Exception):
    """An expected error. `facts` fill the text's places; they never hold a secret."""

    def __init__(self, code: ErrorCode, **facts: object) -> None:
        super().__init__(code.value, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        said = ", ".join(f"{key}={value}" for key, value in self.facts.items())
        return f"{self.code.value} ({said})" if said else self.code.value


class VisitEndedError(Exception):
    """A visit cannot go on; `outcome` says why, `facts` what a person needs to know (never a secret)."""

    def __init__(self, outcome: Outcome, **facts: str) -> None:
        super().__init__(outcome.value, facts)
        self.outcome = outcome
        self.facts = facts


class DestinationError(Exception):
    """A destination cannot take documents now; deliveries wait."""

    def __init__(self, outcome: DeliveryOutcome, **facts: str) -> None:
        super().__init__(outcome.value, facts)
        self.outcome = outcome
        self.facts = facts


class DocumentFailure(StrEnum):
    """Why a listed document was not taken. It is recorded and tried again at the next visit."""

    NOT_A_DOCUMENT = "not_a_document"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NO_FILE_FOUND = "no_file_found"
    HOST_NOT_ALLOWED = "host_not_allowed"


class CancelledError(Exception):
    """The user asked to stop."""
