// What the popup shows, read from the marks it puts on its own page: see "What the popup's page says of itself" in
// docs/data.md. docs/state.md says what each name means. Reads only; the words a person sees are in `text`.
() => {
  /** @type {(selector: string, from?: ParentNode) => HTMLElement | null} */
  const one = (selector, from = document) => from.querySelector(selector);
  /** @type {(selector: string, from?: ParentNode) => HTMLElement[]} */
  const all = (selector, from = document) => [...from.querySelectorAll(/** @type {"div"} */ (selector))];
  /** @type {(selector: string) => HTMLElement} */
  const required = (selector) => {
    const found = one(selector);
    if (!found) throw new Error(`The popup has no ${selector}.`);
    return found;
  };
  const hasFigures = !required("#figures").hidden;
  const figured = hasFigures ? required("#figures") : new DocumentFragment(); // those shown before stay in the page, hidden
  /** @type {(element: (Element & { value?: string }) | null) => number | null} */
  const number = (element) => (element ? Number(element.value ?? element.getAttribute("value")) : null);
  /** @type {(text: string | undefined) => number | null} */
  const amount = (text) => (text === undefined || text === "" ? null : Number(text));
  const body = document.body.dataset;

  const series = all("#series tbody tr[data-key]", figured)
    .filter((row) => row.dataset.kind !== "other")
    .map((row) => ({
      key: row.dataset.key,
      label: one(".label", row)?.textContent.trim() ?? null,
      credits: number(one("td.credits data[value]", row)),
    }));
  const days = all("#chart [data-day]", figured).map((day) => ({
    date: day.dataset.day,
    credits: amount(day.dataset.credits),
    state: day.dataset.state,
  }));

  const period = required("#period").dataset;
  /** @param {string} name */
  const figure = (name) => number(one(`#period [data-figure="${name}"] data[value]`, figured));
  const limit = () => ({
    state: period.state || null,
    unit: period.unit || null,
    limit: figure("limit"),
    used: figure("used"),
    remaining: figure("remaining"),
    used_percent: figure("used_percent"),
    resets_at: one('#period time[data-figure="resets_at"][datetime]', figured)?.getAttribute("datetime") || null,
    period: { start: period.start || null, end: period.end || null },
  });

  const verdict = () => ({
    kind: required("#forecast").dataset.verdict ?? null,
    tone: required("#forecast").dataset.tone ?? null,
    text: one("#forecast button:not([hidden])")?.textContent ?? null,
  });

  // The details that fold open: named facts with their exact values.
  /** @typedef {Record<string, any>} Fact one exact value by name; any of them may be absent */
  /** @type {(element: HTMLElement | null) => Fact} */
  const exact = (element) => JSON.parse(element?.dataset.exact ?? "null");
  /** @type {(section: string, ...states: string[]) => Fact[]} */
  const facts = (section, ...states) =>
    all(`#${section} [data-fact]`)
      .filter(({ dataset }) => states.length === 0 || states.includes(dataset.state ?? ""))
      .map((fact) => ({ name: fact.dataset.fact, state: fact.dataset.state, ...exact(fact) }));
  /** @type {(list: Fact[], ...names: string[]) => Fact[]} */
  const only = (list, ...names) =>
    list.map((fact) => Object.fromEntries(names.map((name) => [name, fact[name] ?? null])));

  const forecast = () => {
    const known = Object.fromEntries(facts("forecast-section").map((fact) => [fact.name, fact]));
    if (!known.period_end) return { refused: one("#forecast-section .body .small-print")?.textContent ?? null };
    const { low, middle, high, from_days, working_days } = known.period_end;
    return {
      from_days,
      working_days,
      period_end: { low, middle, high },
      run_out: known.run_out ? only([known.run_out], "early", "middle", "late")[0] : null,
      daily_allowance: known.daily_allowance ? only([known.daily_allowance], "low", "middle", "high")[0] : null,
    };
  };
  const comparison = () => {
    const whole = one("#series-change:not([hidden])");
    if (!whole) return null;
    return {
      ...exact(whole),
      series: all("#series tbody tr[data-key]")
        .filter((row) => row.dataset.kind !== "other")
        .map((row) => ({ key: row.dataset.key, ...exact(one(".change", row)) })),
    };
  };
  const changes = () => ({
    difference: facts("changes", "sum")[0]?.credits ?? null,
    effects: only(facts("changes", "effects"), "name", "credits"),
    series: only(facts("changes", "series"), "name", "credits"),
    unusual: facts("changes", "unusual").map(({ name, credits, usual }) => ({ day: name, credits, usual })),
    restatements: facts("changes", "restatements").map(({ name, was, now }) => ({ day: name, was, now })),
  });

  /** @type {[string, ...(number | null)[]][] | null} */
  const perDay = hasFigures ? JSON.parse(required("#activity").dataset.days ?? "null") : null;
  const activity = () =>
    perDay?.map(([date, turns, threads, input, cached, output]) => ({
      date,
      turns,
      threads,
      tokens: [input, cached, output].every((count) => count === null) ? null : { input, cached, output },
    })) ?? null;
  const activityTotal = () => {
    const told = Object.fromEntries(facts("activity").map((fact) => [fact.name, fact]));
    return (
      perDay && {
        turns: told.turns?.count ?? null,
        threads: told.threads?.count ?? null,
        per_turn: told.per_turn?.credits ?? null,
        input: told.input?.uncached ?? null,
        cached: told.input?.cached ?? null,
        output: told.output?.count ?? null,
        per_million: told.per_million?.credits ?? null,
      }
    );
  };

  return {
    text: document.body.innerText,
    scope: body.scope ?? null,
    range: { preset: body.preset ?? null, start: body.start ?? null, end: body.end ?? null },
    breakdown: body.breakdown ?? null,
    total: number(one("#range-total data[value]", figured)),
    unread_days: amount(one("#range-total", figured)?.dataset.unread),
    series,
    days,
    limit: hasFigures ? limit() : null,
    verdict: hasFigures ? verdict() : null,
    period_gone: figure("gone"),
    today: figure("today"),
    daily_allowance: figure("allowance"),
    closed: figure("closed"),
    notices: all(".notice[data-code]").map((notice) => notice.dataset.code),
    forecast: hasFigures ? forecast() : null,
    comparison: hasFigures ? comparison() : null,
    changes: hasFigures ? changes() : null,
    reconciliation: hasFigures
      ? facts("reconciliation").map(({ name, credits, difference }) => ({ breakdown: name, credits, difference }))
      : null,
    activity: activity(),
    activity_total: activityTotal(),
    limit_chain: hasFigures
      ? only(
          facts("limits").filter(({ state }) => !["window", "changed"].includes(state)),
          "name",
          "state",
          "used_percent",
          "who",
        )
      : null,
    windows: hasFigures ? only(facts("limits", "window"), "name", "used_percent", "resets_at") : null,
    report_status: Object.fromEntries(
      all("[data-report][data-code]", figured).map((report) => [report.dataset.report, report.dataset.code]),
    ),
  };
};
