"""Sample data in the place of the person's own figures, and the way back. Nothing of it is stored."""

from codex_credits.present import sample, status
from popup.bridge import bridge
from popup.views import sample_bar


def show_sample(app, state):
    """Show invented figures in one of the states of `sample`."""
    if app.sample is None:
        app.keeps_view = False  # also on the first of a month it is to show a month
    app.sample, app.announcer.pending = state, "answer"
    now = bridge.now()
    local = {"report": sample.stored(now, state), "range": {"preset": "28"}}
    told = dict(app.state)
    told.update({"code": "ok", "now": now, "local": local, "session": sample.session(state)})
    app.set_state(told)
    sample_bar.show(state, sample.STATES)
    app.show()


def leave_sample(app):
    """Show the person's own state again, and the range they had chosen."""
    app.sample, app.announcer.pending = None, "answer"
    sample_bar.show(None, ())

    async def back():
        state = await bridge.read_state()
        state["session"] = status.with_answer(app.refresher.answer, state["session"])
        app.keeps_view = False
        app.set_state(state)
        app.show()

    bridge.start_task(back())
