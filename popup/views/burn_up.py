"""Put a `BurnUp` into its <svg>: paths and labels that are in the page already."""

from popup.views.changes import Changes
from popup.views.chart import tenth, text


def show(burn_up):
    """Draw the burn-up; the forecast's fan is put over it by verdict.py."""
    drawing, labels = burn_up.drawing, burn_up.labels
    changes = Changes()
    changes.set("#burn-up svg", viewBox=f"0 0 {tenth(drawing.width)} {tenth(drawing.height)}")
    width = drawing.right - drawing.left
    for name, data in (
        ("grid", "".join([f"M{drawing.left} {y}h{width}" for y, _ in drawing.ticks])),
        ("before", drawing.before),
        ("area", drawing.area),
        ("pace", drawing.pace),
        ("limit", "" if drawing.limit is None else f"M{drawing.left} {drawing.limit}h{width}"),
        ("curve", drawing.curve),
        ("unknown", drawing.unknown),
        ("now", dot(drawing.now)),
        ("drop", f"M{drawing.now[0]} {drawing.now[1]}V{drawing.bottom}" if drawing.now else ""),
    ):
        changes.set(f"#burn-{name}", d=data)
    found = [label(words, x, drawing.height - 40, anchor) for x, words, anchor in labels.days]
    found += [label(words, drawing.left - 60, y + 40, "end") for y, words in drawing.ticks]
    if labels.limit:
        found.append(label(labels.limit, drawing.left + 40, drawing.limit - 50, "start", "strong"))
    if drawing.pace_label:
        x, y = drawing.pace_label
        found.append(label(labels.pace, x, y, "end"))
    if labels.before:
        x, y = drawing.before_label
        found.append(label(labels.before, x, y, "end"))
    if labels.now:
        x, _, anchor = drawing.now
        found.append(label(labels.now, x + (60 if anchor == "start" else -60), drawing.bottom - 60, anchor, "strong"))
    changes.fill("#burn-labels", "text", found)
    changes.text("#burn-up-text", labels.text)
    changes.set("#burn-up", title=labels.title)
    changes.make()


def label(words, x, y, anchor, kind=""):
    """Return the `Changes` of a <text> at `x`, `y` in tenths of a pixel, which stand at its start, middle or end."""
    return text(words, f"{anchor} {kind}", tenth(x), tenth(y))


def dot(point):
    """Return the path of a round dot, whose stroke is its size."""
    return f"M{point[0]} {point[1]}h0" if point else ""
