// The simulated ChatGPT of a simulated life. Python owns its ledger and says what each report
// serves; this answers the requests of the page from that, and remembers what was served.

const CREDITS = "/backend-api/wham/usage/daily-workspace-user-credit-usage";
const TOKENS = "/backend-api/wham/usage/daily-workspace-user-token-usage-breakdown";
const COUNTS = "/backend-api/wham/analytics/daily-workspace-usage-counts";
const SHARED = 3; // the whole workspace uses so many times what the person uses
/** @type {Record<string, string>} */
const KEYS = { product: "codex", speed: "standard", effort: "medium", surface: "cli" };

/** @typedef {Record<string, number>} Cells model -> credits of one day */
/** @typedef {{status: number, fail?: string | null, headers: Record<string, string>, bytes: Buffer}} Served */
/** @typedef {{ledger: number, fresh: Instant | null}} DailyState */
/** @typedef {Partial<Served> & {status: number, before: Day | null}} Fault */
/**
 * @typedef {object} World what Python says that ChatGPT serves
 * @property {number} latency ms
 * @property {number} place which workspace the person is in
 * @property {boolean} by_header whether the answers are of the workspace that the request names, and not of that one
 * @property {{reports: Record<string, DailyState>, limits: Json, monthly: Json}[]} places
 * @property {boolean} permitted whether the extension may access ChatGPT
 * @property {boolean} busy whether the page runs nothing
 * @property {boolean} slow whether the storage is slow
 * @property {boolean} tab whether there is a tab
 * @property {Record<string, Fault>} faults by report
 * @property {number | null} longest how many days a request may have
 * @property {Json} session
 * @property {Json} accounts
 */
export class ChatGpt {
  constructor() {
    /** @type {Map<number, Map<Day, Cells>>} */
    this.ledgers = new Map([[0, new Map()]]); // version -> day -> model -> credits
    this.world = /** @type {World} */ (/** @type {unknown} */ (null)); // told before anything is asked
    /** @type {unknown[][]} */
    this.responses = []; // [report, start, end, place] of each good answer since it was last taken, and what was noted
    this.asked = 0;
    this.asked_at = 0;
    /** @type {Map<string, Buffer | null>} */
    this.written = new Map(); // what was asked -> the bytes of the answer
    this.peak = 0; // not counted here
  }

  begins() {}

  ends() {}

  // "begun", "saved", "restored" or "ended": a reading begins, a report was stored, an earlier one was put back, a
  // reading ended well. A reading stores a report more than once.
  /** @param {string} what */
  note(what) {
    this.responses.push([what]);
  }

  // A new version of the ledger: an older one with some days changed.
  /** @param {{id: number, from: number, changes: Record<Day, Cells>}} version */
  publish({ id, from, changes }) {
    const ledger = new Map(this.ledgers.get(from));
    for (const [day, cells] of Object.entries(changes)) {
      ledger.set(day, cells);
    }
    this.ledgers.set(id, ledger);
  }

  drain() {
    const { responses, asked, asked_at } = this;
    this.responses = [];
    this.asked = 0;
    return { responses, asked, asked_at };
  }

  // {status, headers, bytes} for an address, or {fail: "network" | "stall"}.
  /** @type {(address: string, headers?: Record<string, string>) => Served} */
  answer(address, headers = {}) {
    const asked = /-(\d)$/.exec(headers["ChatGPT-Account-Id"] ?? "");
    const place = this.world.by_header && asked ? Number(asked[1]) : this.world.place;
    this.asked += 1;
    this.asked_at = Date.now();
    const { pathname, searchParams } = new URL(address);
    const report = reportOf(pathname, searchParams);
    const [start, end] = [searchParams.get("start_date"), searchParams.get("end_date")];
    const fault = this.world.faults[report];
    if (fault && (fault.before === null || (end ?? "") < fault.before)) {
      return { status: fault.status, fail: fault.fail, headers: fault.headers ?? {}, bytes: bytesOf({ detail: "no" }) };
    }
    if (start && end && countDays(start, end) > (this.world.longest ?? Number.POSITIVE_INFINITY)) {
      return { status: 422, headers: {}, bytes: bytesOf({ detail: "too many days" }) };
    }
    const bytes = this.bytes(place, report, start, end);
    if (bytes === null) {
      return { status: 403, headers: {}, bytes: bytesOf({ detail: "Forbidden" }) };
    }
    this.responses.push([report, start, end, place]);
    return { status: 200, headers: {}, bytes };
  }

