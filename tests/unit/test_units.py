"""Amounts are shown in the unit they were told in: never converted, never mixed, and called credits only where they are."""

from codex_credits.model import breakdown, budget, dates, forecast, units
from codex_credits.model import report as stored_report
from codex_credits.present import activity as activity_text
from codex_credits.present import (
    budget_card,
    clipboard_text,
    comparison,
    export,
    formatting,
    limit_text,
    messages,
    screen,
)
from simulator import factories

FORMATTER = factories.FORMATTER
DAYS = [dates.shift("2026-09-28", at) for at in range(56)]  # up to the 22nd of November
VALUES = [10, 12, 9, 11, 8, 0, 0] * 8


def made(unit, limit_unit="same", personal=None, **more):
    """Return a report whose days are in `unit` and whose limit is in `limit_unit`."""
    breakdowns = [
        factories.stored_breakdown(DAYS, [("sol", VALUES)]),
        factories.stored_breakdown(DAYS, [("cli", VALUES)], "surface"),
    ]
    scope = factories.stored_scope(DAYS, VALUES, breakdowns, unit=unit, activity=counts(), **more)
    own = {
        "unit": unit if limit_unit == "same" else limit_unit,
        "used": 155,
        "remaining": 245,
        "limit": 400,
        "used_percent": 39,
    }
    own.update(personal or {})
    return factories.made_report(scope, factories.stored_limits(own))


def counts():
    return {"spans": [[DAYS[0], factories.TODAY]], "days": DAYS, "turns": [4] * 56, "threads": [2] * 56}


def texts(report):
    """Return all the words of the popup, and the texts to take away."""
    shown = factories.built(report, comparison=comparison, compare=True)
    line, details = factories.details_of(report, shown)
    own = shown.card
    found = [own.value[1], own.of, own.note, own.gap or "", own.remaining[1] if own.remaining else "", line.text]
    found += [shown.unit, shown.head, shown.title, shown.total_text, shown.total_named]
    found.append(clipboard_text.summary_text(FORMATTER, report, shown, factories.NOW))
    found += [one.text + " " + one.change for one in shown.rows] + [one.text for one in shown.notices]
    for one in details + [activity_text.activity_section(FORMATTER, report.mine, shown.table)]:
        found += [one.summary, one.note]
        for fact in one.facts:
            found += [fact.name, fact.text, fact.note]
    hit = shown.drawing.hits[-2].column
    found.append(screen.callout(FORMATTER, shown.table, hit)[1])
    view, _ = forecast.report_forecast(report, factories.NOW)
    found.append(clipboard_text.increase_request_text(FORMATTER, report, view, factories.NOW))
    return found


def test_an_amount_is_written_with_its_unit():
    assert formatting.format_with_unit(FORMATTER, 12.3, "credits") == "12.30 credits"
    assert formatting.format_with_unit(FORMATTER, 12.3, "usd") == "$12.30"
    assert formatting.format_with_unit(FORMATTER, -12.3, "usd") == "-$12.30"
    assert formatting.format_with_unit(FORMATTER, 0, "usd") == "$0"
    assert formatting.format_with_unit(FORMATTER, 12.3, "tokens") == "12.30 tokens"
    assert formatting.format_with_unit(FORMATTER, 12.3, units.UNCLEAR) == "12.30"
    assert [formatting.format_with_unit(FORMATTER, None, unit) for unit in ("credits", "usd", "tokens")] == [
        formatting.UNKNOWN
    ] * 3
    assert formatting.format_change(FORMATTER, 12.3, "usd") == "+$12.30"
    assert formatting.format_limit(FORMATTER, 280, "usd") == "$280"
    assert [units.unit_of(told) for told in (None, "", "Credit", "CREDITS", "USD")] == ["credits"] * 4 + ["usd"]
    assert [formatting.capitalize_unit(unit) for unit in ("credits", "usd", "tokens", "")] == [
        "Credits",
        "USD",
        "Tokens",
        "Amount",
    ]


