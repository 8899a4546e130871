"""
Bodies of the limit's reports, and what a person is told of each: (name, body, month's report, what differs).

What a case does not mention is as in `PLAIN`: every case is held to every word of it.
"""

LIMIT = {"limit": "640", "used": "152.5", "remaining": "487.5", "used_percent": 24, "reset_at": 1790812800}
HOURS = {"used_percent": 27, "limit_window_seconds": 18_000, "reset_at": 1789833900}
WEEK = {"used_percent": 63, "limit_window_seconds": 604_800, "reset_at": 1790129700}
POOL = {"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": None}
SHARED = {"limit": "90000", "used": "41000", "remaining": "49000", "reset_at": 1790812800}
NO_CAP = {"status": 404, "body": '{"detail": "Current user monthly cap is not available."}'}
OCTOBER = "2026-10-01T00:00:00Z"

PLAIN = {
    "state": "set", "limit": 640, "used": 152.5, "remaining": 487.5, "percent": "24 % used", "note": "", "resets_at": OCTOBER,
    "windows": [], "base": "not applicable", "credits": "not reached", "personal": "not reached", "overage": "not reached", "others": {},
    "headline": "Credits available", "stopped": False, "report_status": {}, "notices": [], "badge": 24,
}  # fmt: skip
ASKED = {"report_status": {}}
UNASKED = {"report_status": {"monthly": "NOT_ASKED"}}
IN_PART = {"report_status": {"limits": "PARTIAL"}, "notices": ["PARTIAL"]}
NOTHING = {"limit": None, "used": None, "remaining": None, "percent": None, "resets_at": None, "badge": None}
UNKNOWN = NOTHING | {"state": "unknown", "note": "Your limit is not known", "personal": "not reported"}
NOT_SET = NOTHING | {"state": "not_set", "note": "No personal limit set", "personal": "not applicable"}
HIDDEN = NOTHING | {"state": "hidden", "personal": "hidden", "resets_at": OCTOBER}
WINDOWS = {"base": "not reached", "windows": [("Codex, 5 hours", "27 % used"), ("Codex, week", "63 % used")]}
ONLY_WINDOWS = {"credits": "not applicable", "headline": "Rate-limit windows only"}
WINDOW_UP = {"base": "reached", "headline": "A rate limit is reached"}
LIMIT_UP = {"personal": "reached", "headline": "Your limit is reached", "stopped": True}
SAID = "ChatGPT says that your limit is reached, although its figures show some left."
OVER = "A task that starts under the limit may finish over it."


def usage(limit=LIMIT, control=None, **more):
    """Return a body of wham/usage whose personal limit is `limit`."""
    spend = {"reached": False, "individual_limit": limit} | (control or {})
    return {"plan_type": "business", "rate_limit": None, "credits": POOL, "spend_control": spend} | more


def own(**changes):
    """Return the body whose personal limit has these `changes`; None takes a member away."""
    limit = LIMIT | changes
    return usage({name: value for name, value in limit.items() if value is not None})


def pool(rate_limit=None, **changes):
    """Return the body whose credits have these `changes`."""
    return usage(credits=POOL | changes, rate_limit=rate_limit)


def rate(*windows, **flags):
    """Return a rate limit of one or two windows."""
    named = zip(("primary_window", "secondary_window"), windows, strict=False)
    return {"allowed": True, "limit_reached": False} | dict(named) | flags


def month(limit, use=152.5, **more):
    """Return the month's report with a `limit`, which is a number or the whole part."""
    cap = limit if isinstance(limit, dict) else {"limit": limit, "enforcement_mode": "HARD_CAP"}
    return {
        "balance_unit": "credit",
        "current_month_usage": use,
        "effective_monthly_limit": cap,
        "reset_at": 1790812800,
    } | more


BOTH = rate(HOURS, WEEK)
EXTRA = {"limit_name": "Spark", "rate_limit": rate(HOURS | {"used_percent": 8})}
SPARK = ("Spark, 5 hours", "8 % used")
NONE = usage(None)  # no personal limit: the month's report is asked
FROM_MONTH = ASKED | {"percent": "24 % used"}

