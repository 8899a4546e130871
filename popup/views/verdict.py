"""Put the verdict, what a day may take, and the forecast's fan into the page."""

from popup.views import burn_up
from popup.views.chart import tenth
from popup.views.dom import at, figure


def show(verdict, allowance, fan, crossing):
    """Show the `Verdict`, which opens the section that tells more, the `Allowance` and the `Fan` (or None)."""
    host = at("forecast")
    button = at("verdict")
    for node in (host, at("burn-up")):
        node.setAttribute("data-tone", verdict.tone)
    host.setAttribute("data-verdict", verdict.kind)
    button.hidden = not verdict.text
    button.textContent = verdict.text
    button.setAttribute("data-value", verdict.section)
    at("near-limit").textContent = verdict.near
    at("likely").textContent = verdict.note
    figure(at("allowance"), allowance.amount, allowance.text)
    at("allowance").setAttribute("title", allowance.title)
    show_fan(fan, crossing)


def offer_request(*, offered):
    """Offer the request for more on the first screen, where the person has been stopped and one can be made."""
    at("request-now").hidden = not offered or at("forecast").getAttribute("data-verdict") != "stopped"


def show_fan(fan, crossing):
    """Lay the fan over the burn-up, with the day `crossing` where its middle meets the limit."""
    at("burn-fan").setAttribute("d", fan.area if fan else "")
    at("burn-middle").setAttribute("d", fan.middle if fan else "")
    point = fan.crossing if fan else None
    at("burn-crossing").setAttribute("d", burn_up.dot(point))
    at("burn-hole").setAttribute("d", burn_up.dot(point))
    node = at("burn-day")
    node.textContent = crossing if point else ""
    if point:
        x, y, anchor = point
        node.setAttribute("class", f"{anchor} strong")
        node.setAttribute("x", tenth(x))
        node.setAttribute("y", tenth(y - 80))
