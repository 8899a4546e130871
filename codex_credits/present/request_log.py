"""The last refresh in words: how each report ended, and what was asked, how it was answered, how long it took."""

from collections import namedtuple

from codex_credits.model.contract import REPORT_TITLES
from codex_credits.present import durations, messages
from codex_credits.present.facts import fact, section, with_title
from codex_credits.present.i18n import listed, t, tn

Report = namedtuple("Report", "name label code reason at")


def report_rows(formatter, report, now):
    """Return the state of each report at the last refresh, for the list that names them."""
    return [
        Report(
            row.report,
            t(REPORT_TITLES.get(row.report, row.report)),
            row.code,
            messages.reason(row.code),
            durations.format_age(formatter, row.at, now) if row.at else "",
        )
        for row in report.report_status
    ]


def request_section(formatter, log):
    """Return the `Section` of the requests in `log`, as the session holds them."""
    facts = []
    for at, row in enumerate(log or []):
        status, took = str(row["status"] or t("no answer")), formatter.number(row["ms"], "whole")
        text = listed([status, size(formatter, row["bytes"]), t("{milliseconds} ms").format(milliseconds=took)])
        facts.append(fact(f"request {at}", row["route"], text, state="request"))
    total = size(formatter, sum(row["bytes"] or 0 for row in log or []))
    summary = t("no request this session")
    if facts:
        summary = listed([tn(formatter, len(facts), "{count} request", "{count} requests"), total])
    note = t("All to chatgpt.com; kept in memory only.") if facts else ""
    return section("reports", summary, with_title(t("Requests of the last refresh"), facts), note)


def size(formatter, count):
    """Return a number of bytes in words."""
    count = count or 0
    if count >= 1000000:
        return t("{count} MB").format(count=formatter.number(count / 1000000, "two"))
    return t("{count} kB").format(count=formatter.number(-(-count // 1000), "whole"))
