// Runs the worker's pure modules for the tests: one JSON line in, one JSON line out.
// {"call": "intervals.union", "args": [...]} answers {"value": ...} or {"thrown": "..."}. The call
// "collect" runs the function of the page against `answers`, in place of a server.

import { basename } from "node:path";
import { createInterface } from "node:readline";

const BACKGROUND = new URL("../../background/", import.meta.url);
// biome-ignore format: a list of files, as a paragraph
const PURE = [
  "badge", "chatgpt/field_words", "chatgpt/responses", "chatgpt/tabs", "collect/collect", "collect/answer_shape", "coverage/coverage", "coverage/deferred", "coverage/intervals", "coverage/plan",
  "dates", "parse/labels", "parse/limits", "parse/numbers", "report/build", "report/diagnostics", "report/table", "report/truncate",
  "report/units", "report/upgrade", "report/validate",
];
/** @type {Record<string, any>} */
const modules = Object.fromEntries(
  await Promise.all(PURE.map(async (path) => [basename(path), await import(new URL(`${path}.js`, BACKGROUND).href)])),
);

// A real Response for a described answer; the first that fits the address is taken.
/**
 * @typedef {object} Answered an answer, as a test describes it
 * @property {string} path
 * @property {Record<string, string>} [query]
 * @property {number} [times] how often it is given
 * @property {number} [status]
 * @property {string} [type]
 * @property {Record<string, string>} [more] headers
 * @property {string} [body]
 * @property {string | null} [bytes] the body in base64
 * @property {string | null} [fail] "stall" or another word
 */
/** @typedef {RequestInit & {signal: AbortSignal}} Options */
/** @type {(answers: Answered[], asked: object[]) => (address: string, options: Options) => Promise<Response>} */
function respond(answers, asked) {
  return async (address, { headers, signal, ...how }) => {
    const { origin, pathname, searchParams } = new URL(address);
    asked.push({ origin, path: pathname, query: Object.fromEntries(searchParams), headers, how });
    const found = answers.find(
      ({ path, query = {}, times = Infinity }) =>
        path === pathname &&
        times > 0 &&
        Object.entries(query).every(([name, value]) => searchParams.get(name) === value),
    );
    const {
      status = 200,
      type = "application/json",
      more = {},
      body = "",
      bytes = null,
      fail = null,
    } = found ?? { status: 404 };
    if (found?.times) {
      found.times -= 1;
    }
    if (fail === "stall") {
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    }
    if (fail !== null) {
      throw new TypeError("Failed to fetch");
    }
    const content = bytes === null ? body : Buffer.from(bytes, "base64");
    const empty = [204, 205, 304].includes(status);
    return new Response(empty ? null : content, { status, headers: { "content-type": type, ...more } });
  };
}

// Chrome hands arguments over without the members that are null.
/** @type {(value: any) => any} */
const asArgument = (value) => JSON.parse(JSON.stringify(value, (_, one) => one ?? undefined));

/** @type {(job: CollectOrder, answers: Answered[], origin?: string) => Promise<object>} */
async function collect(job, answers, origin = job.origin) {
  /** @type {object[]} */
  const asked = [];
  const { fetch, location } = globalThis;
  Object.assign(globalThis, { fetch: respond(answers, asked), location: { origin } });
  const { SHAPE_BOUNDS, collectFieldWords } = modules.field_words;
  modules.answer_shape.defineShape(SHAPE_BOUNDS, collectFieldWords(job.requests));
  const envelope = await modules.collect.collect(asArgument(job));
  Object.assign(globalThis, { fetch, location });
  return { envelope: JSON.parse(JSON.stringify(envelope)), asked };
}

/** @type {(order: {call: string, args: any[]}) => Promise<{value: unknown}>} */
async function answer({ call, args }) {
  const [module, name] = call.split(".");
  const given = /** @type {[CollectOrder, Answered[]]} */ (args);
  const value = await (call === "collect" ? collect(...given) : modules[module][name](...args));
  return { value: value ?? null };
}

for await (const line of createInterface({ input: process.stdin })) {
  let result;
  try {
    result = JSON.stringify(await answer(JSON.parse(line)));
  } catch (/** @type {any} */ error) {
    result = JSON.stringify({ thrown: error.code ?? String(error.stack) });
  }
  process.stdout.write(`${result}\n`);
}
