"""Put a `Screen` into the page: text into markup that is already there. Nothing is computed here."""

from pyscript import document

from codex_credits.model import breakdown
from codex_credits.model.units import CREDITS
from codex_credits.present.i18n import t
from popup.bridge import bridge
from popup.views import chart
from popup.views.changes import Changes, exact_text
from popup.views.dom import by_id
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
        by_id("refresh").focus()


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
    changes = Changes()
    draw(changes, screen)
    changes.make()


def draw(changes, screen):
    """Add to `changes` each part of `screen`."""
    show_view(changes, screen)
    show_header(changes, screen)
    show_notices(changes, screen)
    changes.show("#figures", shown=not screen.empty)
    changes.show("#empty", shown=screen.empty)
    if screen.empty:
        show_empty(changes, screen.empty)
    else:
        changes.set("#empty", data_code=None)
        show_card(changes, screen)
        show_range(changes, screen)
        show_unit(changes, screen)
        chart.show(changes, screen)
        show_rows(changes, screen)


def show_time(screen):
    """Show again what tells the present moment."""
    changes = Changes()
    draw_time(changes, screen)
    changes.make()


def draw_time(changes, screen):
    """Add to `changes` what tells the present moment: the ages, and what is left until when."""
    show_header(changes, screen)
    show_card(changes, screen)


def show_view(changes, screen):
    """Say on <body> which view is shown, for styles and for programs that read the page."""
    view = screen.view
    changes.set(
        "body",
        data_scope=view.scope,
        data_preset=view.preset,
        data_start=view.start,
        data_end=view.end,
        data_breakdown=view.breakdown,
        data_loaded="limits" if screen.scope and not screen.scope.spans else None,
    )


def phase(name):
    """Say what the popup is doing: "reading" or "settled"."""
    reading, changes = "true" if name == "reading" else "false", Changes()
    changes.set("body", data_phase=name)
    changes.set("#refresh", aria_busy=reading, aria_disabled=reading)
    changes.make()


def header(screen):
    """Show whose figures these are, and how fresh."""
    changes = Changes()
    show_header(changes, screen)
    changes.make()


def show_header(changes, screen):
    """Show whose figures these are, and how fresh."""
    changes.text("#workspace", screen.workspace)
    changes.text("#through", t("Data as of {instant}").format(instant=screen.through[2]) if screen.through else "")
    changes.set("#through", title=screen.through[1] if screen.through else "")
    changes.text("#read", screen.read_text)


def show_read(text):
    """Say in the status line, until the next `header`, when the figures were read."""
    by_id("read").textContent = text


def progress(text):
    """Say what is being read."""
    by_id("progress").textContent = text


def say(text):
    """
    Let a screen reader say `text`, also when it is what was said last: only a text that differs is spoken.

    It is taken away again, because the page has it in writing too.
    """
    if text:
        node = by_id("spoken")
        node.textContent = f"{text}\u00a0" if node.textContent == text else text
        bridge.start_task(clear_live_region(node.textContent))


async def clear_live_region(text):
    """Take `text` out of the reading order after it was spoken."""
    await bridge.wait(SPOKEN_SECONDS)
    if by_id("spoken").textContent == text:
        by_id("spoken").textContent = ""


def show_empty(changes, notice):
    """Show one sentence and one way out where the figures would be."""
    changes.set("#empty", data_code=notice.code)
    changes.text("#empty-text", notice.text)
    changes.text("#empty-note", notice.note)
    changes.show("#empty-note", shown=notice.note)
    changes.show("#empty-action", shown=notice.action)
    changes.text("#empty-action", notice.label)
    changes.set("#empty-action", data_action=notice.action, aria_disabled="false" if notice.ready else "true")
    changes.show("#empty-sample", shown=notice.code != "READING")


def show_notices(changes, screen):
    """Show the notice beside the figures with its way out, and note the others in the details."""
    changes.fill("#notices", "#notice", [notice_item(notice) for notice in screen.notices])
    notes = []
    for notice in screen.notes:
        line = Changes()
        line.set("", data_note=notice.code)
        line.text("", notice.text)
        notes.append(line)
    changes.fill("#notes", "li", notes)


def notice_item(notice):
    """Return the `Changes` of the clone that shows `notice`."""
    item = Changes()
    item.set("", data_code=notice.code, data_tone=notice.tone)
    item.text("p", notice.text)
    item.text(".small-print", notice.note)
    item.show(".small-print", shown=notice.note)
    if notice.action:
        item.show("button", shown=True)
        item.text("button", notice.label)
        item.set("button", data_action=notice.action, aria_disabled="false" if notice.ready else "true")
    return item


