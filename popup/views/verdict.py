"""Put the verdict, what a day may take, and the forecast's fan into the page."""

from popup.views import burn_up
from popup.views.chart import tenth


def draw(changes, verdict, allowance, fan, day):
    """Show the `Verdict`, which opens the section that tells more, the `Allowance`, the `Fan` and its `Label` (or None each)."""
    changes.set("#forecast", data_tone=verdict.tone, data_verdict=verdict.kind)
    changes.set("#burn-up", data_tone=verdict.tone)
    changes.show("#verdict", shown=verdict.text)
    changes.text("#verdict", verdict.text)
    changes.set("#verdict", data_value=verdict.section)
    changes.text("#near-limit", verdict.near)
    changes.text("#likely", verdict.note)
    changes.figure("#allowance", allowance.amount, allowance.text)
    changes.set("#allowance", title=allowance.title)
    show_fan(changes, fan, day)


def offer_request(changes, verdict, *, offered):
    """Offer the request for more on the first screen, where the person has been stopped and one can be made."""
    changes.show("#request-now", shown=offered and verdict.kind == "stopped")


def show_fan(changes, fan, day):
    """Lay the fan over the burn-up, with the label `day` where its middle meets the limit."""
    changes.set("#burn-fan", d=fan.area if fan else "")
    changes.set("#burn-middle", d=fan.middle if fan else "")
    point = fan.crossing if fan else None
    changes.set("#burn-crossing", d=burn_up.dot(point))
    changes.set("#burn-hole", d=burn_up.dot(point))
    changes.text("#burn-day", day.text if day else "")
    if day:
        changes.set("#burn-day", class_=f"{day.anchor} {day.kind}", x=tenth(day.x), y=tenth(day.y))
