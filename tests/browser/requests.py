"""Ask the fake ChatGPT's source directly, as a signed-in page would through the browser."""

from datetime import date, timedelta
from pathlib import Path

from codex_credits.model import contract
from simulator.chatgpt import routes

SAMPLES = Path(__file__).parents[1] / "samples"
BASE, VARIANTS = SAMPLES / "base", SAMPLES / "variants"
BREAKDOWNS = contract.BREAKDOWNS


def ask(server, path, *, bearer=True, cookie=False, **query):
    """Ask the server's source as a signed-in page would; lists in `query` are sent as repeated names."""
    pairs = [(key, item) for key, value in query.items() for item in (value if isinstance(value, list) else [value])]
    headers = {"authorization": f"Bearer {server.source.token}"} if bearer else {}
    headers |= {"cookie": f"__Secure-next-auth.session-token={server.source.cookie}"} if cookie else {}
    return server.source.answer(routes.Asked("GET", path, pairs, headers))


def last_days(server, count):
    """Return the first and last of the `count` days that end today."""
    return (date.fromisoformat(server.today) - timedelta(days=count - 1)).isoformat(), server.today
