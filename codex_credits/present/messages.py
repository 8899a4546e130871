"""
Every sentence the popup says about a state: what happened, what to do, and one way out.

A notice is looked up by its code. Whoever asks for one fills in `{report}`, `{time}`
and `{day}`. No status codes, no server text.
"""

from collections import namedtuple

from codex_credits.present import durations
from codex_credits.present.i18n import t

Notice = namedtuple("Notice", "code tone text label action note ready")
# note: the small print under the sentence; ready: whether the button may be pressed now
# tone: "plain", "warning" (figures are at risk or incomplete) or "stopped" (nothing more until you act)

# i18n: sentences
RETRY = ("Try again", "refresh")
# i18n: sentences
OPEN = ("Open ChatGPT", "open-chatgpt")
# i18n: sentences
OPEN_AND_LOAD = ("Open ChatGPT", "open-and-load")
# i18n: values
LOADING = "Loading…"  # the button of what is being done

# i18n: sentences
TABLE = {
    "FIRST_RUN": ("plain", "See your workspace's Codex credits, read from your own ChatGPT page.", "Read my credits", "refresh"),
    "READING": ("plain", "Reading your figures from ChatGPT …", "", ""),
    "SIGNED_OUT": ("stopped", "You seem to be signed out of ChatGPT. Sign in there; your credits load by themselves.") + OPEN_AND_LOAD,
    "GUEST": ("stopped", "ChatGPT is open without an account. Sign in with your work account; your credits load by themselves.") + OPEN_AND_LOAD,
    "PERSONAL": ("stopped", "ChatGPT is not in a company's workspace right now. Switch to yours; your credits load by themselves.") + OPEN_AND_LOAD,
    "NO_WORKSPACE": ("stopped", "ChatGPT has no active workspace for this account. Choose your company's; your credits load by themselves.") + OPEN_AND_LOAD,
    "NO_ACCESS": ("stopped", "ChatGPT does not let you see Codex usage here. A workspace admin may be able to allow it.") + RETRY,
    "NOT_ACCEPTED": ("warning", "ChatGPT did not accept your sign-in for these reports. Reload ChatGPT, then try again.") + OPEN,
    "NOT_FOUND": ("warning", "ChatGPT did not find these reports. They may come back; try again tomorrow.") + RETRY,
    "BAD_REQUEST": ("warning", "ChatGPT rejected the request. This extension may need an update.") + RETRY,
    "NO_TAB": ("plain", "No ChatGPT tab is open.", "Load now", "load"),
    "TAB_LOST": ("warning", "The ChatGPT tab stopped answering before loading finished. Try again.") + RETRY,
    "TAB_ERROR": ("warning", "The ChatGPT tab cannot be read right now. Open it to see why, then try again.") + OPEN,
    "TAB_ASLEEP": ("plain", "Your ChatGPT tab is asleep.", "Wake it and load", "wake"),
    "TAB_BUSY": ("warning", "The ChatGPT tab does not answer. It may show a dialog or be busy. Open it to see, then try again.") + OPEN,
    "BLOCKED_BY_POLICY": ("stopped", "A browser policy keeps this extension from reading chatgpt.com. Only the administrator who set it can change that.") + RETRY,
    "WRONG_HOST": ("stopped", "The ChatGPT tab is on another site now. If it asks you to sign in, do so; your credits load by themselves.") + OPEN_AND_LOAD,
    "NO_PERMISSION": ("stopped", "The browser does not let this extension read chatgpt.com. Allow it to go on.", "Allow", "grant"),
    "TIMEOUT": ("warning", "ChatGPT took too long to answer. Try again in a moment.") + RETRY,
    "OFFLINE": ("warning", "ChatGPT cannot be reached. Check your connection, then try again.") + RETRY,
    "RATE_LIMITED": ("warning", "ChatGPT asks to wait. You can refresh again {time}.") + RETRY,
    "SERVER": ("warning", "ChatGPT has trouble answering right now. Try again in a moment.") + RETRY,
    "BLOCKED": ("stopped", "ChatGPT, or something on the way to it, refused the request. Open ChatGPT to see what it says.") + OPEN,
    "CHALLENGE": ("stopped", "ChatGPT wants to check that you are human. Finish the check there; your credits load by themselves.") + OPEN_AND_LOAD,
    "SHAPE": ("warning", "The answer has a form this extension does not understand. Reload ChatGPT, or look for an update.") + RETRY,
    "UNIT": ("warning", "ChatGPT does not say clearly in which unit these figures are, so they are not shown.", "", ""),
    "SCALE": ("warning", "These figures ({report}) are on a very different scale from what they were at the last refresh. Check the unit on ChatGPT's own page.") + OPEN,
    "TOO_BIG": ("warning", "ChatGPT's answer was too large to read. Choose a shorter range.") + RETRY,
    "PARTIAL": ("warning", "Not loaded: {report}. What could be loaded is shown.") + RETRY,
    "STORAGE": ("warning", "The figures could not be saved in the browser or read back. Delete the stored data, then refresh.", "Delete stored data", "ask-clear-data"),
    "NOT_DELETED": ("warning", "The stored data could not be deleted. Try again, or remove the extension: then the browser deletes it.", "Delete stored data", "ask-clear-data"),
    "BUSY": ("plain", "A refresh is already running.", "", ""),
    "INTERRUPTED": ("warning", "The last refresh was interrupted. Try again.") + RETRY,
    "WORKSPACE_CHANGED": ("warning", "ChatGPT switched to another account or workspace during the refresh, so nothing was kept. Try again.") + RETRY,
    "INTERNAL": ("warning", "Something went wrong in this extension. Try again.") + RETRY,
    "EARLIER_SESSION": ("plain", "These figures were saved earlier, perhaps for another workspace. Refresh to confirm whose they are.") + RETRY,
    "STALE": ("warning", "The daily figures, as ChatGPT gave them, end {time}. Newer use is not in them.") + RETRY,
    "UNREADABLE": ("warning", "The saved figures could not be read. Refresh to load them from ChatGPT again.") + RETRY,
    "NEWER_SCHEMA": ("warning", "The saved figures were made by a newer version of this extension. Update it, or refresh.") + RETRY,
    "NOT_METERED": ("plain", "ChatGPT reports tokens here, but 0 {unit}.", "Show mine", "mine"),
    "WITHHELD": ("plain", "Some names look like an e-mail address or a token. They are not kept; their figures are.", "", ""),
    "TRUNCATED": ("plain", "Days before {day} were not kept.", "Delete stored data", "ask-clear-data"),
    "NO_USAGE": ("plain", "ChatGPT reports no Codex use for this range.", "Show 90 days", "range-90"),
    "NOT_READ": ("plain", "{count} of {days} in this range are not loaded yet.") + RETRY,
    "SAMPLE": ("warning", "Sample data: invented figures, not yours. Nothing of it is stored.", "Leave sample data", "leave-sample"),
    "BREAKDOWN_UNREAD": ("plain", "There are no figures for this breakdown, so only the totals are shown.", "", ""),
    "NOT_A_DAY": ("warning", "That is not a date. Write it like {example}.", "", ""),
    "REVERSED": ("warning", "The last day is before the first. Swap them.", "", ""),
    "FUTURE": ("warning", "The last day is in the future. Today in UTC is the latest.", "", ""),
    "TOO_LONG": ("warning", "That range is too long. At most 1,100 days, from 2020 on.", "", ""),
}  # fmt: skip

