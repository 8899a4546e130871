"""The column that is marked in the chart: the day the person picked, or the latest one."""

from codex_credits.model import breakdown
from codex_credits.present import screen
from popup.views import chart


def pick_column(app, place):
    """Show the column at `place` because the person picked it: it stays picked, the last one as the latest."""
    hits = app.screen.drawing.hits
    place = max(0, min(len(hits) - 1, place))
    app.picked_day = None if place == len(hits) - 1 else hits[place].column.date
    select_column(app)
    app.on_view_changed(app)


def select_column(app):
    """Mark the column of the picked day, or the last one where that day is not shown, and say what it holds."""
    drawing = app.screen.drawing
    if not drawing:
        return
    place = len(drawing.hits) - 1
    for at, hit in enumerate(drawing.hits):
        if app.picked_day and hit.column.date <= app.picked_day <= hit.column.end:
            place = at
    app.selected_column = place
    column = drawing.hits[place].column
    callout = screen.callout(app.formatter, app.screen.table, column, app.view.hidden)
    title, total, parts = callout
    spoken = app.announcer.day_text(app.formatter, app.screen, place, callout)
    chart.select_column(drawing, place, title, total, spoken)
    name, day_total = screen.day_head(app.formatter, app.screen.table, column)
    chart.show_day(name, day_total, parts, [breakdown.mark(row) for row in app.screen.rows])