NUMBERS = [
    ("plain", own(), None, {}),
    ("an exponent of zero is 0", own(used="0E-10", remaining="640", used_percent=0), None,
     {"used": 0, "remaining": 640, "percent": "0 % used", "badge": 0}),
    ("spaces and an exponent", own(limit=" 6.4e2 ", used=" 152.5"), None, {}),
    ("a balance written 0E-10 with credits", pool(balance="0E-10"), None,
     {"credits": "reached", "headline": "Balance 0 credits"}),
    ("a balance of nothing but rounding is 0", pool(balance="0.00000000000000000004"), None,
     {"credits": "reached", "headline": "Balance 0 credits"}),
    ("a debt of nothing but rounding is 0", pool(balance="-3e-15"), None,
     {"credits": "reached", "headline": "Balance 0 credits"}),
    ("a small balance is one", pool(balance="0.04"), None, {"headline": "Balance 0.04 credits"}),
    ("a balance below 0 is overdrawn", pool(balance="-12.25"), None,
     {"credits": "reached", "headline": "Overdrawn by 12.25 credits"}),
    ("a use that misses the limit by rounding", own(used="639.9999999999999", remaining="1e-13", used_percent=100), None,
     LIMIT_UP | {"used": 640, "remaining": 0, "percent": "100 % used", "badge": 100}),
    ("a use below 0", own(used="-4.5", remaining="644.5", used_percent=-1), None,
     {"used": -4.5, "remaining": 644.5, "percent": "0 % used", "badge": None}),
    ("a per cent that contradicts the figures", own(used="6400", remaining=None, used_percent=3), None,
     LIMIT_UP | {"used": 6400, "remaining": 0, "percent": "1,000 % used", "badge": 999 + 1, "note": OVER}),
]  # fmt: skip

HALVES = [
    ("limit and rest", own(used=None), None, {}),
    ("limit and use", own(remaining=None, used_percent=None), None, {}),
    ("limit alone", own(used=None, remaining=None, used_percent=None), None,
     {"used": None, "remaining": None, "percent": None, "badge": None, "personal": "not reported"}),
    ("limit and per cent", own(used=None, remaining=None), None,
     {"used": None, "remaining": None, "personal": "not reported"}),
    ("per cent used alone", usage({"used_percent": 37, "reset_at": 1790812800}), NO_CAP,
     HIDDEN | ASKED | {"percent": "37 % used", "badge": 37, "note": "37 % of your limit used; ChatGPT gives no figures"}),
    ("per cent left alone", usage({"remaining_percent": 88, "reset_at": 1790812800}), NO_CAP,
     HIDDEN | ASKED | {"percent": "12 % used", "badge": 12, "note": "12 % of your limit used; ChatGPT gives no figures"}),
    ("per cent alone, and the month knows", usage({"used_percent": 24, "reset_at": 1790812800}), month(640), FROM_MONTH),
    ("an empty limit claims nothing", usage({}), NO_CAP, UNKNOWN | ASKED),
    ("a limit of 0", own(limit="0", used="7.5", remaining=None, used_percent=None), None,
     LIMIT_UP | {"state": "zero", "limit": 0, "used": 7.5, "remaining": 0, "percent": None, "badge": None,
                 "note": "Your limit for this period is 0."}),
    ("no reset is made up", own(reset_at=None), None, {"resets_at": None}),
    ("a reset told in seconds from now", own(reset_at=None, reset_after_seconds=986_100), None, {}),
    ("a reset that is a word", own(reset_at="soon"), None, {"resets_at": None}),
    ("a reset in milliseconds", own(reset_at=1790812800000), None, {"resets_at": None}),
    ("an amount with its unit", own(limit=None, limit_amount={"amount": "640", "unit": "credits"}), None, {}),
]  # fmt: skip

