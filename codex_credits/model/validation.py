"""
What a stored report must be like to be read: values of the right kind, within the bounds of the contract.

The functions return what they were given, or raise `ReportError`, or an error that `parse_report` turns into it.
"""

from codex_credits.model.contract import TOTAL

CELLS = {int, float, type(None)}  # and not bool, which is a type of its own on both interpreters


class ReportError(Exception):
    """
    A stored report that cannot be shown.

    `code` is UNREADABLE or NEWER_SCHEMA, the ones `messages` has sentences for;
    the message is for the developer.
    """

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def validate_amounts(days: list, values: list, name: str) -> list:
    """
    Return `values`. Raises ReportError unless each is a number or None and there is one for each day.

    Checked as a whole, by built-ins that loop inside the interpreter: a year of twenty series is on the way to
    the picture.
    """
    if not isinstance(days, list) or not isinstance(values, list) or len(days) != len(values):
        raise unreadable_error(f"{name} has not one value for each day")
    if not set(map(type, values)) <= CELLS:
        raise unreadable_error(f"{name} holds something that is not a number")
    if not sum(map(abs, filter(None, values))) <= TOTAL:
        raise unreadable_error(f"{name} is out of bounds")
    return values


def validate_limits(stored):
    """
    Return the stored limits, or None when there are none.
    Raises the errors `parse_report` turns into ReportError.
    """
    if stored is None:
        return None
    require_instant(stored["fetched_at"])
    require_texts([one.get(name) or "" for one in stored["others"] for name in ("unit", "name")])
    for one in [stored["personal"]] + stored["others"]:
        validate_amounts([""] * 4, [one["limit"], one["used"], one["remaining"], one["used_percent"]], "limits")
        optional_instant(one["resets_at"])
    require_flags([stored["reached"], stored.get("windows_reported"), stored.get("ordinary_usage_allowed")])
    require_texts(
        stored.get("unread", []) + [stored["personal"].get("unit") or "", stored["personal"].get("enforcement") or ""]
    )
    optional_instant(stored.get("previous_reset"))
    if stored.get("previous"):
        validate_amounts([""], [stored["previous"]["limit"] + 0], "previous")
        require_instant(stored["previous"]["at"])
        optional_instant(stored["previous"]["resets_at"])
    ask = stored.get("increase_request")
    if ask:
        require_texts([ask["kind"], ask["url"] or ""])
    other = stored.get("other")
    if other:
        validate_amounts([""] * 2, [other["limit"], other["used_percent"]], "the other answer")
        optional_instant(other["resets_at"])
        require_texts([other["source"], other["state"], other["unit"] or ""])
    require_texts(
        [stored["reached_limit_type"] or "", stored["personal"]["state"], stored["reached_type"] or ""]
        + [one["kind"] for one in stored["others"]]
    )
    if stored["credits"]:
        credits = stored["credits"]
        validate_amounts([""], [credits["balance"]], "balance")
        require_flags([credits["has_credits"], credits["unlimited"], credits["overage_limit_reached"]])
    for window in stored["windows"]:
        require_texts([window["name"]])
        validate_amounts([""] * 2, [window["used_percent"], window["seconds"]], "windows")
        require_flags([window["opened"], window.get("reached"), window.get("allowed")])
        optional_instant(window["resets_at"])
    return stored


def validate_restatements(rows):
    """Return the restated days. Raises the errors `parse_report` turns into ReportError."""
    require_texts([row["day"] for row in rows])
    validate_amounts(
        [""] * len(rows) * 2, [row["was"] + 0 for row in rows] + [row["now"] + 0 for row in rows], "restatements"
    )
    return rows


def require_flags(values: list) -> None:
    """Raise TypeError unless each of `values` is True, False or None."""
    if not set(map(type, values)) <= {bool, type(None)}:
        raise TypeError("not a flag")


def require_texts(values: list) -> list[str]:
    """Return the list `values`. Raises TypeError unless each is text."""
    if not isinstance(values, list) or not set(map(type, values)) <= {str}:
        raise TypeError("not a list of texts")
    return values


def require_instant(text: object) -> str:
    """Return `text` when it looks like "2026-01-31T09:00:00Z". Raises ValueError."""
    if not isinstance(text, str) or len(text) < 17 or text[10] != "T" or text[-1] != "Z":
        raise ValueError("not an instant")
    return text


def optional_instant(text: object) -> str | None:
    """Return `text` when it is an instant or None. Raises ValueError."""
    return None if text is None else require_instant(text)


def unreadable_error(message: str) -> ReportError:
    """Return the error for a report whose shape is wrong."""
    return ReportError("UNREADABLE", message)
