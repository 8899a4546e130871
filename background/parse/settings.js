// How a member may ask for a higher limit, from the settings of the account.

import { LINK_LENGTH } from "../contract.js";
import { tryParse, ParseError } from "./errors.js";
import { parseObject } from "./parts.js";

/**
 * @param {unknown} value
 * @returns {string | null} an https address without a name or a password in it, as the browser writes it; else null.
 *   Longer texts than LINK_LENGTH are cut on the way out of the page, and an address that was cut leads elsewhere
 */
export function parseLink(value) {
  if (typeof value !== "string" || value.length > LINK_LENGTH || /[^!-\uffff]/.test(value)) {
    return null;
  }
  const url = URL.parse(value);
  const isPlain = url?.protocol === "https:" && url.username === "" && url.password === "" && url.host !== "";
  return isPlain && url.href.length <= LINK_LENGTH ? url.href : null;
}

/**
 * @param {any} body
 * @returns {{kind: "custom" | "disabled", url: string | null} | null} null where ChatGPT tells no way that can be offered
 * @throws {ParseError} SHAPE
 */
export function parseIncreaseRequest(body) {
  const { value: told, code } = tryParse(() => parseObject(body?.usage_limit_increase_request));
  if (code || body === null) {
    throw new ParseError("SHAPE");
  }
  const url = told?.kind === "custom" ? parseLink(told.request_url) : null;
  if (told?.kind === "disabled") {
    return { kind: "disabled", url: null };
  }
  return url === null ? null : { kind: "custom", url };
}