APART = [
    ("a use that is no number", own(used="lots"), None, IN_PART),
    ("a limit that is a number", usage(7.0), NO_CAP,
     UNKNOWN | {"report_status": {"limits": "PARTIAL"}, "notices": ["PARTIAL"]}),
    ("a balance that is an object", pool(balance={"amount": 3}), None, IN_PART),
    ("flags that are texts", pool(has_credits="yes", overage_limit_reached="no"), None,
     IN_PART | {"credits": "not reported", "overage": "not reported", "headline": "Credit access not known"}),
    ("an empty balance is not shared", pool(balance=" "), None, {}),
    ("an extra limit that is a text", usage(rate_limit=BOTH, additional_rate_limits=["x", EXTRA, 4]), None,
     IN_PART | WINDOWS | {"base": "not reported", "windows": WINDOWS["windows"] + [SPARK]}),
    ("extra limits that are a text", usage(additional_rate_limits="x"), None, IN_PART | {"base": "not reported"}),
    ("a window whose use is no number", usage(rate_limit=rate(HOURS | {"used_percent": "bad"}, WEEK)), None,
     IN_PART | {"base": "not reported", "windows": [("Codex, 5 hours", "usage not reported"), ("Codex, week", "63 % used")]}),
    ("a rate limit that is a text", usage(rate_limit="x"), None, IN_PART | {"base": "not reported"}),
    ("nothing but a balance", {"credits": POOL | {"balance": "31.5"}}, None,
     UNKNOWN | UNASKED | {"base": "not reported", "headline": "Balance 31.50 credits"}),
]  # fmt: skip

REACHED = [
    ("reached, with figures", own(used="655.25", remaining="-15.25", used_percent=102), None,
     LIMIT_UP | {"used": 655.25, "remaining": 0, "percent": "102 % used", "badge": 102, "note": OVER}),
    ("reached by ChatGPT's word alone", usage(control={"reached": True}), None, LIMIT_UP | {"note": SAID}),
    ("reached by its type alone", usage(rate_limit_reached_type={"type": "workspace_member_usage_limit_reached"}), None,
     LIMIT_UP | {"note": SAID}),
    ("reached beside a rest of 0 that the use denies", usage(LIMIT | {"remaining": "0"}, {"reached": True}), None,
     LIMIT_UP | {"note": SAID}),
    ("reached without a limit", usage(None, {"reached": True}), NO_CAP,
     HIDDEN | LIMIT_UP | ASKED | {"resets_at": None, "note": "ChatGPT does not tell you the limit"}),
    ("the group's limit is reached",
     usage(control={"reached": True, "reached_limit_type": "group_shared",
                    "group_shared_limit": {"details": SHARED | {"used": "90000", "remaining": "0"}}}), None,
     {"others": {"Your group's shared limit": "reached"}, "headline": "Your group's shared limit is reached", "stopped": True}),
    ("the workspace's limit is reached, and there is no personal one",
     usage(None, {"reached": True, "reached_limit_type": "workspace_shared", "workspace_shared_limit": SHARED}), NO_CAP,
     NOT_SET | ASKED | {"others": {"Workspace's shared limit": "reached"},
                        "headline": "Workspace's shared limit is reached", "stopped": True}),
    ("a limit ChatGPT gives no figures of is reached", usage(control={"reached": True, "reached_limit_type": "role_budget"}), None,
     {"others": {"Your role's budget": "reached"}, "headline": "Your role's budget is reached", "stopped": True}),
    ("a default limit beside the own one", usage(control={"workspace_default_limit": SHARED}), None,
     {"others": {"Workspace's default limit": "not reached"}}),
    ("a kind of tomorrow stops nothing", usage(rate_limit_reached_type={"type": "something_new"}), None, {}),
    ("overage", pool(overage_limit_reached=True), None,
     {"overage": "reached", "headline": "Workspace overage limit reached", "stopped": True}),
]  # fmt: skip

