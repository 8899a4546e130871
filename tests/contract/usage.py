"""A body of wham/usage with windows, credits and a personal limit, for tests to change one part of."""

from simulator.worker.worker import base
from tests.contract.stored_report import code

WINDOW = {"used_percent": 23, "limit_window_seconds": 18_000, "reset_after_seconds": 7200}
WEEK = {"used_percent": 44, "limit_window_seconds": 604_800, "reset_after_seconds": 300_000}
LIMIT = {"limit": "8000", "used": "2480.5", "remaining": "5519.5", "used_percent": 31, "reset_at": 1790812800}
NO_CAP = {"status": 404, "body": '{"detail": "Current user monthly cap is not available."}'}


def usage(limit=LIMIT, **more):
    """Return a body of wham/usage with windows, credits and a personal limit."""
    return {
        "plan_type": "business",
        "rate_limit": {"allowed": True, "limit_reached": False, "primary_window": WINDOW, "secondary_window": WEEK},
        "credits": {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None},
        "spend_control": {"reached": False, "individual_limit": limit},
    } | more


def read(worker, body, **more):
    """Return the code of the limits and the stored limits of a body."""
    report = worker.report(base(limits=body, **more))
    return code(report, "limits"), report["limits"]


def used_percents(windows):
    return [one["used_percent"] for one in windows]
