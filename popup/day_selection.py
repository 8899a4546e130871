"""The column that is marked in the chart: the day the person picked, or the latest one."""

from codex_credits.model import breakdown
from codex_credits.present import screen
from popup.views import chart
from popup.views.changes import Changes


def pick_column(app, place):
    """Show the column at `place` because the person picked it: it stays picked, the last one as the latest."""
    hits = app.screen.drawing.hits
    place = max(0, min(len(hits) - 1, place))
    app.picked_day = None if place == len(hits) - 1 else hits[place].column.date
    select_column(app)
    app.on_view_changed(app)


def select_column(app):
    """Mark the column of the picked day, or the last one where that day is not shown, and say what it holds."""
    if app.screen.drawing:
        changes = Changes()
        app.selected_column = draw(changes, app, app.screen)
        changes.make()


def draw(changes, app, shown):
    """Add to `changes` the marked column of the screen `shown`, and what it holds; return its place."""
    drawing = shown.drawing
    place = len(drawing.hits) - 1
    for at, hit in enumerate(drawing.hits):
        if app.picked_day and hit.column.date <= app.picked_day <= hit.column.end:
            place = at
    column = drawing.hits[place].column
    callout = screen.callout(app.formatter, shown.table, column, app.view.hidden)
    title, total, parts = callout
    spoken = app.announcer.day_text(app.formatter, shown, place, callout)
    chart.select_column(changes, drawing, place, title, total, spoken)
    name, day_total = screen.day_head(app.formatter, shown.table, column)
    chart.show_day(changes, name, day_total, parts, [breakdown.mark(row) for row in shown.rows])
    return place
