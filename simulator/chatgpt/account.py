"""
Who is signed in, and the bodies about that person: session, accounts, limits.

Every id, token and address is made anew for each server, so that a test can
search for it wherever it must not be.
"""

import base64
import json
import secrets
from collections import namedtuple
from datetime import UTC, datetime, timedelta

Identity = namedtuple("Identity", "user_id email person account_id workspace personal_id token cookie")

WARNING = "!!!! WARNING: DO NOT SHARE ANY PART OF THIS PAGE. (a fake ChatGPT says this) !!!!"
FIVE_HOURS, WEEK = 18_000, 604_800


def identity(workspace, today):
    """Return a new `Identity` in `workspace`; its token is shaped like the JSON web tokens the real one issues."""
    account_id, personal_id = uuid(), uuid()
    user_id = f"user-{secrets.token_urlsafe(18)}"
    claims = {
        "exp": int(datetime.fromisoformat(f"{today}T00:00:00+00:00").timestamp()) + 864_000,
        "https://api.openai.com/auth": {"chatgpt_account_id": account_id, "chatgpt_user_id": user_id},
    }
    token = ".".join([encoded({"alg": "RS256", "typ": "JWT"}), encoded(claims), secrets.token_urlsafe(48)])
    email = f"robin.{secrets.token_hex(5)}@member.example"
    return Identity(
        user_id=user_id,
        email=email,
        person="Robin Example",
        account_id=account_id,
        workspace=workspace,
        personal_id=personal_id,
        token=token,
        cookie=secrets.token_urlsafe(40),
    )


def uuid():
    """Return a random id in the form of a UUID."""
    text = secrets.token_hex(16)
    return "-".join([text[:8], text[8:12], text[12:16], text[16:20], text[20:]])


def encoded(part):
    """Return one part of a JSON web token."""
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def session(who, now, *, plan="enterprise", structure="workspace"):
    """Return the session body of a member; `structure` "personal" makes the personal account the active one."""
    return {
        "WARNING_BANNER": WARNING,
        "user": {
            "id": who.user_id,
            "name": who.person,
            "email": who.email,
            "idp": "samlp",
            "iat": int(now.timestamp()) - 86_400,
            "mfa": False,
            "amr": [],
        },
        "expires": (now + timedelta(days=90)).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "account": {
            "id": who.account_id if structure == "workspace" else who.personal_id,
            "planType": plan,
            "structure": structure,
            "isDelinquent": False,
            "residencyRegion": "no_constraint",
        },
        "accessToken": who.token,
        "authProvider": "openai",
        "sessionToken": who.cookie,
        "rumViewTags": {"light_account": {"fetched": False}},
    }


def guest_session(who):
    """Return what an anonymous visitor gets: a token, and nobody it belongs to."""
    return {"WARNING_BANNER": WARNING, "accessToken": who.token, "authProvider": "openai"}


def account_list(who, *, plan, role):
    """Return the accounts of this person, the workspace first."""

    def entry(account_id, name, plan_type, structure, own_role):
        return {
            "id": account_id,
            "name": name,
            "plan_type": plan_type,
            "structure": structure,
            "account_user_role": own_role,
            "is_zdr": False,
            "profile_picture_url": None,
        }

    return {
        "accounts": [
            entry(who.account_id, who.workspace, plan, "workspace", role),
            entry(who.personal_id, None, "plus", "personal", "account-owner"),
        ],
        "account_ordering": [who.account_id, who.personal_id],
        "default_account_id": who.account_id,
    }


def usage(who, *, plan, limit=None):
    """Return `wham/usage` as an Enterprise member gets it: no windows, no balance, the budget in `spend_control`."""
    return {
        "user_id": who.user_id,
        "account_id": who.account_id,
        "email": who.email,
        "plan_type": plan,
        "rate_limit": None,
        "code_review_rate_limit": None,
        "additional_rate_limits": None,
        "model_usage": None,
        "credits": {
            "has_credits": True,
            "unlimited": False,
            "overage_limit_reached": False,
            "balance": None,
            "approx_local_messages": None,
            "approx_cloud_messages": None,
        },
        "spend_control": {"reached": False, "individual_limit": limit},
        "rate_limit_reached_type": None,
        "promo": None,
        "rate_limit_reset_credits": {"available_count": 0, "applicable_available_count": 0},
    }


def limit_body(amount, used, now, source="workspace_spend_controls"):
    """Return one monthly limit; amounts are decimal strings and the percentage is rounded, as the service does."""
    resets_at = first_of_next_month(now)
    percent = round(100 * used / amount) if amount else 100
    return {
        "source": source,
        "unit": "credit",
        "limit": decimal(amount),
        "used": decimal(used),
        "remaining": decimal(max(0, amount - used)),
        "used_percent": percent,
        "remaining_percent": max(0, 100 - percent),
        "reset_after_seconds": int((resets_at - now).total_seconds()),
        "reset_at": int(resets_at.timestamp()),
    }


def monthly_usage(used, amount=None, mode="HARD_CAP"):
    """Return the month's use with its limit; an `amount` of `None` is no limit."""
    limit = None
    if amount is not None:
        limit = {"limit": amount, "enforcement_mode": mode, "limit_mode": "amount_credits"}
    return {"balance_unit": "credit", "current_month_usage": used, "effective_monthly_limit": limit}


def window(percent, seconds, now, *, left=None):
    """Return one rate-limit window of `seconds`; one that has not been opened still has all its time `left`."""
    left = seconds if left is None else left
    return {
        "used_percent": percent,
        "limit_window_seconds": seconds,
        "reset_after_seconds": left,
        "reset_at": int(now.timestamp()) + left,
    }


def rate_limit(primary, secondary, *, reached=False):
    """Return a pair of windows."""
    return {
        "allowed": not reached,
        "limit_reached": reached,
        "primary_window": primary,
        "secondary_window": secondary,
    }


def first_of_next_month(now):
    """Return the instant the month of `now` ends, in UTC."""
    return datetime(now.year + now.month // 12, now.month % 12 + 1, 1, tzinfo=UTC)


def decimal(amount):
    """Return `amount` as plain decimal text, without an exponent and without trailing zeros."""
    return f"{amount:.9f}".rstrip("0").rstrip(".")