def show_action(notice):
    """Show what the button of the shown notice says now, and whether it may be pressed."""
    button = document.querySelector("#empty:not([hidden]) #empty-action, #notices .notice button")
    if button and button.textContent != notice.label:
        button.textContent = notice.label
    if button:
        button.setAttribute("aria-disabled", "false" if notice.ready else "true")


def show_range(changes, screen):
    """Show the range, and which breakdown and scope are on."""
    changes.text("#range-preset", screen.preset_name)
    changes.text("#range-text", screen.range_text)
    changes.text("#range-note", screen.range_note)
    changes.figure("#range-total", screen.table.total, screen.total_named)
    changes.set("#range-total", data_unit=screen.table.unit, data_unread=screen.table.unread)
    for name, there in zip(("#step-back", "#step-on"), screen.steps):
        changes.set(name, aria_disabled="false" if there else "true")
    for name, _, on, known in screen.breakdowns:
        changes.set(
            f"[data-breakdown-choice={name}]",
            aria_pressed="true" if on else "false",
            aria_disabled="false" if known else "true",
        )
    changes.set("#compare", aria_pressed="true" if screen.compared else "false")
    changes.show("#scopes", shown=screen.scopes)
    for name, on in screen.scopes:
        changes.set(f"[data-scope-choice={name}]", aria_pressed="true" if on else "false")


def show_rows(changes, screen):
    """Fill the table with the series, one clone each; a folded one only when "Other" is open."""
    compared = screen.compared
    changes.fill("#series tbody", "#row", [row_item(row, screen) for row in screen.rows])
    changes.show("#show-all", shown=screen.view.hidden)
    changes.text("#series-total", screen.total_text)
    changes.text("#series-share", screen.whole_share)
    changes.text("#series-head", screen.breakdown_name)
    changes.text("#series-amount", screen.head)
    for cell in ("#series-change-head", "#series-change"):
        changes.show(cell, shown=compared)
    if compared:
        changes.text("#series-change-head", t("vs {days}").format(days=compared.label))
        changes.text("#series-change", compared.total_text)
        changes.set("#series-change", data_exact=exact_text(compared.whole()))


def row_item(row, screen):
    """Return the `Changes` of the clone that shows `row`."""
    item = Changes()
    item.set("", data_key=row.key, data_kind=row.kind)
    if row.folded:
        item.set("", data_folded="")
        item.show("", shown=screen.view.other)
    if not row.on:
        item.set("", data_off="")
    item.set("button", data_action="series", data_value=breakdown.mark(row))
    item.set(".swatch", data_hue=row.hue)
    item.text(".label", row.label)
    item.figure(".credits", row.credits, row.text)
    item.text(".share span", row.share)
    item.set(".share-bar", data_hue=row.hue)
    item.set(".share-bar :first-child", width=f"{row.bar / 10}%")
    item.show(".change", shown=screen.compared)
    item.text(".change", row.change)
    if screen.compared:
        item.set(".change", data_exact=exact_text(screen.compared.exact(row)))
    return item


def show_unit(changes, screen):
    """Say "credits" in the fixed words of the page only where the shown figures are in credits."""
    unit = screen.table.unit if screen.table else CREDITS
    if by_id("title").getAttribute("data-unit") in (unit, None) and unit == CREDITS:
        return
    changes.set("#title", data_unit=unit)
    changes.text("#title", t("Codex credits") if unit == CREDITS else t("Codex use"))
    changes.set("#credits", aria_label=t("Daily credits") if unit == CREDITS else t("Daily use"))
    changes.text("#series-caption", t("Credits by series") if unit == CREDITS else t("Use by series"))
    request = t("Copy a request for more credits") if unit == CREDITS else t("Copy a request for more")
    changes.text("#request-text", request)
    titles = {"mine": t("Your own use (S)"), "workspace": t("The whole workspace's use (S)")}
    if unit == CREDITS:
        titles = {"mine": t("Your own credits (S)"), "workspace": t("The whole workspace's credits (S)")}
    for scope, title in titles.items():
        changes.set(f"[data-scope-choice={scope}]", title=title)


def hide_panels():
    """Close what is open over the page."""
    for panel in document.querySelectorAll(":popover-open"):
        panel.hidePopover()
