"""The title and the subtitle of the chart as a PNG."""

from codex_credits.present import words
from codex_credits.present.i18n import listed, t


def png_text(screen, *, sample=False):
    """Return (title, subtitle): "Codex credits by model: 3,670.71 credits", and the days with what the dashed line is."""
    text = t("{title} {by} (sample data): {total}") if sample else t("{title} {by}: {total}")
    title = text.format(title=screen.title, by=t(words.BY_INSIDE[screen.view.breakdown]), total=screen.total_named)
    subtitle = listed([screen.range_text, screen.range_note, t("UTC days")])
    if screen.compared:
        dashed = t("dashed: {days}").format(days=screen.compared.label)
        subtitle = t("; ").join([subtitle, dashed])
    return title, subtitle
