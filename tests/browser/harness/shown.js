// What the popup shows, read from the marks it puts on its own page: see "What the popup's page says of itself" in
// docs/data.md. Reads only; the words a person sees are in `text`.
() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const number = (element) => (element ? Number(element.value ?? element.getAttribute("value")) : null);
  const amount = (text) => (text === undefined || text === "" ? null : Number(text));
  const body = document.body.dataset;

  const series = all("#series tbody tr[data-key]")
    .filter((row) => row.dataset.key !== "~other")
    .map((row) => ({
      key: row.dataset.key,
      label: one(".label", row)?.textContent.trim() ?? null,
      credits: number(one("td.credits data[value]", row)),
    }));
  const days = all("#chart [data-day]").map((day) => ({
    date: day.dataset.day,
    credits: amount(day.dataset.credits),
    state: day.dataset.state,
  }));

  const figures = Object.fromEntries(
    ["used", "limit", "left", "per_cent"].map((name) => [name, number(one(`#period [data-figure="${name}"] data[value]`))]));
  figures.resets_at = one('#period time[data-figure="resets_at"][datetime]')?.getAttribute("datetime") || null;
  const known = Object.values(figures).some((value) => value !== null);

  return {
    text: document.body.innerText,
    scope: body.scope ?? null,
    range: { preset: body.preset ?? null, start: body.start ?? null, end: body.end ?? null },
    split: body.split ?? null,
    total: number(one("#range-total data[value]")),
    series,
    days,
    limit: known ? figures : null,
    notices: all(".notice[data-code]").map((notice) => notice.dataset.code),
    sections: Object.fromEntries(all("[data-report][data-code]").map((report) => [report.dataset.report, report.dataset.code])),
  };
}