def test_credits_are_named_where_the_unit_is_credits_and_nowhere_else():
    for unit in ("usd", "tokens"):
        for text in texts(made(unit)):
            assert "credit" not in text.lower(), text
    assert [text for text in texts(made("credits")) if "credit" in text]


def test_every_figure_of_a_workspace_in_dollars_is_in_dollars():
    report = made("usd")
    shown = factories.built(report, comparison=comparison)
    own = shown.card
    assert (own.value[1], own.of, own.remaining[1]) == ("$155.00", "of $400", "$245.00 left")
    assert own.gap == "$5.00 pending (counted, not in the daily report yet)."
    assert (shown.unit, shown.head, shown.total_named) == ("USD a day, UTC", "USD", "$150.00")
    assert shown.rows[0].text == "$150.00"
    assert screen.callout(FORMATTER, shown.table, shown.drawing.hits[19].column)[1] == "$8.00"
    line, folds = factories.details_of(report, shown)
    assert line.text.startswith("On track: about $")
    assert folds[0].summary.startswith("about $")
    summary = clipboard_text.summary_text(FORMATTER, report, shown, factories.NOW)
    assert summary.startswith("My Codex use, 2026-11-01 to 2026-11-23 (23 days, ")
    assert "UTC days): $150.00" in summary


def test_an_unknown_unit_stands_by_its_own_word():
    shown = factories.built(made("tokens"))
    assert (shown.card.value[1], shown.card.of) == ("155.00", "of 400 tokens")
    assert (shown.unit, shown.head, shown.total_named) == ("tokens a day, UTC", "Tokens", "150.00 tokens")


def test_the_exports_tell_the_unit():
    for unit in ("credits", "usd", "tokens"):
        shown = factories.built(made(unit))
        assert f'"unit": "{unit}"' in export.document(shown, factories.exact)
        place = export.HEAD.index("unit")
        assert {row[place] for row in export.records(shown, False)} == {unit}


def test_a_request_is_in_the_unit_of_its_projection():
    report = made("usd")
    view, _ = forecast.report_forecast(report, factories.NOW)
    text = clipboard_text.increase_request_text(FORMATTER, report, view, factories.NOW)
    assert text.startswith("Request for more Codex use")
    assert "Needed by short 2026-11-30: about $" in text
    assert "Most used by model, 2026-11-01 to 2026-11-23: SOL $150.00." in text


def test_a_limit_in_another_unit_is_told_in_its_own_and_not_compared():
    report = made("usd", "credit")
    period = budget.budget_period(report, factories.NOW)
    assert (period.unit, period.daily_sum, period.gap) == ("credits", None, None)
    shown = factories.built(report)
    assert (shown.card.value[1], shown.card.of, shown.card.note) == (
        "155.00",
        "of 400 credits",
        budget_card.NOT_COMPARED,
    )
    assert shown.total_named == "$150.00"
    view, _ = forecast.report_forecast(report, factories.NOW)
    assert (view.run_out, view.daily_allowance) == (None, None)
    line, _ = factories.details_of(report, shown)
    assert line.text.startswith("About $")
    assert "limit" not in line.note
    chain = {one.name: one.text for one in limit_text.limit_rows(FORMATTER, report.limits, factories.NOW, "usd")}
    assert chain["Personal limit"] == "245.00 credits left"


def test_a_used_up_limit_in_another_unit_stops_all_the_same():
    report = made("usd", "credit", {"used": 400, "remaining": 0})
    line, _ = factories.details_of(report, factories.built(report))
    assert (line.kind, "$" in line.text + line.note) == ("stopped", False)


def test_a_limit_without_a_unit_beside_dollars_is_in_no_unit():
    report = made("usd", None)
    shown = factories.built(report)
    assert (shown.card.value[1], shown.card.of, shown.card.note) == ("155.00", "of 400", budget_card.UNCLEAR)
    assert shown.card.gap is None
    assert factories.built(made("credits", None)).card.of == "of 400 credits"


