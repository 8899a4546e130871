"""Put a `Screen` into the page: text into markup that is already there. Nothing is computed here."""

from pyscript import document

from codex_credits.model import breakdown
from codex_credits.model.units import CREDITS
from codex_credits.present.i18n import t
from popup.bridge import bridge
from popup.views import chart
from popup.views.dom import at, exact_text, figure
from popup.views.overview import show_card

SPOKEN_SECONDS = 4  # how long a spoken sentence stays in the page


def show(screen):
    """Show the whole of `screen`; what had the focus has it afterwards, or the refresh button where that is gone."""
    focused, mark = document.activeElement, focus_mark()
    show_parts(screen)
    if mark and document.querySelector(mark):
        focused = document.querySelector(mark)
        focused.focus()
    if focused and focused.tagName != "BODY" and not (focused.isConnected and focused.checkVisibility()):
        at("refresh").focus()


def focus_mark():
    """Return a selector for the focused element when a redraw may replace it, else None."""
    node = document.activeElement
    if node and node.id == "empty-action":
        return "#empty:not([hidden]) #empty-action:not([hidden])"
    if not node or node.id or not node.matches("#series button, .strip button"):
        return None
    value = node.getAttribute("data-value")
    mark = f'[data-action="{node.getAttribute("data-action")}"]'
    return mark if value is None else f'{mark}[data-value="{bridge.css_escape(value)}"]'


def show_parts(screen):
    """Show each part of `screen`."""
    show_view(screen)
    header(screen)
    show_notices(screen)
    if screen.empty:
        show_empty(screen.empty)
        return
    at("empty").hidden = True
    at("empty").removeAttribute("data-code")
    at("figures").hidden = False
    show_card(screen)
    show_range(screen)
    show_unit(screen)
    chart.show(screen)
    show_rows(screen)


def show_view(screen):
    """Say on <body> which view is shown, for styles and for programs that read the page."""
    body, view = document.body, screen.view
    for name, value in (
        ("scope", view.scope), ("preset", view.preset), ("start", view.start), ("end", view.end), ("breakdown", view.breakdown),
    ):  # fmt: skip
        body.setAttribute(f"data-{name}", value)


def phase(name):
    """Say what the popup is doing: "reading" or "settled"."""
    document.body.setAttribute("data-phase", name)
    refresh = at("refresh")
    refresh.setAttribute("aria-busy", "true" if name == "reading" else "false")
    refresh.setAttribute("aria-disabled", "true" if name == "reading" else "false")


def header(screen):
    """Show whose figures these are, and how fresh."""
    at("workspace").textContent = screen.workspace
    at("through").textContent = t("Data as of {instant}").format(instant=screen.through[2]) if screen.through else ""
    at("through").setAttribute("title", screen.through[1] if screen.through else "")
    at("read").textContent = screen.read_text


def show_read(text):
    """Say in the status line, until the next `header`, when the figures were read."""
    at("read").textContent = text


def progress(text):
    """Say what is being read."""
    at("progress").textContent = text


def say(text):
    """
    Let a screen reader say `text`, also when it is what was said last: only a text that differs is spoken.

    It is taken away again, because the page has it in writing too.
    """
    if text:
        node = at("spoken")
        node.textContent = f"{text}\u00a0" if node.textContent == text else text
        bridge.start_task(hush(node.textContent))


async def hush(text):
    """Take `text` out of the reading order after it was spoken."""
    await bridge.wait(SPOKEN_SECONDS)
    if at("spoken").textContent == text:
        at("spoken").textContent = ""


def show_empty(notice):
    """Show one sentence and one way out where the figures would be."""
    at("figures").hidden = True
    at("empty").hidden = False
    at("empty").setAttribute("data-code", notice.code)
    at("empty-text").textContent = notice.text
    at("empty-fine").textContent = notice.fine
    at("empty-fine").hidden = not notice.fine
    button = at("empty-action")
    button.hidden = not notice.action
    button.textContent = notice.label
    button.setAttribute("data-action", notice.action)
    button.setAttribute("aria-disabled", "false" if notice.ready else "true")
    at("empty-sample").hidden = notice.code == "READING"


def show_notices(screen):
    """Show the notice beside the figures with its way out, and note the others in the details."""
    host, template = at("notices"), at("notice").content.firstElementChild
    host.replaceChildren()
    for notice in screen.notices:
        item = template.cloneNode(True)
        item.setAttribute("data-code", notice.code)
        item.setAttribute("data-tone", notice.tone)
        item.querySelector("p").textContent = notice.text
        fine = item.querySelector(".fine")
        fine.textContent = notice.fine
        fine.hidden = not notice.fine
        if notice.action:
            button = item.querySelector("button")
            button.hidden = False
            button.textContent = notice.label
            button.setAttribute("data-action", notice.action)
            button.setAttribute("aria-disabled", "false" if notice.ready else "true")
        host.append(item)
    notes = at("notes")
    notes.replaceChildren()
    for notice in screen.notes:
        line = document.createElement("li")
        line.setAttribute("data-note", notice.code)
        line.textContent = notice.text
        notes.append(line)


