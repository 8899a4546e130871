"""Put a `Drawing` into the <svg>. The pointer and the keys that move over it are in popup/controllers/actions.py."""

from pyscript import document

from popup.bridge import bridge
from popup.views.dom import at

SVG = "http://www.w3.org/2000/svg"


def path(data, **attributes):
    """Return a <path>."""
    node = document.createElementNS(SVG, "path")
    node.setAttribute("d", data)
    for name, value in attributes.items():
        node.setAttribute(name, value)
    return node


def text(label, kind, x, y):
    """Return a <text> at `x`, `y` in pixels."""
    node = document.createElementNS(SVG, "text")
    node.setAttribute("class", kind)
    node.setAttribute("x", x)
    node.setAttribute("y", y)
    node.textContent = label
    return node


def tenth(value):
    """Return a length in tenths of a pixel as pixels."""
    return f"{value // 10}.{value % 10}"


def show(screen):
    """Draw the chart: grid and labels, one path per series, marks for days not complete."""
    drawing = screen.drawing
    chart = at("chart")
    chart.setAttribute("viewBox", f"0 0 {tenth(drawing.width)} {tenth(drawing.height)}")
    left, right = tenth(drawing.left), tenth(drawing.right - drawing.left)
    lines = "".join([f"M{left} {tenth(y)}h{right}" for y, _ in screen.ticks])
    at("grid").replaceChildren(path(lines))
    axis = at("axis")
    axis.replaceChildren(text(screen.unit, "unit", left, "12"))
    for y, label in screen.ticks:
        axis.append(text(label, "y", tenth(drawing.left - 80), tenth(y + 40)))
    for x, label in screen.labels:
        axis.append(text(label, "x", tenth(x), tenth(drawing.height - 40)))
    bars = at("bars")
    bars.replaceChildren()
    for series, data in drawing.paths:
        node = path(data)
        node.setAttribute("data-hue", str(series.hue) if series else "total")
        bars.append(node)
    if drawing.so_far:
        bars.append(path(drawing.so_far, **{"class": "so-far"}))
    note = at("chart-note")
    note.hidden = not screen.chart_note
    note.textContent = screen.chart_note
    if drawing.missing and note.hidden:
        bars.append(path(drawing.missing, **{"class": "missing"}))
    at("zero").setAttribute("d", f"M{drawing.left} {drawing.zero}H{drawing.right}")
    at("compared").setAttribute("d", drawing.line)
    at("plot").setAttribute("aria-valuemax", str(len(drawing.hits)))


def show_hits(drawing):
    """Lay one transparent area over each column, which says its day, state and exact credits; after the picture is painted."""
    hits = at("hits")
    hits.replaceChildren()
    top, height = str(drawing.top), str(drawing.bottom - drawing.top + 200)
    for hit in drawing.hits:
        node = document.createElementNS(SVG, "rect")
        column = hit.column
        for name, value in (
            ("x", str(hit.x)), ("y", top), ("width", str(hit.width)), ("height", height),
            ("data-day", column.date), ("data-state", column.state),
        ):  # fmt: skip
            node.setAttribute(name, value)
        if column.total is not None:
            node.setAttribute("data-credits", bridge.to_exact_string(column.total))
        hits.append(node)


def select_column(drawing, place, title, total, spoken):
    """Mark the column at `place` and say what it holds, for the eye and, `spoken`, for a screen reader."""
    picked, hit = at("picked"), drawing.hits[place]
    for name, value in (
        ("x", hit.x),
        ("y", drawing.top),
        ("width", hit.width),
        ("height", drawing.bottom - drawing.top),
    ):
        picked.setAttribute(name, str(value))
    callout = at("callout")
    callout.querySelector(".when").textContent = title
    callout.querySelector(".sum").textContent = total
    plot = at("plot")
    plot.setAttribute("aria-valuenow", str(place + 1))
    plot.setAttribute("aria-valuetext", spoken)


def show_day(name, total, parts):
    """Say in the table what each series has of the picked day, or week, called `name`."""
    at("series-day-head").textContent = name
    at("series-day").textContent = total
    amounts = {mark: credits for mark, _, credits in parts}
    for cell in document.querySelectorAll("#series tbody .day"):
        cell.textContent = amounts.get(cell.parentNode.querySelector("button").getAttribute("data-value"), "")