def test_a_limit_that_may_be_in_cents_is_not_called_dollars():
    report = made("usd", "usd", {"used": 15500, "remaining": 24500, "limit": 40000})
    shown = factories.built(report)
    assert (shown.card.value[1], shown.card.of, shown.card.gap) == ("15,500.00", "of 40,000", None)
    chain = {
        one.name: one.text for one in limit_text.limit_rows(FORMATTER, report.limits, factories.NOW, units.UNCLEAR)
    }
    assert "$" not in chain["Personal limit"]
    view, _ = forecast.report_forecast(report, factories.NOW)
    assert view.run_out is None


def test_a_limit_in_a_currency_beside_days_in_credits_is_not_called_dollars():
    report = made("credits", "usd", {"used": 15500, "remaining": 24500, "limit": 40000})
    shown = factories.built(report)
    assert (shown.card.value[1], shown.card.of, shown.card.note) == ("15,500.00", "of 40,000", budget_card.UNCLEAR)
    chain = {
        one.name: one.text for one in limit_text.limit_rows(FORMATTER, report.limits, factories.NOW, units.CREDITS)
    }
    assert "$" not in chain["Personal limit"]


def test_what_was_used_without_a_limit_is_in_the_unit_it_was_told_in():
    without = {"state": "not_set", "limit": None, "remaining": None, "used_percent": None}
    own = factories.built(made("usd", "usd", without)).card
    assert (own.value[1], own.of) == ("$155.00", "in month 2026-11-01")
    without["used"] = None
    own = factories.built(made("usd", "credit", without)).card
    assert (own.value[1], own.of) == ("$150.00", "in month 2026-11-01")
    own = factories.built(made("tokens", None, without)).card
    assert own.of == "tokens in month 2026-11-01"


def test_a_balance_beside_dollars_has_no_unit():
    told = factories.stored_limits(
        credits={"has_credits": True, "unlimited": False, "overage_limit_reached": False, "balance": 7}
    )
    assert limit_text.headline(FORMATTER, told, "", factories.NOW) == "Balance 7.00 credits"
    assert limit_text.headline(FORMATTER, told, "", factories.NOW, "usd") == "Balance 7.00"


def test_a_jump_is_told_with_how_far_it_went():
    def scale_notices(code, restatements=(), limits=None, name="product"):
        report_status = [{"report": name, "code": code, "at": factories.NOW}]
        report = factories.made_report(None, limits, report_status=report_status, restatements=list(restatements))
        return [one.text for one in factories.built(report).notices if one.code in ("SCALE", "PARTIAL")]

    moved = [{"day": f"2026-11-1{at}", "was": 2, "now": now} for at, now in enumerate((200, 198, 3))]
    assert scale_notices("ok", moved) == []
    (text,) = scale_notices("SCALE", moved)
    assert text == (
        "These figures (Product) are about 99 times what they were at the last refresh. Check the unit on ChatGPT's own page."
    )
    back = [{"day": "2026-11-10", "was": 200, "now": 2}]
    assert "are about 1/100 of what they were" in scale_notices("SCALE", back)[0]
    assert "are on a very different scale from what they were" in scale_notices("SCALE")[0]
    raised = factories.stored_limits(previous={"limit": 40, "at": factories.NOW, "resets_at": None})
    assert "(Limit and balance) are about 100 times" in scale_notices("SCALE", (), raised, "limits")[0]
    assert messages.reason("SCALE") == "on another scale"


def test_a_scope_that_tells_no_unit_is_in_credits():
    stored = factories.stored_report()
    del stored["scopes"]["mine"]["unit"]
    made_of = stored_report.parse_report(stored)
    assert made_of.mine.unit == "credits"
    assert breakdown.build_table(made_of.mine, "model", "2026-11-21", "2026-11-22", factories.TODAY).unit == "credits"
