"""What the live region is told, and when: the answer once on opening, one sentence for each choice and each refresh."""

from codex_credits.present import messages
from codex_credits.present.i18n import t
from popup.views import page


class Announcer:
    """The voice of one open popup; it is silent until `speech`, the module present.speech, is loaded."""

    def __init__(self):
        """Begin with the answer to be said."""
        self.speech = None
        self.verdict = ""  # what the forecast says, in a sentence
        # What is said once the popup is settled: "answer", "view" (what is shown), or nothing: "".
        self.pending = "answer"
        self.reading = False
        self.updated = False  # whether a refresh ran since something was said

    def on_phase(self, screen, *, reading, settled):
        """Say that a refresh begins; once `settled`, say what `screen` tells, when something is pending."""
        if reading and not self.reading:
            page.say(messages.notice("READING").text)
            self.pending = self.pending or "answer"
            self.updated = True
        self.reading = reading
        if settled and not reading and self.pending and self.speech:
            is_view, self.pending = self.pending == "view", ""
            page.say(self.speech.ended(screen, self.verdict, updated=self.updated, is_view=is_view))
            self.updated = False

    def on_acknowledged(self, text):
        """Say `text` in place of what a refresh would have had said."""
        self.pending, self.updated = "", False
        page.say(text)

    def on_choice(self, screen, changes):
        """Say what `screen` shows after a choice of the fields `changes`."""
        if self.speech:
            page.say(self.speech.choice(screen, changes))

    def on_deleted(self):
        """Say that everything was deleted, and nothing of the figures after that."""
        self.pending, self.updated = "", False
        page.say(t("Stored data deleted."))

    def day_text(self, formatter, screen, place, callout):
        """Return what is said of the column at `place` of the chart."""
        return self.speech.day_text(formatter, screen, place, callout) if self.speech else ""
