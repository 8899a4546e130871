import csv
import io
import json
from pathlib import Path

import jsonschema_rs
from hypothesis import given, settings

from codex_credits.model import breakdown, dates, report
from codex_credits.model.labels import clean
from codex_credits.present import export, sample
from simulator import factories
from tests.properties import strategies

SCHEMA = json.loads((Path(__file__).parents[2] / "contract" / "export.schema.json").read_text(encoding="utf-8"))


def screen_of(columns, totals=None):
    length = len(columns[0][1])
    days = dates.between(dates.shift(factories.TODAY, 1 - length), factories.TODAY)
    totals = totals or [sum(values[at] or 0 for _, values in columns) for at in range(length)]
    scope = factories.stored_scope(days, totals, [factories.stored_breakdown(days, columns)])
    return factories.built(factories.made_report(scope), preset="custom", start=days[0], end=factories.TODAY)


def read_back(screen):
    return list(csv.DictReader(io.StringIO(export.csv(screen, factories.exact), newline=""), strict=True))


@settings(deadline=None)
@given(strategies.columns())
def test_csv_read_back_holds_every_figure(columns):
    screen = screen_of(columns)
    rows = read_back(screen)
    for at, day in enumerate(screen.table.days):
        mine = [row for row in rows if row["day"] == day.date]
        assert {row["day_state"] for row in mine} == {day.state}
        parts = [one for one in screen.table.series + screen.table.folded if one.kind != breakdown.OTHER]
        expected = [one.values[at] for one in parts if one.values[at] is not None]
        assert [float(row["credits"]) for row in mine if row["series_kind"] != "total"] == expected
        assert [row["label"] for row in mine if row["series_kind"] != "total"] == [
            cell_read_back(clean(one.label)) for one in parts if one.values[at] is not None
        ]


def cell_read_back(text):
    """Return a cell as it reads after it was made safe."""
    return next(csv.reader([export.cell(text)], strict=True), [""])[0]


@settings(deadline=None)
@given(strategies.columns())
def test_no_cell_of_the_csv_begins_a_formula(columns):
    for row in read_back(screen_of(columns)):
        for name, text in row.items():
            if name not in ("credits", "day_total_credits"):  # what a day counts is no less than 0
                assert not text.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), (name, text)


@settings(deadline=None)
@given(strategies.columns())
def test_json_fits_its_schema_and_holds_every_figure(columns):
    screen = screen_of(columns)
    found = json.loads(export.document(screen, factories.exact))
    jsonschema_rs.validate(SCHEMA, found)
    assert found["total_credits"] == screen.table.total
    assert [day["credits"] for day in found["days"]] == [day.total for day in screen.table.days]


def test_every_sample_state_exports_json_that_fits_its_schema():
    for state, _ in sample.STATES:
        made = report.parse_report(sample.stored(factories.NOW, state))
        for name in made.mine.names:
            screen = factories.built(made, preset="90", start="2026-08-26", breakdown=name)
            told = json.loads(export.document(screen, factories.exact, sample=True))
            jsonschema_rs.validate(SCHEMA, told)
            assert any(day["turns"] and day["tokens"]["cached"] for day in told["days"] if day["tokens"])
            assert all(day["read"] for day in told["days"])


def test_the_schema_refuses_what_is_not_an_export():
    good = json.loads(export.document(screen_of([("sol", [1, 2])]), factories.exact))
    for change in ({"zone": "CET"}, {"total_credits": "3"}, {"extra": 1}, {"days": []}, {"format": "other"}):
        try:
            jsonschema_rs.validate(SCHEMA, good | change)
        except jsonschema_rs.ValidationError:
            continue
        raise AssertionError(change)
