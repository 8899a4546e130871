"""The last refresh in words: how each report ended, and what was asked, how it was answered, how long it took."""

from collections import namedtuple

from codex_credits.model.contract import REPORT_TITLES
from codex_credits.present import formatting, messages
from codex_credits.present.facts import fact, section, with_title

Report = namedtuple("Report", "name label code reason at")


def report_rows(formatter, report, now):
    """Return the state of each report at the last refresh, for the list that names them."""
    return [
        Report(
            row.report,
            REPORT_TITLES.get(row.report, row.report),
            row.code,
            messages.reason(row.code),
            formatting.format_age(formatter, row.at, now) if row.at else "",
        )
        for row in report.report_status
    ]


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
