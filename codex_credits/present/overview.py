"""
The block that the popup opens with, in words: what is left, of what, and how much of the period is gone.

What needs the forecast is in verdict.py: it comes after the first paint.
"""

from collections import namedtuple

from codex_credits.model import budget, dates, units
from codex_credits.present import budget_card, formatting

STALE_MINUTES = 36 * 60  # the daily report is then older than it ever is when all is well
SEEN_PENDING = 20  # a pending amount is told in the open when it is more than the use divided by this

Overview = namedtuple(
    "Overview",
    "name figure lead words title used of share gone reset reset_title pending pending_title note today closed allowance",
)
# figure    what the lead is: "remaining", "limit", "used" or "share"; lead: (exact or None, text)
# used      (exact, text) beside `of`, (exact, text), where the lead is neither; None when unknown
# share     (exact, "92 % used"); gone: (exact, "80 % of the month gone"); today: (exact, text); each or None
# closed    (exact, text) of the period before, where a new one has begun since it was read; None
# allowance whether the forecast may tell what a day may take
# *_title   exact figures and full sentences, for the pointer


def overview(formatter, report, period, card, picture, now):
    """Return the `Overview` of `report` at `now`, whose BudgetPeriod, Card and BurnUp are known."""
    month = formatting.is_month(picture.start, picture.end)
    has_limit = card.limit is not None
    whose = "Your limit" if has_limit or card.percent else "Your use"
    name = f"{whose}, {formatting.period_name(formatter, picture.start, picture.end)}"
    unit = period.unit if has_limit or period.used is not None else report.mine.unit
    figure, lead, words = lead_of(formatter, card, period, month, unit)
    used = of = None
    if not period.ended and has_limit and card.value[0] is not None:
        used = (card.value[0], formatting.format_rounded(formatter, card.value[0], period.unit))
        of = (card.limit, f"of {limit_text(formatter, card.limit, period.unit)}")
    pending, pending_title = pending_text(formatter, report, period, now)
    return Overview(
        name=name,
        figure=figure,
        lead=lead,
        words=words,
        title=formatting.format_with_unit(formatter, lead[0], unit) if lead[0] is not None else "",
        used=used,
        of=of,
        share=card.percent,
        gone=(picture.pace, gone_text(formatter, picture, month)),
        reset=reset_text(formatter, card, period, now),
        reset_title=card.resets,
        pending=pending,
        pending_title=pending_title,
        note=note_text(card, period),
        today=today_value(formatter, picture),
        closed=closed_value(formatter, card, period),
        allowance=has_limit and not period.ended and period.remaining is not None and period.remaining > 0,
    )


def lead_of(formatter, card, period, month, unit):
    """Return (figure, (exact, text), words) of the one figure shown large, which is in `unit`."""
    word = unit_word(unit)
    if period.ended:
        new = "new month" if month else "new period"
        if card.limit is None:
            return "share", (None, new[:1].upper() + new[1:]), ""
        return "limit", (card.limit, limit_text(formatter, card.limit, period.unit)), join_words(word, f", {new}")
    if card.remaining:
        text = formatting.format_rounded(formatter, card.remaining[0], period.unit)
        over = ""
        if period.remaining < 0:
            over = f", {formatting.format_rounded(formatter, -period.remaining, period.unit)} over"
        return "remaining", (card.remaining[0], text), join_words(word, f" left{over}")
    if card.limit is not None:
        text = limit_text(formatter, card.limit, period.unit)
        return "limit", (card.limit, text), join_words(word, ", use not known")
    if card.percent:
        left = max(0, 100 - budget.whole_percent(card.percent[0]))
        return "share", (None, formatting.format_percent(formatter, left)), "of your limit left"
    text = formatting.format_rounded(formatter, card.value[0], unit)
    return "used", (card.value[0], text), join_words(word, " used")


def unit_word(unit):
    """Return the word after a headline's figure: "credits", "" for a currency, which stands in the figure."""
    return "" if unit in units.CURRENCIES or not unit else unit


def limit_text(formatter, value, unit):
    """Return a limit: whole where it is, and from 100 on."""
    return (formatting.format_limit if value < 100 else formatting.format_rounded)(formatter, value, unit)


def join_words(word, rest):
    """Return `word` and the `rest` of a phrase, which stands alone where there is no word."""
    return f"{word}{rest}" if word else rest.lstrip(", ")


def gone_text(formatter, picture, month):
    """Return "80 % of the month gone", never 100 before its end."""
    share = budget.whole_percent(picture.pace * 100)
    return f"{formatting.format_percent(formatter, share)} of the {'month' if month else 'period'} gone"


def reset_text(formatter, card, period, now):
    """
    Return when the limit starts anew: "resets Dec 1 (5 d 20 h)", within a day "resets in 4 h 10 min".

    Of a period that has ended: "limit as of Nov 30", its last day. "" where no day is known.
    """
    if period.ended and card.limit is not None:
        return f"limit as of {formatter.day(period.end, 'axis')}"
    if period.ended or not card.resets:
        return ""
    at = period.resets_at
    if not period.told:
        return f"month ends {formatter.day(at[:10], 'axis')}"
    if 0 < dates.minutes(at) - dates.minutes(now) < formatting.DAY_MINUTES:
        return f"resets {formatting.format_countdown(formatter, at, now)}"
    return f"resets {formatting.format_until(formatter, at, now, 'axis')}"


def pending_text(formatter, report, period, now):
    """Return (text, sentence) of what is used and in no daily report yet; no text where that is the everyday case."""
    sentence = budget_card.gap_text(formatter, period)
    if period.ended or not sentence:
        return "", ""
    fresh = report.mine.fresh
    stale = not fresh or dates.minutes(now) - dates.minutes(fresh) > STALE_MINUTES
    if not stale and abs(period.gap) * SEEN_PENDING <= abs(period.used):
        return "", sentence
    if period.gap < 0 or not period.explained:
        return sentence, sentence
    return f"{formatting.format_rounded(formatter, period.gap, period.unit)} pending", sentence


def note_text(card, period):
    """Return what has to be said of the limit besides its figures."""
    if period.ended:
        return ""
    return "ChatGPT gives no figures of your limit." if card.state == "hidden" and card.percent else card.note


def today_value(formatter, picture):
    """Return (exact, text) of today's use so far, None when it is unknown."""
    if picture.today is None:
        return None
    return picture.today, f"Today so far: {formatting.format_rounded(formatter, picture.today, picture.unit)}"


def closed_value(formatter, card, period):
    """Return (exact use, sentence) of the period that has ended since it was read, None where there is none."""
    if not period.ended or card.value[0] is None:
        return None
    name = formatting.period_name(formatter, period.start, period.end)
    text = f"{name}: {formatting.format_rounded(formatter, card.value[0], period.unit)}"
    if card.limit:
        text += f" of {limit_text(formatter, card.limit, period.unit)}"
    if period.used_percent is not None:
        text += f", {formatting.format_percent(formatter, budget.whole_percent(period.used_percent))} used"
    return card.value[0], text
