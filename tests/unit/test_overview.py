from simulator import factories

HISTORY = factories.run("2026-09-28", [50, 60, 70, 60, 40, 0, 0] * 8)  # up to Sunday, 22 November


def made(personal=None, values=None, scope=None, **limits):
    values = HISTORY if values is None else values
    days = sorted(values)
    stored = factories.stored_scope(days, [values[day] for day in days], **(scope or {}))
    return factories.made_report(stored, factories.stored_limits(personal, **limits))


def capped(limit, used=1000, **changes):
    return {"limit": limit, "used": used, "remaining": limit - used, "used_percent": None} | changes


def top(report, now=factories.NOW):
    return factories.built(report, now=now).overview


def test_the_headline_is_what_is_left_without_decimals_and_exact_in_its_title():
    found = top(made(capped(2700, 2472.66)))
    assert (found.name, found.figure, found.lead[1], found.words) == (
        "Your limit, month 2026-11-01", "remaining", "227", "credits left",
    )  # fmt: skip
    assert found.title == "227.34 credits"
    assert (found.used[1], found.of) == ("2,473", (2700, "of 2,700"))
    assert found.share[1] == "92 % used"
    assert found.gone[1] == "75 % of the month gone"
    assert found.reset == "resets axis 2026-12-01 (7 d 15 h)"


def test_less_than_a_hundred_keeps_its_decimals():
    assert top(made(capped(1010))).lead[1] == "10.00"


def test_over_the_limit_nothing_is_left():
    found = top(made(capped(900)))
    assert (found.lead, found.words) == ((0, "0"), "credits left, 100 over")


def test_without_a_limit_the_headline_is_the_use():
    found = top(made({"state": "not_set", "limit": None, "remaining": None, "used_percent": None}))
    assert (found.name[:8], found.figure, found.lead, found.words) == (
        "Your use",
        "used",
        (1000, "1,000"),
        "credits used",
    )
    assert found.note == "No personal limit set"


def test_a_share_without_figures_is_the_headline():
    personal = {"state": "hidden", "limit": None, "used": None, "remaining": None, "used_percent": 62}
    found = top(made(personal))
    assert (found.figure, found.lead, found.words) == ("share", (None, "38 %"), "of your limit left")


def test_a_new_period_never_shows_what_was_left_of_the_old_one():
    found = top(made(), "2026-12-01T08:00:00Z")
    assert (found.figure, found.lead, found.words) == ("limit", (4000, "4,000"), "credits, new month")
    assert (found.used, found.share) == (None, None)
    assert found.reset == "limit as of axis 2026-11-30"
    assert found.closed == (1000, "month 2026-11-01: 1,000 of 4,000, 25 % used")
    assert found.name == "Your limit, month 2026-12-01"


def test_a_small_pending_amount_is_in_the_title_and_a_large_one_in_the_open():
    quiet = top(made(capped(4000, 860)))
    assert (quiet.pending, quiet.pending_title[:14]) == ("", "20.00 pending ")
    assert top(made(capped(4000, 940))).pending == "100 pending"
    late = {"fresh": "2026-11-19T02:00:00Z"}
    values = {day: credits for day, credits in HISTORY.items() if day < "2026-11-19"}
    assert top(made(capped(4000, 760), values, late)).pending == "20.00 pending"


def test_on_the_last_day_the_hours_until_the_reset_are_told():
    assert top(made(), "2026-11-29T23:30:00Z").reset == "resets axis 2026-12-01 (1 d)"
    assert top(made(), "2026-11-30T00:05:00Z").reset == "resets in 23 h 55 min"
    assert top(made(), "2026-11-30T23:59:00Z").reset == "resets in 1 min"


def test_todays_use_is_told_when_it_is_known():
    assert top(made()).today is None
    assert top(made(values=HISTORY | {factories.TODAY: 99.5})).today == (99.5, "Today so far: 99.50")