# The sentence of SCALE where it is known how far the figures have jumped.
# i18n: values
SCALE_JUMPS = {
    "larger": "These figures ({report}) are about {factor} times what they were at the last refresh. Check the unit on ChatGPT's own page.",
    "smaller": "These figures ({report}) are about 1/{factor} of what they were at the last refresh. Check the unit on ChatGPT's own page.",
}

# What one reading, if all goes well, makes true: the buttons that start one, and those after which it starts by itself.
LOADS = ("refresh", "load", "wake")
LEADS_TO_LOADING = LOADS + ("open-and-load", "grant")

# The small print under a sentence.
# i18n: values
NOTES = {"NO_TAB": "Uses a background tab and closes it afterwards. If one is open, a company policy may hide it."}
# i18n: values
CLICK_AGAIN = "Then click the icon again."
NOTES.update({code: CLICK_AGAIN for code in TABLE if TABLE[code][3] == "open-and-load"})

# Why a report is missing, inside the PARTIAL sentence and the list of reports.
# i18n: values
REASONS = {
    "ok": "read", "NO_ACCESS": "no access", "NOT_FOUND": "not found", "SHAPE": "not understood",
    "NOT_ACCEPTED": "sign-in not accepted",
    "UNIT": "in another unit", "SCALE": "on another scale", "TOO_BIG": "too large", "SERVER": "ChatGPT had trouble", "TIMEOUT": "no answer in time",
    "OFFLINE": "not reached", "RATE_LIMITED": "asked to wait", "CHALLENGE": "check needed", "PARTIAL": "read in part",
    "BLOCKED": "refused with a page",
    "NOT_ASKED": "not asked", "BAD_REQUEST": "request rejected", "NO_WORKSPACE": "no workspace", "SIGNED_OUT": "not signed in",
    "PERSONAL": "not in a workspace", "INTERNAL": "a fault here",
}  # fmt: skip


def notice(code, sentence=None, **values):
    """
    Return the `Notice` for `code` with `values` filled in; an unknown code reads as INTERNAL.

    `sentence` is another one than the table's. Raises ValueError when `values` leaves a placeholder of the sentence unfilled.
    """
    tone, text, label, action = TABLE.get(code) or TABLE["INTERNAL"]
    text = sentence or text
    if text.count("{") > len([name for name in values if "{" + name + "}" in text]):
        raise ValueError(f"{code}: a placeholder has no word")
    text = t(text)
    for name, word in values.items():
        text = text.replace("{" + name + "}", word)
    return Notice(code, tone, text, label and t(label), action, t(NOTES[code]) if code in NOTES else "", True)


def without_action(found):
    """Return a notice without its button."""
    return Notice(found.code, found.tone, found.text, "", "", "", True)


def with_wait(formatter, found, seconds, *, loading=False):
    """Return a notice whose button counts `seconds` down before it may be pressed, or says that it is being done."""
    _, _, label, action = TABLE.get(found.code) or TABLE["INTERNAL"]
    if found.action not in LOADS or found.action != action:
        return found
    label = t(LOADING if loading else label)
    if seconds and not loading:
        label = t("{action} in {seconds}").format(action=label, seconds=durations.format_seconds(formatter, seconds))
    return Notice(found.code, found.tone, found.text, label, action, found.note, not loading and not seconds)


def reason(code):
    """Return why a report is missing, in a few words."""
    return t(REASONS[code]) if code in REASONS else t("not read")
