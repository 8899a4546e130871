"""When a simulated session checks what: in between while a reading runs, and all whenever nothing runs."""

from abc import abstractmethod
from typing import Any

from simulator.fast import checks, figure_checks
from simulator.fast.checks import InvariantViolation
from simulator.fast.session_state import SessionState


class SessionChecks(SessionState):
    """The checks of a `Session`, which says what it tolerates."""

    tolerated: set[str]  # the kinds of violations that are not raised
    checked: Any  # the report that was checked last while a reading ran
    last_report: dict | None
    saved: bool  # whether a reading was stored since the last check
    refreshing: bool
    by_header: bool
    is_partial: bool
    readings: int
    stages: int

    @abstractmethod
    def tick_popups(self) -> None: ...

    def check_stages(self):
        """Check what the popups show of a reading that still runs."""
        is_sure = self.refreshing and self.by_header and not (self.storage_broken or self.slow_storage)
        for one in self.open_popups if is_sure else ():
            if one.app and one.app.report and one.app.report is not self.checked:
                self.checked = one.app.report
                self.stages += 1
                self.figures_fit(one.app, self.shown_ledger(), self.check)
                self.check(checks.check_agreement, one.app, one.app.state["now"])

    def check_invariants(self):
        report, saved = self.stored["report"], self.saved
        self.check(checks.check_report_kept, self, report)
        self.last_report, self.saved, self.deleted = report, False, False
        for one in self.open_popups:
            self.check_popup(one.app)
        shown = [one.app for one in self.open_popups if one.app.report]
        if saved and shown:
            self.check(figure_checks.check_stored_days, shown[0], self.shown_ledger())
        if saved and shown and self.looks_ahead():
            self.check(checks.check_forecast_end, shown[0], self.now())
        if len(self.open_popups) == 2:
            self.tick_popups()  # countdowns are told anew each minute, in each popup at its own time
            self.check(checks.check_popups_agree, *[one.app for one in self.open_popups])
        if self.healthy and self.app and not self.app.problem:
            self.check(
                figure_checks.check_past_days_read, self.app, self.shown_ledger(), self.app.today(), self.is_partial
            )
            if saved and not self.wrong:
                self.check(figure_checks.check_unsettled_days_requested, self.shown_ledger())
        self.healthy = False

    def looks_ahead(self):
        """Tell whether to look ahead, which takes its time: after every third reading."""
        self.readings += 1
        return self.readings % 3 == 1

    def check_popup(self, app):
        self.check(checks.check_settled, app)
        if app.problem:
            raise InvariantViolation("UNREADABLE", app.problem)
        if app.report is not None:
            ledger = self.shown_ledger()
            self.figures_fit(app, ledger, self.check)
            self.check(figure_checks.check_gaps_disclosed, app, ledger, app.today())
            self.check(checks.check_agreement, app, app.state["now"])
            self.check(checks.check_past_reset_not_current, app, app.state["now"])

    def figures_fit(self, app, ledger, check):
        check(figure_checks.check_figures, app, ledger, app.today())
        check(figure_checks.check_comparison, app, ledger, app.today())
        check(figure_checks.check_limit_card, app, ledger, app.state["now"])

    def check(self, invariant, *given):
        try:
            invariant(*given)
        except InvariantViolation as what:
            if what.kind not in self.tolerated:
                raise

    def shown_ledger(self):
        """Return the ledger of the workspace that is shown; after a restart the one that fits, for nobody remembers."""
        workspace = self.stored.get("workspace")
        if workspace and workspace["name"]:
            return self.ledgers[int(workspace["name"][-1])]
        shown = [one.app for one in self.open_popups if one.app and one.app.report]
        for ledger in self.ledgers if shown else ():
            try:
                self.figures_fit(shown[0], ledger, lambda invariant, *given: invariant(*given))
            except InvariantViolation:
                continue
            return ledger
        return self.ledger
