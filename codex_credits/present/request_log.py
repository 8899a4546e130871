"""The last refresh's requests in words: what was asked, how it was answered, how much came, how long it took."""

from codex_credits.present import formatting
from codex_credits.present.facts import fact, section, with_title


def request_section(formatter, log):
    """Return the `Section` of the requests in `log`, as the session holds them."""
    facts = []
    for at, row in enumerate(log or []):
        text = f"{row['status'] or 'no answer'}, {size(formatter, row['bytes'])}, {formatter.number(row['ms'], 'whole')} ms"
        facts.append(fact(f"request {at}", row["route"], text, state="request"))
    total = size(formatter, sum(row["bytes"] or 0 for row in log or []))
    summary = (
        f"{formatting.format_count(formatter, len(facts), 'request', 'requests')}, {total}"
        if facts
        else "no request this session"
    )
    note = "All to chatgpt.com; kept in memory only." if facts else ""
    return section("reports", summary, with_title("Requests of the last refresh", facts), note)


def size(formatter, count):
    """Return a number of bytes in words."""
    count = count or 0
    if count >= 1000000:
        return f"{formatter.number(count / 1000000, 'two')} MB"
    return f"{formatter.number(-(-count // 1000), 'whole')} kB"
