// The session memory as Python takes it: what is not of its shape counts as absent. The worker writes there, and the popup `shortcuts`;
// yet a popup that one odd value keeps from opening would have no way out but a restart of the browser.

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** @typedef {(value: any) => boolean} Check */
/** @type {Check} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {Check} */
const isText = (value) => typeof value === "string";
/** @type {Check} */
const isInstant = (value) => isText(value) && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
/** @type {Check} */
const isCount = (value) => Number.isInteger(value) && value >= 0;
/** @type {(fits: Check) => Check} */
const orNothing = (fits) => (value) => value === null || value === undefined || fits(value);

/** @type {Record<string, Check>} */
const SHAPES = {
  refresh: (one) =>
    isObject(one) && isInstant(one.started_at) && isCount(one.step) && isCount(one.of) && isText(one.report),
  notice: (one) => isObject(one) && isText(one.code) && orNothing(isInstant)(one.retry_at),
  workspace: (one) => isObject(one) && orNothing(isText)(one.name) && orNothing(isText)(one.plan),
  shortcuts: (on) => on === false,
  cooldown: (one) => isObject(one) && isInstant(one.next_allowed_at) && orNothing(isText)(one.code),
  log: (all) =>
    Array.isArray(all) &&
    all.every(
      (one) =>
        isObject(one) &&
        isText(one.report) &&
        isText(one.route) &&
        isCount(one.status) &&
        isCount(one.bytes) &&
        Number.isFinite(one.ms),
    ),
};

export const SESSION_KEYS = Object.keys(SHAPES);

/** @type {Check} */
const isAnswerShape = (one) =>
  isObject(one) && isText(one.report) && isCount(one.status) && isText(one.kind) && orNothing(isText)(one.shape);

// What *Copy diagnostics* alone takes, and then asks for: it may be long, and the first paint waits for the others.
/** @type {Check} */
export const isDiagnostics = (one) =>
  isObject(one) &&
  Array.isArray(one.reports) &&
  one.reports.every((/** @type {any} */ pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText)) &&
  Array.isArray(one.answers) &&
  one.answers.every(isAnswerShape);

/** @type {(memory: Record<string, any>) => SessionMemory} */
export const sanitizeSession = (memory) =>
  Object.fromEntries(Object.entries(memory).filter(([name, value]) => SHAPES[name]?.(value) ?? false));
