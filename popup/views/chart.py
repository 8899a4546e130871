"""Put a `Drawing` into the <svg>. The pointer and the keys that move over it are in popup/controllers/actions.py."""

from popup.bridge import bridge
from popup.views.changes import Changes


def path(data, **attributes):
    """Return the `Changes` of one <path>."""
    item = Changes()
    item.set("", d=data, **attributes)
    return item


def text(label, kind, x, y):
    """Return the `Changes` of one <text> at `x`, `y` in pixels."""
    item = Changes()
    item.set("", class_=kind, x=x, y=y)
    item.text("", label)
    return item


def tenth(value):
    """Return a length in tenths of a pixel as pixels."""
    return f"{value // 10}.{value % 10}"


def show(changes, screen):
    """Draw the chart: grid and labels, one path per series, marks for days not complete."""
    drawing = screen.drawing
    left, right = tenth(drawing.left), tenth(drawing.right - drawing.left)
    changes.set("#chart", viewBox=f"0 0 {tenth(drawing.width)} {tenth(drawing.height)}")
    changes.fill("#grid", "path", [path("".join([f"M{left} {tenth(y)}h{right}" for y, _ in screen.ticks]))])
    labels = [text(screen.unit, "unit", left, "12")]
    labels += [text(label, "y", tenth(drawing.left - 80), tenth(y + 40)) for y, label in screen.ticks]
    labels += [text(label, "x", tenth(x), tenth(drawing.height - 40)) for x, label in screen.labels]
    changes.fill("#axis", "text", labels)
    bars = [path(data, data_hue=series.hue if series else "total") for series, data in drawing.paths]
    if drawing.so_far:
        bars.append(path(drawing.so_far, class_="so-far"))
    if drawing.missing and not screen.chart_note:
        bars.append(path(drawing.missing, class_="missing"))
    changes.fill("#bars", "path", bars)
    changes.show("#chart-note", shown=screen.chart_note)
    changes.text("#chart-note", screen.chart_note)
    changes.set("#zero", d=f"M{drawing.left} {drawing.zero}H{drawing.right}")
    changes.set("#compared", d=drawing.line)
    changes.set("#plot", aria_valuemax=len(drawing.hits))


def show_hits(drawing):
    """Lay one transparent area over each column, which says its day, state and exact credits; after the picture is painted."""
    height = drawing.bottom - drawing.top + 200
    items = []
    for hit in drawing.hits:
        column, item = hit.column, Changes()
        item.set(
            "", x=hit.x, y=drawing.top, width=hit.width, height=height, data_day=column.date, data_state=column.state
        )
        if column.total is not None:
            item.set("", data_credits=bridge.to_exact_string(column.total))
        items.append(item)
    changes = Changes()
    changes.fill("#hits", "rect", items)
    changes.make()


def select_column(changes, drawing, place, title, total, spoken):
    """Mark the column at `place` and say what it holds, for the eye and, `spoken`, for a screen reader."""
    hit = drawing.hits[place]
    changes.set("#picked", x=hit.x, y=drawing.top, width=hit.width, height=drawing.bottom - drawing.top)
    changes.text("#callout .when", title)
    changes.text("#callout .sum", total)
    changes.set("#plot", aria_valuenow=place + 1, aria_valuetext=spoken)


def show_day(changes, name, total, parts, marks):
    """Say in the table what each series has of the picked day, or week, called `name`; `marks` are those of the rows."""
    amounts = {mark: credits for mark, _, credits in parts}
    changes.text("#series-day-head", name)
    changes.text("#series-day", total)
    for place, mark in enumerate(marks):
        changes.text(f"#series tbody tr:nth-child({place + 1}) .day", amounts.get(mark, ""))
