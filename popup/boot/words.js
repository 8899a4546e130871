// The popup in another language than English: its page, and what its Python says. Nothing here is loaded in English.

const ATTRIBUTES = ["aria-label", "title", "placeholder"];

/**
 * The words of a language, as popup/words/ has them: two lists in the same order, "" where a translation is the English.
 * @typedef {{english: string[], plurals: string[], words: string[]}} Words
 */

/**
 * Puts the page into `language`, and returns what codex_credits/present/i18n.py takes of it.
 * @param {string} language as _locales calls it: "pt_BR"
 * @param {Words} read
 * @returns {{plurals: string, findMessage: (english: string) => string}}
 */
export function speak(language, { english, plurals, words }) {
  const found = new Map(english.map((message, at) => [message, words[at]]));
  /** @type {(message: string) => string} */
  const findMessage = (message) => found.get(message) ?? "";
  document.documentElement.lang = language.replace("_", "-");
  translate(document, findMessage);
  for (const template of document.querySelectorAll("template")) translate(template.content, findMessage);
  return { plurals: plurals.join(" "), findMessage };
}

// Every text and every attribute that a person reads or hears; one that has no message stays: a key, a name.
/** @type {(root: Document | DocumentFragment, findMessage: (message: string) => string) => void} */
function translate(root, findMessage) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = /** @type {Text} */ (texts.currentNode);
    const text = node.data.trim();
    const found = text && findMessage(text.replace(/\s+/g, " ")); // as tools/message_sources.py reads it
    if (found) node.data = node.data.replace(text, () => found);
  }
  for (const node of root.querySelectorAll("[aria-label], [title], [placeholder]"))
    for (const name of ATTRIBUTES) {
      const found = findMessage(node.getAttribute(name) ?? "");
      if (found) node.setAttribute(name, found);
    }
}