  // The same days of the same version are answered with the same bytes.
  /** @type {(place: number, report: string, start: Day | null, end: Day | null) => Buffer | null} */
  bytes(place, report, start, end) {
    const told = this.world.places[place].reports[report];
    const key = told ? [report, start, end, told.ledger, told.fresh].join() : null;
    const known = key && this.written.get(key);
    if (known) {
      return known;
    }
    const body = this.body(place, report, start, end);
    const made = body && bytesOf(body);
    if (key) {
      this.written.set(key, made);
    }
    return made;
  }

  /** @type {(place: number, report: string, start: Day | null, end: Day | null) => Json} */
  body(place, report, start, end) {
    const { session, accounts, places } = this.world;
    const { limits, monthly, reports } = places[place];
    if (["session", "accounts", "limits", "monthly"].includes(report)) {
      return { session, accounts, limits, monthly }[report];
    }
    const told = reports[report];
    if (!told) {
      return null;
    }
    const all = [...(this.ledgers.get(told.ledger) ?? [])];
    const rows = all.filter(([day]) => start && start <= day && end && day <= end);
    /** @type {(cells: Cells) => number} */
    const whole = (cells) => Object.values(cells).reduce((sum, one) => sum + one, 0);
    if (report === "activity") {
      return { data: rows.map(([date]) => ({ date, totals: { turns: 3, threads: 1 } })) };
    }
    if (report === "surface") {
      const data = rows.map(([date, cells]) => ({ date, product_surface_usage_values: { cli: whole(cells) } }));
      return { units: "credits", data_freshness_ts: told.fresh, data };
    }
    if (report === "workspace") {
      /** @type {(row: [Day, Cells]) => object} */
      const shared = ([date, cells]) => ({
        date,
        totals: { credits: SHARED * whole(cells) },
        clients: [{ client_id: "CODEX_CLI", credits: SHARED * whole(cells) }],
        models: Object.entries(cells).map(([model, credits]) => ({ model, credits: SHARED * credits })),
      });
      return { balance_unit: "credits", data: rows.map(shared) };
    }
    /** @type {(cells: Cells) => Cells} */
    const values = (cells) => (report === "model" ? cells : { [KEYS[report]]: whole(cells) });
    const data = rows.map(([date, cells]) => ({ date, values: values(cells) }));
    return { unit: "credits", data_freshness_ts: told.fresh, data, series: [] };
  }
}

/** @type {(start: Day, end: Day) => number} */
const countDays = (start, end) => (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;

/** @type {(body: Json) => Buffer} */
const bytesOf = (body) => Buffer.from(JSON.stringify(body));

/** @type {(path: string, query: URLSearchParams) => string} */
function reportOf(path, query) {
  if (path === CREDITS) {
    const breakdown = query.get("breakdown") ?? "";
    return breakdown === "reasoning_effort" ? "effort" : breakdown;
  }
  if (path === COUNTS) {
    return query.has("workspace_user") ? "activity" : "workspace";
  }
  /** @type {Record<string, string>} */
  const named = {
    "/api/auth/session": "session",
    "/backend-api/wham/accounts/check": "accounts",
    "/backend-api/wham/usage": "limits",
    [TOKENS]: "surface",
  };
  const found = named[path] ?? /\/(monthly-usage|settings)$/.exec(path)?.[1];
  if (!found) {
    throw new Error(`no report is read at ${path}`);
  }
  return found === "monthly-usage" ? "monthly" : found;
}