CREDITS = [
    ("unlimited, whatever else is said", usage(None, credits=POOL | {"unlimited": True, "has_credits": False}), None,
     NOTHING | UNASKED | {"state": "unlimited", "note": "Unlimited credits", "personal": "not applicable", "overage": "not applicable",
                "headline": "Unlimited credits"}),
    ("unlimited beside a limit", pool(unlimited=True), None,
     UNASKED | {"overage": "not applicable", "headline": "Unlimited credits"}),
    ("no pool beside windows", pool(BOTH, has_credits=False, balance="0"), None, WINDOWS | ONLY_WINDOWS),
    ("a balance of 0 beside the word that there are credits", pool(BOTH, balance="0"), None,
     WINDOWS | {"credits": "reached", "headline": "Balance 0 credits"}),
    ("no credits and no windows", pool(has_credits=False, balance="0"), None,
     {"credits": "reached", "headline": "Workspace credits used up", "stopped": True}),
    ("depleted while windows are left",
     usage(rate_limit=BOTH, rate_limit_reached_type={"type": "workspace_member_credits_depleted"}), None,
     WINDOWS | {"credits": "reached", "headline": "Workspace credits used up", "stopped": True}),
    ("a full window before a balance of 0", pool(rate(WEEK | {"used_percent": 100}), balance="0"), None,
     {"base": "reached", "windows": [("Codex, week", "100 % used")], "credits": "reached", "headline": "Balance 0 credits"}),
]  # fmt: skip

RATES = [
    ("a window at 100", pool(rate(HOURS, WEEK | {"used_percent": 100}), has_credits=False), None,
     ONLY_WINDOWS | WINDOW_UP | {"windows": [("Codex, 5 hours", "27 % used"), ("Codex, week", "100 % used")], "stopped": True}),
    ("a full week, and a balance that goes on", pool(rate(HOURS, WEEK | {"used_percent": 100}, allowed=False, limit_reached=True),
     balance="57.75"), None,
     {"base": "reached", "headline": "Balance 57.75 credits", "windows": [("Codex, 5 hours", "27 % used"), ("Codex, week", "100 % used")]}),
    ("ChatGPT's word at 98", pool(rate(HOURS | {"used_percent": 98}, limit_reached=True), has_credits=False), None,
     ONLY_WINDOWS | WINDOW_UP | {"windows": [("Codex, 5 hours", "98 % used, reached")], "stopped": True}),
    ("its word, of two windows neither is full", pool(rate(HOURS, WEEK, allowed=False), has_credits=False), None,
     ONLY_WINDOWS | WINDOW_UP | {"windows": WINDOWS["windows"], "stopped": True}),
    ("its word without a window", pool(rate(allowed=False, limit_reached=True), has_credits=False), None,
     ONLY_WINDOWS | WINDOW_UP | {"windows": [("Codex, length not reported", "usage not reported, reached")], "stopped": True}),
    ("its type, and nothing of credits", usage(credits=None, rate_limit_reached_type={"type": "rate_limit_reached"}), None,
     WINDOW_UP | {"credits": "not reported", "overage": "not reported"}),
    ("no key, no word", {"plan_type": "team", "spend_control": {"individual_limit": LIMIT}, "credits": POOL}, None,
     {"base": "not reported"}),
    ("it may be used, how far is not told", usage(rate_limit=rate()), None,
     {"base": "not reached", "windows": [("Codex, length not reported", "usage not reported")]}),
    ("no length", usage(rate_limit=rate({"used_percent": 44})), None,
     {"base": "not reached", "windows": [("Codex, length not reported", "44 % used")]}),
    ("a window in the rate limit itself", usage(rate_limit={"used_percent": 44, "limit_window_seconds": 86_400}), None,
     {"base": "not reached", "windows": [("Codex, day", "44 % used")]}),
    ("a window of a month", usage(rate_limit={"monthly_window": {"used_percent": 9, "limit_window_seconds": 2_592_000}}), None,
     {"base": "not reached", "windows": [("Codex, month", "9 % used")]}),
    ("above 100 and below 0", pool(rate(HOURS | {"used_percent": 112}, WEEK | {"used_percent": -6})), None,
     {"base": "reached", "windows": [("Codex, 5 hours", "112 % used"), ("Codex, week", "0 % used")]}),
    ("minutes", usage(rate_limit=rate(HOURS | {"limit_window_seconds": 1200})), None,
     {"base": "not reached", "windows": [("Codex, 20 minutes", "27 % used")]}),
    ("an extra limit without a name", usage(additional_rate_limits=[{"rate_limit": rate(HOURS)}]), None,
     {"base": "not reached", "windows": [("Another limit, 5 hours", "27 % used")]}),
    ("extra limits by name", usage(additional_rate_limits={"Spark": {"primary": {"usedPercent": 8, "windowMinutes": 300}}}), None,
     {"base": "not reached", "windows": [SPARK]}),
]  # fmt: skip