def show_action(notice):
    """Show what the button of the shown notice says now, and whether it may be pressed."""
    button = document.querySelector("#empty:not([hidden]) #empty-action, #notices .notice button")
    if button and button.textContent != notice.label:
        button.textContent = notice.label
    if button:
        button.setAttribute("aria-disabled", "false" if notice.ready else "true")


def show_range(screen):
    """Show the range, and which breakdown and scope are on."""
    at("range-preset").textContent = screen.preset_name
    at("range-text").textContent = screen.range_text
    at("range-note").textContent = screen.range_note
    figure(at("range-total"), screen.table.total, screen.total_named)
    at("range-total").setAttribute("data-unit", screen.table.unit)
    at("range-total").setAttribute("data-unread", str(screen.table.unread))
    for name, there in zip(("step-back", "step-on"), screen.steps):
        at(name).setAttribute("aria-disabled", "false" if there else "true")
    for name, _, on, known in screen.breakdowns:
        button = document.querySelector(f"[data-breakdown-choice={name}]")
        button.setAttribute("aria-pressed", "true" if on else "false")
        button.setAttribute("aria-disabled", "false" if known else "true")
    at("compare").setAttribute("aria-pressed", "true" if screen.compared else "false")
    at("scopes").hidden = not screen.scopes
    for name, on in screen.scopes:
        document.querySelector(f"[data-scope-choice={name}]").setAttribute("aria-pressed", "true" if on else "false")


def show_rows(screen):
    """Fill the table with the series, one clone each; a folded one only when "Other" is open."""
    body, template = document.querySelector("#series tbody"), at("row").content.firstElementChild
    body.replaceChildren()
    at("show-all").hidden = not screen.view.hidden
    compared = screen.compared is not None
    for row in screen.rows:
        line = template.cloneNode(True)
        line.setAttribute("data-key", row.key)
        line.setAttribute("data-kind", row.kind)
        if row.folded:
            line.setAttribute("data-folded", "")
            line.hidden = not screen.view.other
        if not row.on:
            line.setAttribute("data-off", "")
        button = line.querySelector("button")
        button.setAttribute("data-action", "series")
        button.setAttribute("data-value", breakdown.mark(row))
        line.querySelector(".swatch").setAttribute("data-hue", str(row.hue))
        line.querySelector(".label").textContent = row.label
        figure(line.querySelector(".credits"), row.credits, row.text)
        line.querySelector(".share span").textContent = row.share
        bar = line.querySelector(".share-bar")
        bar.setAttribute("data-hue", str(row.hue))
        bar.firstElementChild.setAttribute("width", f"{row.bar / 10}%")
        change = line.querySelector(".change")
        change.hidden = not compared
        change.textContent = row.change
        if compared:
            change.setAttribute("data-exact", exact_text(screen.compared.exact(row)))
        body.append(line)
    at("series-total").textContent = screen.total_text
    at("series-share").textContent = screen.whole_share
    at("series-head").textContent = screen.breakdown_name
    at("series-amount").textContent = screen.head
    for cell in document.querySelectorAll("#series thead .change, #series tfoot .change"):
        cell.hidden = not compared
    if compared:
        at("series-change-head").textContent = t("vs {days}").format(days=screen.compared.label)
        whole = at("series-change")
        whole.textContent = screen.compared.total_text
        whole.setAttribute("data-exact", exact_text(screen.compared.whole()))


def show_unit(screen):
    """Say "credits" in the fixed words of the page only where the shown figures are in credits."""
    unit = screen.table.unit if screen.table else CREDITS
    if at("title").getAttribute("data-unit") in (unit, None) and unit == CREDITS:
        return
    at("title").textContent = t("Codex credits") if unit == CREDITS else t("Codex use")
    at("title").setAttribute("data-unit", unit)
    at("credits").setAttribute("aria-label", t("Daily credits") if unit == CREDITS else t("Daily use"))
    at("series-caption").textContent = t("Credits by series") if unit == CREDITS else t("Use by series")
    at("request-text").textContent = (
        t("Copy a request for more credits") if unit == CREDITS else t("Copy a request for more")
    )
    titles = {"mine": t("Your own use (S)"), "workspace": t("The whole workspace's use (S)")}
    if unit == CREDITS:
        titles = {"mine": t("Your own credits (S)"), "workspace": t("The whole workspace's credits (S)")}
    for scope, title in titles.items():
        document.querySelector(f"[data-scope-choice={scope}]").setAttribute("title", title)


def hide_panels():
    """Close what is open over the page."""
    for panel in document.querySelectorAll(":popover-open"):
        panel.hidePopover()
