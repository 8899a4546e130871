"""The forecast's fan over the burn-up: where 80 % of the simulations lie, the middle one, and where it crosses the limit."""

from collections import namedtuple

from codex_credits.chart.burn_up import LABEL_WIDTH, line, placer
from codex_credits.model import dates

Fan = namedtuple("Fan", "area middle crossing")  # crossing: (x, y, anchor of its label) or None


def draw_fan(drawing, burn_up, forecast):
    """Return the `Fan` of a `Forecast` over `drawing`, None where it cannot be laid onto the curve."""
    if not burn_up.now or burn_up.ended or forecast.ends_at != burn_up.end:
        return None
    place = placer(drawing.left, drawing.bottom, drawing.scale)
    begins = burn_up.now[0] if forecast.used == burn_up.now[1] else burn_up.curve[-1][0]
    start = (begins, forecast.used, forecast.used, forecast.used)
    points = [start]
    for day, low, middle, high in forecast.fan:
        at = dates.length(burn_up.start, day)
        if at > start[0]:
            points.append((at, low, middle, high))
    if len(points) < 2:
        return None
    upper = [place(at, high) for at, _, _, high in points]
    lower = [place(at, low) for at, low, _, _ in reversed(points)]
    middle = cut_at([(at, credits) for at, _, credits, _ in points], drawing.scale[1])
    crossing = None
    if burn_up.limit and forecast.run_out and forecast.run_out[1] and forecast.left > 0:
        at = crossing_position([(at, credits) for at, _, credits, _ in points], burn_up.limit)
        x = place(at, 0)[0]
        half = LABEL_WIDTH // 2
        anchor = "end" if x > drawing.right - half else "start" if x < drawing.left + half else "middle"
        crossing = (x, drawing.limit, anchor)
    return Fan(line(upper + lower) + "Z", line([place(*point) for point in middle]), crossing)


def cut_at(points, highest):
    """Return `points` up to where they rise above `highest`."""
    found = points[:1]
    for before, after in zip(points, points[1:]):
        if after[1] > highest:
            share = (highest - before[1]) / (after[1] - before[1])
            return found + [(before[0] + (after[0] - before[0]) * share, highest)]
        found.append(after)
    return found


def crossing_position(points, limit):
    """Return the position at which the path through `points` first reaches `limit`; its end where it does not."""
    for before, after in zip(points, points[1:]):
        if after[1] >= limit > before[1]:
            return before[0] + (after[0] - before[0]) * (limit - before[1]) / (after[1] - before[1])
    return points[-1][0]