PLACES = [
    ("at the root", usage(None, individual_limit=LIMIT), None, {}),
    ("in the rate limit", usage(None, rate_limit={"individual_limit": LIMIT}), None, {"base": "not reported"}),
    ("in rate_limits", {"rate_limits": {"individual_limit": LIMIT}}, None,
     UNASKED | {"base": "not reported", "credits": "not reported", "overage": "not reported", "headline": "Credit access not known"}),
    ("one level deeper", {"plan_type": "team", "rate_limit_status": usage(rate_limit=BOTH)}, None, WINDOWS),
    ("of two, spend_control's", usage(individual_limit=LIMIT | {"limit": "99"}), None, {}),
    ("no spend control at all", {"plan_type": "team", "rate_limit": None, "credits": POOL}, None, UNKNOWN | UNASKED),
    ("a spend control of null, and the month knows", usage(None, spend_control=None), month(640), FROM_MONTH),
    ("a spend control of null, and no cap", usage(None, spend_control=None), NO_CAP, NOT_SET | ASKED),
]  # fmt: skip

MONTHS = [
    ("hard", NONE, month(640), FROM_MONTH),
    ("soft", NONE, month({"limit": 640, "enforcement_mode": "SOFT_CAP"}, 700),
     FROM_MONTH | {"used": 700, "remaining": 0, "percent": "109 % used", "badge": 109,
                   "note": "It is a budget, not enforced: it stops nothing."}),
    ("a mode of tomorrow", NONE, month({"limit": 640, "enforcement_mode": "LATER"}), FROM_MONTH),
    ("no mode", NONE, month({"limit": 640}), FROM_MONTH),
    ("a mode that is an object", NONE, month({"limit": 640, "enforcement_mode": {"mode": "x"}}),
     FROM_MONTH | {"report_status": {"monthly": "PARTIAL"}, "notices": ["PARTIAL"]}),
    ("switched off", NONE, month({"limit": 640, "enforcement_mode": "Disabled"}),
     NOT_SET | ASKED | {"used": 152.5, "resets_at": None}),
    ("switched off, whatever the number is", NONE, month({"limit": {"amount": 640}, "enforcement_mode": "off"}),
     NOT_SET | ASKED | {"used": 152.5}),
    ("a number that is none", NONE, month({"limit": "Infinity", "enforcement_mode": "HARD_CAP"}),
     UNKNOWN | {"used": 152.5, "report_status": {"monthly": "PARTIAL"}, "notices": ["PARTIAL"]}),
    ("a use that is none", NONE, month(640, {"amount": 152.5}),
     {"used": None, "remaining": None, "percent": None, "badge": None, "personal": "not reported",
      "report_status": {"monthly": "PARTIAL"}, "notices": ["PARTIAL"]}),
    ("a use of nothing but rounding", NONE, month(640, 2e-14),
     FROM_MONTH | {"used": 0, "remaining": 640, "percent": "0 % used", "badge": 0}),
    ("401 blames nobody", NONE, {"status": 401, "body": '{"detail": "Another account."}'},
     UNKNOWN | {"report_status": {"monthly": "NO_ACCESS"}}),
    ("trouble is told", NONE, {"status": 502, "body": "{}"},
     UNKNOWN | {"report_status": {"monthly": "SERVER"}, "notices": ["PARTIAL"]}),
]  # fmt: skip

FAMILIES = {
    "numbers": NUMBERS, "halves": HALVES, "apart": APART, "reached": REACHED, "credits": CREDITS, "windows": RATES,
    "places": PLACES, "month": MONTHS,
}  # fmt: skip
