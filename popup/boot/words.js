// The popup in another language than English: its page, and what its Python says. Nothing here is loaded in English.

const ATTRIBUTES = ["aria-label", "title", "placeholder"];

/**
 * Puts the page into `language`, and returns what codex_credits/present/i18n.py takes of it.
 * @param {string} language as _locales calls it: "pt_BR"
 * @param {Promise<unknown>} page when it is there
 * @returns {Promise<{plurals: string, findMessage: (english: string) => string}>}
 */
export async function loadWords(language, page) {
  const read = Promise.all(["english", language].map(readJson));
  await page;
  translatePage(language);
  const [english, { plurals, words }] = await read;
  const found = new Map(english.map((/** @type {string} */ message, /** @type {number} */ at) => [message, words[at]]));
  return { plurals: plurals.join(" "), findMessage: (message) => found.get(message) ?? "" };
}

/** @type {(name: string) => Promise<any>} */
async function readJson(name) {
  const answer = await fetch(new URL(`../words/${name}.json`, import.meta.url));
  return answer.json();
}

/** @param {string} language */
function translatePage(language) {
  document.documentElement.lang = language.replace("_", "-");
  translate(document);
  for (const template of document.querySelectorAll("template")) translate(template.content);
}

// Every text and every attribute that a person reads or hears; one that has no message stays: a key, a name.
/** @param {Document | DocumentFragment} root */
function translate(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = /** @type {Text} */ (texts.currentNode);
    const found = messageOf(node.data);
    if (found) node.data = node.data.replace(node.data.trim(), () => found);
  }
  for (const node of root.querySelectorAll("[aria-label], [title], [placeholder]"))
    for (const name of ATTRIBUTES) {
      const found = messageOf(node.getAttribute(name) ?? "");
      if (found) node.setAttribute(name, found);
    }
}

// As tools/languages.py calls a message, and the worker too.
/** @type {(text: string) => string} */
function messageOf(text) {
  const english = text.trim().replace(/\s+/g, " ");
  if (!/[A-Za-z]{2}/.test(english)) return "";
  const name = english.replace(/[^A-Za-z0-9]/g, (letter) =>
    letter === " " ? "_" : `_${letter.codePointAt(0)?.toString(16)}`,
  );
  return chrome.i18n.getMessage(name);
}
