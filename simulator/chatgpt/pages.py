"""
The pages of the fake ChatGPT: an app shell for every address, and one that works.

The analytics page has a script of its own that reads the session and every
report with the bearer, as the real page does, so that a recording made in a
browser from that page holds every route.
"""

from .routes import Answer

ANALYTICS = "/codex/cloud/settings/analytics"
SCRIPT = "/assets/analytics.js"
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"

SHELL = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>ChatGPT</title><link rel="icon" href="data:,">
<style>body{{font:16px system-ui;max-width:40rem;margin:15vh auto;color:#444}}</style></head>
<body><div id="root"><h1>{title}</h1><p>{text}</p><pre id="answers"></pre></div>{script}</body>
</html>
"""

ANALYTICS_SCRIPT = """
// The page's own reading of its reports. OAI-Language marks these requests as the page's.
const day = (ago) => new Date(Date.now() - ago * 864e5).toISOString().slice(0, 10);
const dates = `start_date=${day(89)}&end_date=${day(0)}`;
const session = await (await fetch("/api/auth/session", {headers: {"OAI-Language": "en-US"}})).json();
const routes = [
  "accounts/check",
  "usage",
  ...["product", "model", "speed", "reasoning_effort"].map(
    (breakdown) => `usage/daily-workspace-user-credit-usage?${dates}&breakdown=${breakdown}`),
  `usage/daily-workspace-user-token-usage-breakdown?${dates}&group_by=day`,
  `usage/daily-workspace-user-token-usage-breakdown?${dates}&group_by=day&breakdown_by=model&modes=codex&modes=work`,
  `analytics/daily-workspace-usage-counts?${dates}&group_by=day&workspace_user=true`,
  `analytics/daily-workspace-usage-counts?${dates}&group_by=day`,
].map((route) => `/backend-api/wham/${route}`);
if (session.account) {
  routes.push(`/backend-api/accounts/${session.account.id}/spend-controls/current-user/monthly-usage` +
    "?supports_usage_limit_modes=true");
}
const lines = [];
for (const route of session.accessToken ? routes : []) {
  const answer = await fetch(route, {headers: {
    Authorization: `Bearer ${session.accessToken}`,
    "ChatGPT-Account-Id": session.account?.id ?? "",
    "OAI-Language": "en-US",
  }});
  await answer.text();
  lines.push(`${answer.status} ${route.split("?")[0].split("/").at(-1)}`);
}
document.querySelector("#answers").textContent = lines.join("\\n");
document.body.dataset.read = String(lines.length);
"""

CHALLENGE = Answer(
    403,
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking the browser.</body></html>",
    {"content-type": "text/html; charset=UTF-8", "cf-mitigated": "challenge", "server": "cloudflare"},
)


def page(path):
    """Return the page at `path`: the analytics page, its script, or the app shell."""
    if path == SCRIPT:
        return Answer(200, ANALYTICS_SCRIPT, {"content-type": "text/javascript"})
    if path == ANALYTICS:
        script = f'<script type="module" src="{SCRIPT}"></script>'
        return html(200, "Codex analytics", "The fake analytics page reads every report once.", script)
    return html(200, "A fake ChatGPT", "This page stands in for chatgpt.com while the extension is tried out.")


def shell(status=200):
    """Return the app shell where data was asked for."""
    return html(status, "ChatGPT", "")


def html(status, title, text, script=""):
    """Return one filled-in page."""
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": POLICY}
    return Answer(status, SHELL.format(title=title, text=text, script=script), headers)
