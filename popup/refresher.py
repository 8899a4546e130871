"""
What the popup asks the worker for, and what it makes of the answers and of changes in storage.

The popup stores the chosen range and nothing else reads it: each refresh message has the days it needs.
If an answer leaves days of the shown range uncovered, the popup asks for them once more.
"""

from codex_credits.model import coverage, dates
from codex_credits.present import status
from popup.bridge import bridge


def read_times(state):
    """Return when each part of the stored report was read."""
    report = state["local"].get("report")
    return [report.get(name) for name in ("fetched_at", "report_status")] if isinstance(report, dict) else None


class Refresher:
    """The refreshes of one open popup."""

    def __init__(self, app):
        """Ask for `app`, a popup.app.App, and show there what comes of it."""
        self.app = app
        self.queued_kind = None  # the kind of refresh asked for while another one ran
        self.retried_range = None  # the (start, end) the popup has asked for a second time
        self.retried_report = None  # the report on screen that the popup has asked for since it was shown
        self.answer = "ok"  # how this popup's last refresh or deletion ended, told until something newer is known
        self.pressed = False  # whether the person opened this page from the toolbar, or has asked in it

    def on_state_changed(self, state):
        """
        Take in a changed state and show it; sample data stays until it is left.

        The steps of a running refresh change one line only. A refresh stores what is left first, then the days on
        screen: each is shown when it is stored, the rest when a refresh of this popup's own is answered (`refresh`).
        """
        app = self.app
        if app.sample is not None:
            return
        before, now = app.state["session"].get("refresh"), state["session"].get("refresh")
        is_other_report = "local" in state and read_times(state) != read_times(app.state)
        if now or (is_other_report and self.answer != "NOT_DELETED"):
            self.answer = "ok"
        state["session"] = status.with_answer(self.answer, state["session"])
        if "local" in state and (not app.is_request_pending or (now and read_times(state) != read_times(app.state))):
            app.set_state(state)
            app.show()
            self.request_missing_days(before and not now and not app.is_request_pending)
            return
        app.state.update({"now": state["now"], "session": state["session"]})
        if (before and now) or (app.is_request_pending and not (now and app.screen.empty)):
            app.show_phase()
        else:
            app.show()
            self.request_missing_days(before and not now and not app.is_request_pending)

    def request_missing_days(self, over):
        """
        Ask for the hole in the shown range once a refresh of another popup is `over`, where the person has asked before.

        A refresh leaves something in memory however it ends; where nothing is left, everything was deleted.
        """
        app = self.app
        if over and self.pressed and app.state["session"] and self.claim_retry():
            bridge.start_task(self.refresh())

    async def choose_range(self, preset, start, end):
        """Show another range, remember it, and ask for the days of it that were never read."""
        app = self.app
        self.retried_range = None
        app.by_period = preset == dates.PERIOD
        covered = app.sample is not None or coverage.is_covered(app.report, start, end)
        app.choose(preset=preset, start=start, end=end, other=False, silent=not covered)
        if app.sample is not None:
            return
        await bridge.save_range(preset, start, end)
        if not covered:
            app.announcer.pending = "view"
            await self.refresh()

    def choose(self, **changes):
        """Show another breakdown or scope, and ask for its report where the last refresh left it out."""
        app = self.app
        self.retried_report = None
        app.choose(**changes)
        if app.sample is None and not app.is_request_pending and self.claim_report():
            bridge.start_task(self.refresh())

    async def refresh_if_old(self):
        """
        Ask for newer figures when the saved ones are old, from another session, or not of this range.

        Only a press of the toolbar icon counts as opening: a tab, which the browser may have restored, asks nothing.
        """
        app = self.app
        app.is_interactive = True
        if not bridge.is_opened_from_toolbar():
            app.set_state(await bridge.read_state())  # what changed before this page began to listen
            app.show()
            return
        self.pressed = True
        if app.will_refresh:
            await self.refresh()
        else:
            app.show_phase()

    async def refresh(self, kind="refresh", allowed_tab=None):
        """
        Ask the worker, then show what storage holds; once more for days it left unread, or for what was asked meanwhile.

        Where no ChatGPT tab can be read, a press `allowed_tab` one in the background: "open" a new one, "wake" a sleeping one.
        """
        app = self.app
        if app.sample is not None:
            return
        self.pressed = True
        if app.is_request_pending:
            self.queued_kind = kind if kind == "refresh_all" else self.queued_kind
            return
        while kind:
            app.is_request_pending, self.queued_kind, self.answer = True, None, "ok"
            app.advance_view_to_today()
            app.show_phase()
            days, shown = coverage.required_intervals(app.view, app.period()), coverage.shown_report(app.view)
            code = await bridge.ask(kind, days, allowed_tab, shown)
            state = await bridge.read_state()
            over = (
                not app.is_request_pending or app.sample is not None
            )  # all was deleted meanwhile, or sample data is shown
            app.is_request_pending = app.will_refresh = False
            if over:
                app.show_phase()
                return
            self.answer = "ok" if code == "BUSY" or state["session"].get("notice") else code
            state["session"] = status.with_answer(code, state["session"])
            app.set_state(state)
            app.show()
            if code == "THROTTLED" and app.countdown:
                app.countdown.acknowledge()
            kind = self.queued_kind or (
                "refresh" if code == "ok" and (self.claim_retry() or self.claim_report()) else None
            )

    def claim_retry(self):
        """Tell whether to ask once more for unread days of the shown range: once for each chosen range."""
        app = self.app
        span = (app.view.start, app.view.end)
        if self.retried_range == span or not coverage.is_gap_requestable(app.report, app.view, app.state):
            return False
        self.retried_range = span
        return True

    def claim_report(self):
        """Tell whether to ask for the report on screen, which the last refresh left out: once each time it is shown."""
        app = self.app
        shown = coverage.shown_report(app.view)
        if self.retried_report == shown or not coverage.is_report_requestable(app.report, app.view, app.state):
            return False
        self.retried_report = shown
        return True

    async def clear_data(self):
        """Delete everything that is stored, and show the first screen again without asking ChatGPT; say so where that failed."""
        app = self.app
        app.is_request_pending = app.will_refresh = False
        app.on_phase(False)
        bridge.drop_screen()
        self.answer = "ok" if await bridge.delete_stored() == "ok" else "NOT_DELETED"
        state = await bridge.read_state()
        state["session"] = status.with_answer(self.answer, state["session"])
        app.keeps_view, state["address"] = False, ""
        app.set_state(state)
        app.on_view_changed(app)
        app.announcer.on_deleted()
        app.show()
