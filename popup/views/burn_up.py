"""Put a `BurnUp` into its <svg>: paths and labels that are in the page already."""

from popup.views.chart import tenth, text


def draw(changes, burn_up):
    """Draw the burn-up; the forecast's fan is put over it by verdict.py."""
    drawing, labels = burn_up.drawing, burn_up.labels
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
    changes.fill("#burn-labels", "text", [label_item(label) for label in labels.placed])
    changes.text("#burn-up-text", labels.text)
    changes.set("#burn-up", title=labels.title)


def label_item(label):
    """Return the `Changes` of the <text> of a `Label`."""
    return text(label.text, f"{label.anchor} {label.kind}", tenth(label.x), tenth(label.y))


def dot(point):
    """Return the path of a round dot, whose stroke is its size."""
    return f"M{point[0]} {point[1]}h0" if point else ""
