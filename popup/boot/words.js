// The popup in another language than English: its page, and what its Python says.

const ATTRIBUTES = ["aria-label", "title", "placeholder"];

const ENGLISH = { plurals: "", findMessage: () => "" };

/**
 * Puts the page into `language`, and returns what codex_credits/present/i18n.py takes of it. The words are two lists in the same order
 * (tools/languages.py), "" where a translation is the English; the browser has them with the other messages, so no file is asked for.
 * @param {string} language as _locales calls it, "pt_BR"; "" for English
 * @returns {{plurals: string, findMessage: (english: string) => string}}
 */
export function translatePage(language) {
  if (!language) return ENGLISH;
  const words = chrome.i18n.getMessage("words").split("\n");
  const english = chrome.i18n.getMessage("english").split("\n");
  const found = new Map(english.map((message, at) => [message, words[at]]));
  /** @type {(message: string) => string} */
  const findMessage = (message) => found.get(message) ?? "";
  translate(document, findMessage);
  for (const template of document.querySelectorAll("template")) translate(template.content, findMessage);
  delete document.documentElement.dataset.untranslated;
  return { plurals: chrome.i18n.getMessage("plurals"), findMessage };
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
