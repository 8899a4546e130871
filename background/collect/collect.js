// The function that reads the reports inside a chatgpt.com page, in Chrome's isolated world, where the page can neither see
// nor change it. It reads the session, requests the reports with the bearer token of that session, copies only the
// named fields of each answer, and keeps nothing when it returns. It never throws and never touches the document:
// errors are in the envelope. Chrome copies its source into the page, so it uses nothing from outside: what it needs
// stands inside it, in this one file, however long that is.

/**
 * @param {Required<CollectOrder>} order
 * @returns {Promise<any>} an Envelope; or {v, log} with `code`, or with `session` when the session could not be read
 */
export async function collect(order) {
  const { id, origin, session, salt, requests, bounds, begin_by: beginBy } = order;
  const { personal_plans: personalPlans, nearly_full_percent: nearlyFullPercent } = order;
  /** @type {LogEntry[]} */
  const log = [];
  /** @type {Answer[]} */
  const answers = [];
  /** @type {Record<string, {left: number, answers: Answer[]}>} */
  const stages = {}; // of the refresh: how many of its requests are unanswered
  for (const { stage } of requests) {
    stages[stage] ??= { left: 0, answers: [] };
    stages[stage].left += 1;
  }
  const stageResolvers = /** @type {Record<Stage, (envelope: any) => void>} */ ({});
  const previousRun = Object.getOwnPropertyDescriptor(globalThis, "codexEnterpriseCredits"); // not an element of that id
  previousRun?.value?.abortController?.abort(); // its worker stopped
  const abortController = new AbortController();
  const stagePromises = {
    limits: new Promise((done) => (stageResolvers.limits = done)),
    month: new Promise((done) => (stageResolvers.month = done)),
    days: new Promise((done) => (stageResolvers.days = done)),
  };
  const progress = { id, step: 0, of: requests.length + 1, report: "session", abortController, stages: stagePromises };
  globalThis.codexEnterpriseCredits = progress;
  const deadline = Date.now() + bounds.total_ms;
  let me = /** @type {Member} */ (/** @type {unknown} */ (null)); // token and ids; they never leave this function
  let stopReason = /** @type {StopReason | null} */ (null); // {code}, or {session} when it could not be read
  /** @type {Promise<void> | null} */
  let renewal = null;
  let retriesLeft = bounds.max_retries; // for all requests together
  let longRefused = false; // whether ChatGPT refused a long request
  let workspace = /** @type {Envelope["workspace"]} */ ({ name: null, plan: null });
  /** @type {(value: unknown) => boolean} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  /** @type {(value: Json) => Json} */
  const object = (value) => (isObject(value) ? value : {});

  // The body and its kind. Bytes are counted while they arrive.
  /** @type {(response: Response) => Promise<{bytes: number, kind: string, json?: Json}>} */
  async function readBody(response) {
    const reader = response.body?.getReader();
    const parts = [];
    let bytes = 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      bytes += part.value.byteLength;
      if (bytes > bounds.body_bytes) {
        return { bytes, kind: "too_big" };
      }
      parts.push(part.value);
    }
    const content = await new Blob(parts).arrayBuffer();
    const text = new TextDecoder().decode(content);
    if (response.headers.get("content-type")?.includes("html") || /^\s*</.test(text)) {
      const isMarked =
        response.headers.get("cf-mitigated") === "challenge" ||
        /Just a moment|challenge-platform(?!\/scripts\/jsd)|cf-chl/.test(text);
      return { bytes, kind: isMarked && [403, 503].includes(response.status) ? "challenge" : "html" };
    }
    try {
      return { bytes, kind: "json", json: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content)) };
    } catch {
      return { bytes, kind: "not_json" };
    }
  }

  /** @type {(request: PageRequest, headers?: Record<string, string> | null) => Promise<PageAnswer>} */
  async function send({ report, path, query = "" }, headers = null) {
    const startedAt = Date.now();
    const abort = new AbortController();
    const latestEnd = headers ? deadline - bounds.last_ms : deadline;
    const timer = setTimeout(() => abort.abort(), Math.min(bounds.request_ms, latestEnd - startedAt));
    /** @type {PageAnswer} */
    const answer = { status: 0, kind: "network", retry_after: null, bytes: 0 };
    try {
      const address = origin + path.replace("{account}", encodeURIComponent(me?.account));
      const response = await fetch(query ? `${address}?${query}` : address, {
        headers: { Accept: "application/json", ...headers },
        credentials: "same-origin",
        cache: "no-store",
        redirect: "manual",
        signal: AbortSignal.any([abort.signal, abortController.signal]),
      });
      answer.status = response.status;
      answer.retry_after = response.headers.get("retry-after")?.slice(0, 64) ?? null;
      const wrappedStatus = response.headers.get("x-openai-authorization-error");
      if (answer.status >= 500 && (wrappedStatus === "401" || wrappedStatus === "403")) {
        answer.status = Number(wrappedStatus);
      }
      const isRedirect = answer.status >= 300 && answer.status < 400 && answer.status !== 304;
      Object.assign(
        answer,
        response.type === "opaqueredirect" || isRedirect ? { kind: "redirect" } : await readBody(response),
      );
    } catch {
      answer.kind = abort.signal.aborted ? "timeout" : "network";
    }
    clearTimeout(timer);
    abort.abort();
    const named = path.replace("{account}", "…");
    const route = query ? `${named}?${query.replace(/=[^&]*/g, "")}` : named;
    log.push({ report, route, status: answer.status, bytes: answer.bytes, ms: Date.now() - startedAt });
    return answer;
  }

  // Sends a request again when it failed on the way and retries are left.
  /** @type {(request: PageRequest, headers?: () => Record<string, string> | null) => Promise<PageAnswer>} */
  async function fetchWithRetry(request, headers = () => null) {
    const answer = await send(request, headers());
    const { status, kind, retry_after } = answer;
    const isBroken = kind === "network" || (status >= 500 && kind !== "challenge" && !retry_after);
    const isLate = Date.now() + 2 * bounds.pause_ms > deadline - bounds.last_ms;
    if (!isBroken || isLate || stopReason || abortController.signal.aborted || retriesLeft-- <= 0) {
      return answer;
    }
    await new Promise((done) => setTimeout(done, bounds.pause_ms * (0.75 + Math.random() / 2)));
    return send(request, headers());
  }

  /** @type {(text: string) => Promise<string>} */
  async function hash(text) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Reads the session into `me`, or sets `stopReason` when it is not that of a workspace member.
  async function readSession() {
    const { status, kind, retry_after, json } = await fetchWithRetry({ report: "session", path: session });
    const { accessToken: token, user, account } = object(json);
    const { id: userId, email } = object(user);
    const person = userId || email;
    const { id: accountId, structure, planType } = object(account);
    if (kind !== "json" || status !== 200) {
      stopReason = { session: { status, kind, retry_after } };
    } else if (!isObject(json)) {
      stopReason = { code: "SHAPE" };
    } else if (typeof token !== "string" || token === "") {
      stopReason = { code: "SIGNED_OUT" };
    } else if (typeof person !== "string") {
      stopReason = { code: "GUEST" };
    } else if (structure !== "workspace" || typeof accountId !== "string" || accountId === "") {
      stopReason = { code: me ? "WORKSPACE_CHANGED" : "PERSONAL" };
    } else {
      if (me && (me.account !== accountId || me.person !== person)) {
        stopReason = { code: "WORKSPACE_CHANGED" };
      }
      workspace.plan ??= typeof planType === "string" ? planType.slice(0, 200) : null;
      // The e-mail address is not hashed: a colleague could guess it. Without an id the person is unknown.
      const identity = userId ? await hash(`${salt}\n${accountId}\n${userId}`) : null;
      me = { identity, person, token, account: accountId, renewed: me !== null };
    }
    if (stopReason && "code" in stopReason) stopReason.shape = globalThis.codexEnterpriseShape?.(json, null) ?? null;
  }

  // Copies from `value` what `fields` names: 1 is a scalar, [f] a list, {"*": 1} a map (as pairs), {each: f} a list or
  // a map (as pairs, those of a list without a name), {name: f} an object, in which a text means whether the object
  // has that member. A value of another type becomes one that no parser accepts.
  /** @type {(fields: Json, value: Json, budget?: {left: number}) => Json} */
  function project(fields, value, budget = { left: bounds.cells }) {
    budget.left -= 1;
    if (budget.left < 0) {
      throw new RangeError("too many cells");
    }
    if (value === null || value === undefined) {
      return null;
    }
    if (Array.isArray(fields)) {
      return Array.isArray(value) && value.map((one) => project(fields[0], one, budget));
    }
    if (fields["*"]) {
      /** @type {(pair: [string, Json]) => Json} */
      const pair = ([name, one]) => [name.slice(0, 400), project(1, one, budget)];
      return isObject(value) && Object.entries(value).map(pair);
    }
    if (fields.each && typeof value === "object") {
      const named = Array.isArray(value) ? value.map((one) => [null, one]) : Object.entries(value);
      return named.map(([name, one]) => [name?.slice(0, 400) ?? null, project(fields.each, one, budget)]);
    }
    if (isObject(fields) && isObject(value)) {
      /** @type {(name: string) => string} */
      const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
      /** @type {(name: string) => boolean} */
      const has = (name) => Object.hasOwn(value, name) || Object.hasOwn(value, camel(name));
      /** @type {(name: string, inner: Json) => Json} */
      const inside = (name, inner) => project(inner, value[name] ?? value[camel(name)], budget);
      /** @type {(named: [string, Json]) => [string, Json]} */
      const field = ([name, inner]) => [name, typeof inner === "string" ? has(inner) : inside(name, inner)];
      return Object.fromEntries(Object.entries(fields).map(field));
    }
    if (typeof value === "number") {
      return Number.isFinite(value) ? value : "not finite";
    }
    if (typeof value === "object") {
      return [];
    }
    return typeof value === "string" ? value.slice(0, 400) : value;
  }

  /** @type {(request: ReportRequest, status: number, json: Json) => Json} */
  function projectAnswer({ report, fields, refusals }, status, json) {
    if (status !== 200) {
      return { refusal_reason: refusals.find(([, text]) => text === object(json).detail)?.[0] ?? null };
    }
    if (report === "accounts") {
      const { accounts } = object(json);
      const listed = Array.isArray(accounts) ? accounts : Object.values(object(accounts));
      const inner = listed.map((one) => object(object(one).account ?? one));
      const mine = object(inner.find((one) => (one.id ?? one.account_id) === me.account));
      workspace = { name: project(1, mine.name), plan: project(1, mine.plan_type) ?? workspace.plan };
      return listed.length > 0 ? {} : null;
    }
    if (report === "limits" && object(json).account_id && json.account_id !== me.account) {
      stopReason ??= { code: "WORKSPACE_CHANGED" };
    }
    return isObject(json) ? project(fields, json) : null;
  }

  // The monthly report is requested where ChatGPT knows spending limits and does not say unlimited.
  /** @type {(answer: {body: Json}) => boolean} */
  function allowsMonthly({ body }) {
    const {
      spend_control: control,
      has_spend_control: has,
      credits,
      plan_type: plan,
    } = object(object(body).rate_limit_status ?? body);
    const knows = has === true && (control === null || isObject(control)) && object(credits).unlimited !== true;
    return knows && !personalPlans.includes(plan);
  }

  // How a member may ask for more is requested where the member's own limit is nearly used up.
  /** @type {(answer: {body: Json}) => boolean} */
  function isNearlyFull({ body }) {
    const { spend_control: control, individual_limit: own } = object(object(body).rate_limit_status ?? body);
    const { used_percent: percent } = object(object(control).individual_limit ?? own);
    return object(control).reached === true || Number(percent) >= nearlyFullPercent;
  }

  // Requests a report, and again with a new session after a 401.
  /** @type {(request: ReportRequest) => Promise<PageAnswer>} */
  async function fetchWithSessionRenewal(request) {
    const bearer = () => ({ Authorization: `Bearer ${me.token}`, "ChatGPT-Account-Id": me.account });
    const { renewed } = me;
    const answer = await fetchWithRetry(request, bearer);
    if (answer.status !== 401 || !request.renew || renewed) {
      return answer;
    }
    renewal ??= readSession();
    await renewal;
    return stopReason ? answer : send(request, bearer());
  }

  /** @type {Map<string, Omit<Answer, "report" | "start" | "end">>} */
  const refusedAnswers = new Map(); // report -> its refusal, which holds for its older days
  const blockedReports = /** @type {Set<string>} */ (new Set()); // two blocked reports block all
  /** @typedef {Partial<Record<"monthly" | "nearly_full", boolean>>} OpenGates */
  let resolveLimits = (/** @type {OpenGates} */ _) => {};
  /** @type {Promise<OpenGates>} */
  const limitsKnown = new Promise((open) => (resolveLimits = open));

  /** @type {(request: ReportRequest) => Promise<Omit<Answer, "report" | "start" | "end">>} */
  async function fetchReport(request) {
    const { report, renew } = request;
    const notAsked = { status: 0, kind: "not_asked", retry_after: null, body: null };
    if (request.condition && !(await limitsKnown)[request.condition]) {
      return notAsked;
    }
    const known = refusedAnswers.get(report) ?? (blockedReports.size > 1 ? notAsked : null);
    if (known || stopReason || abortController.signal.aborted || Date.now() > deadline - bounds.last_ms) {
      return known ?? { status: 0, kind: "timeout", retry_after: null, body: null };
    }
    progress.report = report;
    const { status, kind, retry_after, json } = await fetchWithSessionRenewal(request);
    const shape = globalThis.codexEnterpriseShape?.(json, request.fields) ?? null;
    const answer = { status, kind, retry_after, shape, body: null };
    try {
      answer.body = kind === "json" ? projectAnswer(request, status, json) : null;
    } catch {
      answer.kind = "too_big"; // only copying throws here
    }
    const isBlocked = kind === "redirect" || kind === "challenge" || (kind === "html" && status === 403);
    if (isBlocked || (status >= 400 && status < 500 && !isTooLong(request, answer))) {
      refusedAnswers.set(report, answer);
    }
    if (isBlocked || status === 429 || (status === 401 && renew)) {
      blockedReports.add(report);
    }
    return answer;
  }

  // Whether the days of a long request must be requested in pieces.
  /** @type {(request: ReportRequest, answer: Omit<Answer, "report" | "start" | "end">) => boolean} */
  const isTooLong = ({ pieces }, { status, kind, body }) =>
    pieces.length > 0 &&
    (kind === "too_big" || (status === 400 && body?.refusal_reason !== "no workspace") || status === 422);

  // Tells the worker of each stage whose requests are all answered, with the answers to those before it.
  function resolveStages() {
    /** @type {(name: string) => boolean} */
    const isDone = (name) => stages[name]?.left === 0;
    /** @type {(...parts: string[]) => Envelope} */
    const envelopeOf = (...parts) => wrap(parts.filter(isDone).flatMap((part) => stages[part].answers));
    if (stopReason || abortController.signal.aborted || !isDone("limits")) {
      return;
    }
    stageResolvers.limits(envelopeOf("limits"));
    if (isDone("month")) stageResolvers.month(envelopeOf("limits", "month"));
    if (isDone("days")) stageResolvers.days(envelopeOf("limits", "month", "days"));
  }

  /** @type {(told: Answer[]) => Envelope} */
  const wrap = (told) => ({ v: 1, identity: me.identity, workspace, long_refused: longRefused, answers: told, log });

  async function runRequestLoop() {
    for (let request = requests.shift(); request; request = requests.shift()) {
      const { report, start = null, end = null, pieces } = request; // Chrome leaves out null arguments
      const answer = longRefused && pieces.length > 0 ? null : await fetchReport(request);
      if (answer === null || isTooLong(request, answer)) {
        longRefused = true;
        requests.unshift(...pieces.map((piece) => ({ ...request, ...piece, pieces: [] })));
        progress.of += pieces.length - 1;
        stages[request.stage].left += pieces.length - 1;
        continue;
      }
      answers.push({ report, start, end, ...answer });
      progress.step += 1;
      stages[request.stage].answers.push({ report, start, end, ...answer });
      stages[request.stage].left -= 1;
      resolveStages();
      if (report === "limits") {
        const monthly = allowsMonthly(answer);
        resolveLimits({ monthly, nearly_full: monthly && isNearlyFull(answer) });
      }
    }
  }

  try {
    if (location.origin !== origin) {
      return { v: 1, code: "WRONG_HOST", log };
    }
    if (Date.now() > beginBy) {
      return { v: 1, code: "TAB_BUSY", log }; // the worker no longer waits for this page
    }
    await readSession();
    if (!stopReason) {
      progress.step = 1;
      if (!requests.some(({ report }) => report === "limits")) resolveLimits({});
      await Promise.all(Array.from({ length: bounds.at_once }, runRequestLoop));
    }
    if (!stopReason && !abortController.signal.aborted) {
      await readSession(); // still the same person in the same workspace?
    }
    return stopReason ? { v: 1, ...stopReason, log } : wrap(answers);
  } catch {
    return { v: 1, code: "INTERNAL", log };
  } finally {
    Object.values(stageResolvers).forEach((end) => end(null));
  }
}
