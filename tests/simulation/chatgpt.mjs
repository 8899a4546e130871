// The invented ChatGPT of a simulated life. Python owns its ledger and says what each report
// serves; this answers the requests of the page from that, and remembers what was served.

const CREDITS = "/backend-api/wham/usage/daily-workspace-user-credit-usage";
const TOKENS = "/backend-api/wham/usage/daily-workspace-user-token-usage-breakdown";
const COUNTS = "/backend-api/wham/analytics/daily-workspace-usage-counts";
const KEYS = { product: "codex", speed: "standard", effort: "medium", surface: "cli" };

export class ChatGpt {
  constructor() {
    this.ledgers = new Map([[0, new Map()]]); // version -> day -> model -> credits
    this.world = null;
    this.served = []; // [report, start, end] of each good answer since it was last taken
    this.asked = 0;
  }

  // A new version of the ledger: an older one with some days changed.
  publish({ id, from, changes }) {
    const ledger = new Map(this.ledgers.get(from));
    for (const [day, cells] of Object.entries(changes)) {
      ledger.set(day, cells);
    }
    this.ledgers.set(id, ledger);
  }

  take() {
    const { served, asked } = this;
    this.served = [];
    this.asked = 0;
    return { served, asked };
  }

  // {status, headers, body} for an address, or {fail: "network" | "stall"}.
  answer(address) {
    this.asked += 1;
    const { pathname, searchParams } = new URL(address);
    const report = reportOf(pathname, searchParams);
    const [start, end] = [searchParams.get("start_date"), searchParams.get("end_date")];
    const fault = this.world.faults[report];
    if (fault && (fault.before === null || (end ?? "") < fault.before)) {
      return { status: fault.status, fail: fault.fail, headers: fault.headers ?? {}, body: { detail: "no" } };
    }
    const body = this.body(report, start, end);
    if (body === null) {
      return { status: 403, headers: {}, body: { detail: "Forbidden" } };
    }
    this.served.push([report, start, end]);
    return { status: 200, headers: {}, body };
  }

  body(report, start, end) {
    const { session, accounts, limits } = this.world;
    if (report === "session" || report === "accounts" || report === "limits") {
      return { session, accounts, limits }[report];
    }
    const told = this.world.reports[report];
    if (!told) {
      return null;
    }
    const rows = [...this.ledgers.get(told.ledger)].filter(([day]) => start <= day && day <= end);
    const whole = (cells) => Object.values(cells).reduce((sum, one) => sum + one, 0);
    if (report === "activity") {
      return { data: rows.map(([date]) => ({ date, totals: { turns: 3, threads: 1 } })) };
    }
    if (report === "surface") {
      const data = rows.map(([date, cells]) => ({ date, product_surface_usage_values: { cli: whole(cells) } }));
      return { units: "credits", data_freshness_ts: told.fresh, data };
    }
    const values = (cells) => (report === "model" ? cells : { [KEYS[report]]: whole(cells) });
    const data = rows.map(([date, cells]) => ({ date, values: values(cells) }));
    return { unit: "credits", data_freshness_ts: told.fresh, data, series: [] };
  }
}

function reportOf(path, query) {
  if (path === CREDITS) {
    return { reasoning_effort: "effort" }[query.get("breakdown")] ?? query.get("breakdown");
  }
  if (path === COUNTS) {
    return query.has("workspace_user") ? "activity" : "workspace";
  }
  const named = {
    "/api/auth/session": "session", "/backend-api/wham/accounts/check": "accounts", "/backend-api/wham/usage": "limits",
    [TOKENS]: "surface",
  };
  return named[path] ?? "monthly";
}
