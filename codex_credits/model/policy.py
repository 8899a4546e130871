"""
What a company's policy sets: `managed_schema.json` has the settings, ADMIN.md what each does.

Chrome drops what is not of the schema; Firefox has no schema and hands over whatever was written. Each setting counts
by itself.
"""

from collections import namedtuple

from codex_credits.model.contract import LINK_LENGTH
from codex_credits.model.report import Report

Policy = namedtuple("Policy", "request_url hide_workspace forbid_downloads")
NONE = Policy("", False, False)

HTTPS = "https://"
HOST_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."


def parse_policy(told: object) -> Policy:
    """Return the `Policy` of what the browser tells, a dict; what is ignored of it is as if it were not set."""
    found = told if isinstance(told, dict) else {}
    url = found.get("request_url")
    return Policy(
        request_url=url if is_address(url) else "",
        hide_workspace=found.get("hide_workspace") is True,
        forbid_downloads=found.get("forbid_downloads") is True,
    )


def ignored_settings(told: dict) -> list[str]:
    """Return the names of the settings that are unknown or have a value that cannot be used, sorted."""
    return sorted([name for name, value in told.items() if not is_usable(name, value)])


def is_usable(name: str, value: object) -> bool:
    """Tell whether `name` is a setting and `value` one it can have."""
    return is_address(value) if name == "request_url" else is_flag(name, value)


def is_flag(name: str, value: object) -> bool:
    """Tell whether `name` is one of the settings that are on or off, and `value` one of the two."""
    return name in ("hide_workspace", "forbid_downloads") and (value is True or value is False)


def is_address(value: object) -> bool:
    """Tell whether `value` is a plain https address, with neither a name nor a password in it, or "" for none."""
    if not isinstance(value, str) or len(value) > LINK_LENGTH:
        return False
    if not value:
        return True
    host, _, port = host_of(value).partition(":")
    return (
        value.startswith(HTTPS)
        and host.strip(".-") != ""
        and all(one in HOST_CHARACTERS for one in host)
        and (port == "" or (port.isdigit() and int(port) < 65536))
        and all("!" <= one <= "~" and one != "\\" for one in value)
    )


def host_of(url: str) -> str:
    """Return the host, with its port if any, of an https address."""
    host = url[len(HTTPS) :]
    for end in "/?#":
        host = host.split(end)[0]
    return host


def without_workspace(report: Report | None) -> Report | None:
    """Return a report as it is for somebody who may see only the own credits."""
    if report is None:
        return None
    return Report(
        fetched_at=report.fetched_at,
        report_status=[row for row in report.report_status if row.report != "workspace"],
        limits=report.limits,
        mine=report.mine,
        workspace=None,
        restatements=report.restatements,
        truncated_before=report.truncated_before,
    )
