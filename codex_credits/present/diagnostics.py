"""
How the last refresh went, as Markdown to paste into an issue.

It has codes, routes and the shapes of answers, and no figure, name, id or address of the person's.
"""

from codex_credits.model import contract


def text(found, ignored=()):
    """
    Return the text of `found`: {"version", "browser", "log", "notice", "reports", "answers"}.

    `ignored` has the names of the settings of a company's policy that cannot be used.
    """
    lines = [f"Codex Enterprise Credits {found['version']}", found["browser"]]
    ended = "ok" if found["reports"] else "none in this session of the browser"
    lines.append(f"Last refresh: {found['notice']['code'] if found['notice'] else ended}")
    if ignored:
        lines.append(f"Policy settings that cannot be used: {', '.join(ignored)}")
    lines += listed("Results", [f"{named(report)}: {code}" for report, code in found["reports"]])
    requests = [f"{row['report']}: {row['status'] or 'no answer'} `{row['route']}`" for row in found["log"]]
    lines += listed("Requests", requests)
    if found["answers"]:
        lines += ["", "Shapes of the answers that were not understood: names and types, no values"]
    for answer in found["answers"]:
        lines += ["", f"{answer['report']}: {answer['status'] or 'no answer'}, {answer['kind']}"]
        if answer.get("shape"):
            lines += ["```json", answer["shape"], "```"]
    return "\n".join(lines) + "\n"


def named(report):
    """Return the name of a report of ChatGPT's, with its title where it has one."""
    title = contract.REPORT_TITLES.get(report)
    return f"{report} ({title})" if title else report


def listed(title, rows):
    """Return `rows` as a list under a title; nothing without rows."""
    return ["", title, ""] + [f"- {row}" for row in rows] if rows else []
