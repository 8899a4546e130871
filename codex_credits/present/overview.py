"""
The block that the popup opens with, in words: what is left, of what, and how much of the period is gone.

What needs the forecast is in verdict.py: it comes after the first paint.
"""

from collections import namedtuple

from codex_credits.model import budget, coverage, dates, units
from codex_credits.present import budget_card, durations, formatting
from codex_credits.present.i18n import listed, t

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


def overview(formatter, report, period, card, burn_up, now):
    """Return the `Overview` of `report` at `now`, whose BudgetPeriod, Card and BurnUp are known."""
    month = formatting.is_month(burn_up.start, burn_up.end)
    has_limit = card.limit is not None
    name = t("Your limit, {period}") if has_limit or card.percent else t("Your use, {period}")
    name = name.format(period=formatting.period_name(formatter, burn_up.start, burn_up.end))
    unit = period.unit if has_limit or period.used is not None else report.mine.unit
    figure, lead, words = lead_of(formatter, card, period, month, unit)
    used = of = None
    if not period.ended and has_limit and card.value[0] is not None:
        used = (card.value[0], formatting.format_rounded(formatter, card.value[0], period.unit))
        of = (card.limit, t("of {limit}").format(limit=limit_text(formatter, card.limit, period.unit)))
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
        gone=(burn_up.elapsed_share, gone_text(formatter, burn_up, month)),
        reset=reset_text(formatter, card, period, now),
        reset_title=card.resets,
        pending=pending,
        pending_title=pending_title,
        note=note_text(card, period),
        today=today_value(formatter, burn_up),
        closed=closed_value(formatter, card, period),
        allowance=has_limit and not period.ended and period.remaining is not None and period.remaining > 0,
    )


def lead_of(formatter, card, period, month, unit):
    """Return (figure, (exact, text), words) of the one figure shown large, which is in `unit`."""
    if period.ended:
        if card.limit is None:
            return "share", (None, t("New month") if month else t("New period")), ""
        text = limit_text(formatter, card.limit, period.unit)
        if is_bare(unit):
            return "limit", (card.limit, text), t("new month") if month else t("new period")
        words = t("{unit}, new month") if month else t("{unit}, new period")
        return "limit", (card.limit, text), words.format(unit=formatting.unit_name(unit))
    if card.remaining:
        text = formatting.format_rounded(formatter, card.remaining[0], period.unit)
        return "remaining", (card.remaining[0], text), left_words(formatter, period, unit)
    if card.limit is not None:
        text, words = limit_text(formatter, card.limit, period.unit), t("use not known")
        if not is_bare(unit):
            words = t("{unit}, use not known").format(unit=formatting.unit_name(unit))
        return "limit", (card.limit, text), words
    if card.percent:
        left = max(0, 100 - budget.whole_percent(card.percent[0]))
        return "share", (None, formatting.format_percent(formatter, left)), t("of your limit left")
    text = formatting.format_rounded(formatter, card.value[0], unit)
    words = t("used") if is_bare(unit) else t("{unit} used").format(unit=formatting.unit_name(unit))
    return "used", (card.value[0], text), words


def is_bare(unit):
    """Tell whether no unit follows a headline's figure: a currency stands in the figure."""
    return unit in units.CURRENCIES or not unit


def left_words(formatter, period, unit):
    """Return the words after what is left: "credits left", "credits left, 61 over"."""
    bare, name = is_bare(unit), formatting.unit_name(unit)
    if period.remaining >= 0:
        return t("left") if bare else t("{unit} left").format(unit=name)
    over = formatting.format_rounded(formatter, -period.remaining, period.unit)
    return (t("left, {over} over") if bare else t("{unit} left, {over} over")).format(unit=name, over=over)


def limit_text(formatter, value, unit):
    """Return a limit: whole where it is, and from 100 on."""
    return (formatting.format_limit if value < 100 else formatting.format_rounded)(formatter, value, unit)


def gone_text(formatter, burn_up, month):
    """Return "80 % of the month gone", never 100 before its end."""
    share = budget.whole_percent(burn_up.elapsed_share * 100)
    text = t("{share} of the month gone") if month else t("{share} of the period gone")
    return text.format(share=formatting.format_percent(formatter, share))


def reset_text(formatter, card, period, now):
    """
    Return when the limit starts anew: "resets Dec 1 (5 d 20 h)", within a day "resets in 4 h 10 min".

    Of a period that has ended: "limit as of Nov 30", its last day. "" where no day is known.
    """
    if period.ended and card.limit is not None:
        return t("limit as of {day}").format(day=formatter.day(period.end, "axis"))
    if period.ended or not card.resets:
        return ""
    at = period.resets_at
    if not period.is_reset_reported:
        return t("month ends {day}").format(day=formatter.day(at[:10], "axis"))
    if 0 < dates.minutes(at) - dates.minutes(now) < durations.DAY_MINUTES:
        return durations.format_resets_in(formatter, at, now)
    return t("resets {day}").format(day=durations.format_until(formatter, at, now, "axis"))


def pending_text(formatter, report, period, now):
    """Return (text, sentence) of what is used and in no daily report yet; no text where that is the everyday case."""
    sentence = budget_card.gap_text(formatter, period)
    if period.ended or not sentence:
        return "", ""
    fresh = report.mine.fresh
    stale = not fresh or dates.minutes(now) - dates.minutes(fresh) > coverage.STALE_MINUTES
    if not stale and abs(period.gap) * SEEN_PENDING <= abs(period.used):
        return "", sentence
    if period.gap < 0 or not period.explained:
        return sentence, sentence
    return t("{amount} pending").format(amount=formatting.format_rounded(formatter, period.gap, period.unit)), sentence


def note_text(card, period):
    """Return what has to be said of the limit besides its figures."""
    if period.ended:
        return ""
    is_share = card.state == "hidden" and card.percent
    return t("ChatGPT gives no figures of your limit.") if is_share else card.note


def today_value(formatter, burn_up):
    """Return (exact, text) of today's use so far, None when it is unknown."""
    if burn_up.today is None:
        return None
    amount = formatting.format_rounded(formatter, burn_up.today, burn_up.unit)
    return burn_up.today, t("Today so far: {amount}").format(amount=amount)


def closed_value(formatter, card, period):
    """Return (exact use, sentence) of the period that has ended since it was read, None where there is none."""
    if not period.ended or card.value[0] is None:
        return None
    name = formatting.period_name(formatter, period.start, period.end)
    text = t("{period}: {amount} of {limit}") if card.limit else t("{period}: {amount}")
    text = text.format(
        period=name,
        amount=formatting.format_rounded(formatter, card.value[0], period.unit),
        limit=limit_text(formatter, card.limit, period.unit) if card.limit else "",
    )
    if period.used_percent is not None:
        share = formatting.format_used_share(formatter, budget.whole_percent(period.used_percent))
        text = listed([text, share])
    return card.value[0], text
