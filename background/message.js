// The worker's words in the browser's language: English is the key, and what is said where there is no other.

/**
 * Returns a message in the browser's language.
 * @param {string} english the whole message, with its places: "{amount} left"
 * @param {Record<string, string | number>} [values] what stands in the places
 * @returns {string}
 */
export function message(english, values = {}) {
  const text = chrome.i18n?.getMessage(nameOf(english)) || english;
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

// What _locales/*/messages.json calls a message, as `key` of tools/languages.py makes it.
/** @type {(english: string) => string} */
const nameOf = (english) =>
  english.replace(/[^A-Za-z0-9]/g, (letter) => (letter === " " ? "_" : `_${letter.codePointAt(0)?.toString(16)}`));
