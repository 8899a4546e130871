// The one function that runs inside a chatgpt.com page, in Chrome's isolated world, where
// the page can neither see nor change it. It reads the session, asks the reports with its
// bearer, copies from each answer the named fields and nothing else, and forgets the rest
// when it returns. It never throws and never touches the document: what went wrong is in
// the envelope. Chrome copies its source into the page: it may use nothing from outside.

export async function collect({ id, origin, session, salt, requests, limits, begin_by: beginBy }) {
  const log = [];
  const answers = [];
  const mark = Object.getOwnPropertyDescriptor(globalThis, "codexEnterpriseCredits"); // an element of that id is no run
  mark?.value.off.abort(); // an earlier run whose worker died
  const off = new AbortController();
  const progress = { id, step: 0, of: requests.length + 1, report: "session", off };
  globalThis.codexEnterpriseCredits = progress;
  const ends = Date.now() + limits.total_ms;
  let me = null; // token and ids: they never leave this function
  let over = null; // why nothing more is asked: {code}, or {session} when it could not be read
  let renewal = null;
  let chances = limits.chances; // how many broken requests may be sent again
  let workspace = { name: null, plan: null };
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const object = (value) => (isObject(value) ? value : {});

  // The body, counted while it arrives, and what kind of thing it is.
  async function read(response) {
    const reader = response.body?.getReader();
    const parts = [];
    let bytes = 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      if (bytes > limits.body_bytes) {
        return { bytes, kind: "too_big" };
      }
      parts.push(part.value);
    }
    const content = await new Blob(parts).arrayBuffer();
    const text = new TextDecoder().decode(content);
    if (response.headers.get("content-type")?.includes("html") || /^\s*</.test(text)) {
      const marked = response.headers.get("cf-mitigated") === "challenge" ||
        /Just a moment|challenge-platform(?!\/scripts\/jsd)|cf-chl/.test(text);
      return { bytes, kind: marked && [403, 503].includes(response.status) ? "challenge" : "html" };
    }
    try {
      return { bytes, kind: "json", json: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content)) };
    } catch {
      return { bytes, kind: "not_json" };
    }
  }

  async function ask({ report, path, query = "" }, headers = null) {
    const began = Date.now();
    const abort = new AbortController();
    const latest = headers ? ends - limits.last_ms : ends;
    const timer = setTimeout(() => abort.abort(), Math.min(limits.request_ms, latest - began));
    const answer = { status: 0, kind: "network", retry_after: null, bytes: 0 };
    try {
      const address = origin + path.replace("{account}", encodeURIComponent(me?.account));
      const response = await fetch(query ? `${address}?${query}` : address, {
        headers: { Accept: "application/json", ...headers },
        credentials: "same-origin", cache: "no-store", redirect: "manual",
        signal: AbortSignal.any([abort.signal, off.signal]),
      });
      answer.status = response.status;
      answer.retry_after = response.headers.get("retry-after")?.slice(0, 64) ?? null;
      const wrapped = response.headers.get("x-openai-authorization-error");
      if (answer.status >= 500 && (wrapped === "401" || wrapped === "403")) {
        answer.status = Number(wrapped);
      }
      const moved = answer.status >= 300 && answer.status < 400 && answer.status !== 304;
      Object.assign(answer, response.type === "opaqueredirect" || moved ? { kind: "redirect" } : await read(response));
    } catch {
      answer.kind = abort.signal.aborted ? "timeout" : "network";
    }
    clearTimeout(timer);
    abort.abort();
    const route = [path.replace("{account}", "…"), ...new URLSearchParams(query).keys()].join("&").replace("&", "?");
    log.push({ report, route, status: answer.status, bytes: answer.bytes, ms: Date.now() - began });
    return answer;
  }

  // One request, sent again when it broke on the way, as long as there are chances left.
  async function askAgain(request, headers = () => null) {
    const answer = await ask(request, headers());
    const { status, kind, retry_after } = answer;
    const broken = kind === "network" || (status >= 500 && kind !== "challenge" && !retry_after);
    const late = Date.now() + 2 * limits.pause_ms > ends - limits.last_ms;
    if (!broken || late || over || off.signal.aborted || chances-- <= 0) {
      return answer;
    }
    await new Promise((done) => setTimeout(done, limits.pause_ms * (0.75 + Math.random() / 2)));
    return ask(request, headers());
  }

  async function hashed(text) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Reads the session into `me`; afterwards `over` says why that is no member of a workspace.
  async function signIn() {
    const { status, kind, retry_after, json } = await askAgain({ report: "session", path: session });
    const { accessToken: token, user, account } = object(json);
    const { id: userId, email } = object(user);
    const person = userId || email;
    const { id: place, structure, planType } = object(account);
    if (kind !== "json" || status !== 200) {
      over = { session: { status, kind, retry_after } };
    } else if (!isObject(json)) {
      over = { code: "SHAPE" };
    } else if (typeof token !== "string" || token === "") {
      over = { code: "SIGNED_OUT" };
    } else if (typeof person !== "string") {
      over = { code: "GUEST" };
    } else if (structure !== "workspace" || typeof place !== "string" || place === "") {
      over = { code: me ? "WORKSPACE_CHANGED" : "PERSONAL" };
    } else {
      if (me && (me.account !== place || me.person !== person)) {
        over = { code: "WORKSPACE_CHANGED" };
      }
      workspace.plan ??= typeof planType === "string" ? planType.slice(0, 200) : null;
      // Nothing that can be guessed is hashed: a colleague knows the e-mail address. Without an id the person is unknown.
      const identity = userId ? await hashed(`${salt}\n${place}\n${userId}`) : null;
      me = { identity, person, token, account: place, renewed: me !== null };
    }
  }

  // Copies from `value` what `fields` names: 1 is a scalar, [f] a list, {"*": 1} a map (kept as
  // pairs), {each: f} a list or a map (kept as pairs, a list's without a name), {name: f} an
  // object, in which a text is whether it has that member. What has another type arrives as a
  // mark no reader takes.
  function copied(fields, value, budget = { left: limits.cells }) {
    budget.left -= 1;
    if (budget.left < 0) {
      throw new RangeError("too many cells");
    }
    if (value === null || value === undefined) {
      return null;
    }
    if (Array.isArray(fields)) {
      return Array.isArray(value) && value.map((one) => copied(fields[0], one, budget));
    }
    if (fields["*"]) {
      const pair = ([name, one]) => [name.slice(0, 400), copied(1, one, budget)];
      return isObject(value) && Object.entries(value).map(pair);
    }
    if (fields.each && typeof value === "object") {
      const named = Array.isArray(value) ? value.map((one) => [null, one]) : Object.entries(value);
      return named.map(([name, one]) => [name?.slice(0, 400) ?? null, copied(fields.each, one, budget)]);
    }
    if (isObject(fields) && isObject(value)) {
      const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
      const has = (name) => Object.hasOwn(value, name) || Object.hasOwn(value, camel(name));
      const inside = (name, inner) => copied(inner, value[name] ?? value[camel(name)], budget);
      const field = ([name, inner]) => [name, typeof inner === "string" ? has(inner) : inside(name, inner)];
      return Object.fromEntries(Object.entries(fields).map(field));
    }
    if (typeof value === "number") {
      return Number.isFinite(value) ? value : "not finite";
    }
    return typeof value === "object" ? [] : typeof value === "string" ? value.slice(0, 400) : value;
  }

  function projected({ report, fields, refusals }, status, json) {
    if (status !== 200) {
      return { said: refusals.find(([, text]) => text === object(json).detail)?.[0] ?? null };
    }
    if (report === "accounts") {
      const { accounts } = object(json);
      const listed = Array.isArray(accounts) ? accounts : Object.values(object(accounts));
      const inner = listed.map((one) => object(object(one).account ?? one));
      const mine = object(inner.find((one) => (one.id ?? one.account_id) === me.account));
      workspace = { name: copied(1, mine.name), plan: copied(1, mine.plan_type) ?? workspace.plan };
      return listed.length > 0 ? {} : null;
    }
    if (report === "limits" && object(json).account_id && json.account_id !== me.account) {
      over ??= { code: "WORKSPACE_CHANGED" };
    }
    return isObject(json) ? copied(fields, json) : null;
  }

  // The month's report is asked where ChatGPT knows spending limits and does not say unlimited: it may know more, or differ.
  function gateOpen({ body }) {
    const { spend_control: control, has_spend_control: has, credits, plan_type: plan } = object(object(body).rate_limit_status ?? body);
    const knows = has === true && (control === null || isObject(control)) && object(credits).unlimited !== true;
    return knows && !["guest", "free", "go", "plus", "pro", "prolite", "promax"].includes(plan);
  }

  // A report, once more with a new session when this one is said to have ended.
  async function insist(request) {
    const bearer = () => ({ Authorization: `Bearer ${me.token}`, "ChatGPT-Account-Id": me.account });
    const { renewed } = me;
    const answer = await askAgain(request, bearer);
    if (answer.status !== 401 || !request.renew || renewed) {
      return answer;
    }
    renewal ??= signIn();
    await renewal;
    return over ? answer : ask(request, bearer());
  }

  const refused = new Map(); // report -> its refusal: its older days would be refused alike
  const blocked = new Set(); // reports that met a closed door; at the second it is everybody's
  let openGate;
  const gate = new Promise((open) => (openGate = open));

  async function answerFor(request) {
    const { report, renew } = request;
    if (request.gate && !(await gate)) {
      return { status: 0, kind: "not_asked", retry_after: null, body: null };
    }
    const unasked = { status: 0, kind: "not_asked", retry_after: null, body: null };
    const known = refused.get(report) ?? (blocked.size > 1 ? unasked : null);
    if (known || over || off.signal.aborted || Date.now() > ends - limits.last_ms) {
      return known ?? { status: 0, kind: "timeout", retry_after: null, body: null };
    }
    progress.report = report;
    const { status, kind, retry_after, json } = await insist(request);
    const answer = { status, kind, retry_after, body: null };
    try {
      answer.body = kind === "json" ? projected(request, status, json) : null;
    } catch {
      answer.kind = "too_big"; // the one thing that copying can stumble over
    }
    const shut = kind === "redirect" || kind === "challenge" || (kind === "html" && status === 403);
    if (shut || (status >= 400 && status < 500)) {
      refused.set(report, answer);
    }
    if (shut || status === 429 || (status === 401 && renew)) {
      blocked.add(report);
    }
    return answer;
  }

  async function lane() {
    for (let request = requests.shift(); request; request = requests.shift()) {
      const { report, start = null, end = null } = request; // Chrome leaves out null arguments
      const answer = await answerFor(request);
      answers.push({ report, start, end, ...answer });
      progress.step += 1;
      if (report === "limits") {
        openGate(gateOpen(answer));
      }
    }
  }

  try {
    if (location.origin !== origin) {
      return { v: 1, code: "WRONG_HOST", log };
    }
    if (Date.now() > beginBy) {
      return { v: 1, code: "TAB_BUSY", log }; // the worker has given this page up meanwhile
    }
    await signIn();
    if (!over) {
      progress.step = 1;
      if (!requests.some(({ report }) => report === "limits")) openGate(false);
      await Promise.all(Array.from({ length: limits.at_once }, lane));
    }
    if (!over && !off.signal.aborted) {
      await signIn(); // still the same person in the same workspace?
    }
    return over ? { v: 1, ...over, log } : { v: 1, identity: me.identity, workspace, answers, log };
  } catch {
    return { v: 1, code: "INTERNAL", log };
  }
}
