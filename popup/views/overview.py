"""Put what is left, and of what, into the page: the block that the popup opens with."""


def show_card(changes, screen):
    """Show what is left, of what, and how much of the period is gone."""
    card, top = screen.card, screen.overview
    changes.set(
        "#period",
        data_tone=card.tone,
        data_state=card.state,
        data_unit=card.unit,
        data_start=card.start,
        data_end=card.end,
        data_allowance="yes" if top.allowance else "no",
    )
    changes.text("#period-name", top.name)
    changes.figure("#lead", *top.lead)
    changes.set("#lead", data_figure=top.figure, title=top.title)
    changes.text("#lead-words", top.words)
    for where, figure in (
        ("#used-percent", top.share),
        ("#gone", top.gone),
        ("#used", top.used),
        ("#of", top.of),
        ("#today", top.today),
        ("#closed", top.closed),
    ):
        changes.figure(where, *(figure or (None, "")))
    changes.set("#used", title=top.pending_title)
    changes.text("#resets", top.reset)
    changes.set("#resets", datetime=card.resets_at, title=top.reset_title)
    changes.text("#gap", " ".join([text for text in (top.pending, top.note) if text]))
    changes.set("#gap", title=top.pending_title)
    show_gauge(changes, card.gauge)


def show_gauge(changes, parts):
    """Draw the gauge from its parts in thousandths; nothing where there are none."""
    changes.set("#gauge", data_shown="yes" if parts else "no")
    if parts:
        changes.set("#gauge-daily-sum", width=parts["daily_sum"])
        changes.set("#gauge-gap", x=parts["daily_sum"], width=parts["gap"])
        changes.set("#gauge-pace", x=-9 if parts["pace"] is None else parts["pace"])
