// Makes the changes to the page that Python collected (popup/views/changes.py).

/** @typedef {[where: string, kind: string, ...values: any[]]} Change where: a selector, or "" for the root itself */

/** @type {Record<string, (node: any, ...values: any[]) => string | void>} */
const KINDS = {
  /** @type {(node: Element, text: string) => void} */
  text(node, text) {
    node.textContent = text;
  },

  /** @type {(node: Element, name: string, value: string | null) => void} */
  attribute(node, name, value) {
    if (value === null) node.removeAttribute(name);
    else node.setAttribute(name, value);
  },

  /** @type {(node: Element, exact: string | null, text: string) => void} */
  figure(node, exact, text) {
    if (exact === null) {
      node.textContent = text;
      return;
    }
    const data = document.createElement("data");
    data.value = exact;
    data.textContent = text;
    node.replaceChildren(data);
  },

  /** @type {(node: Element, source: string, items: Change[][]) => string} */
  fill(node, source, items) {
    /** @type {HTMLTemplateElement | null} */
    const template = source.startsWith("#") ? document.querySelector(source) : null;
    const first = template?.content.firstElementChild ?? document.createElementNS(node.namespaceURI, source);
    const clones = items.map((changes) => {
      const clone = /** @type {Element} */ (first.cloneNode(true));
      return { clone, missing: make(clone, changes) };
    });
    node.replaceChildren(...clones.map(({ clone }) => clone));
    return clones.find(({ missing }) => missing)?.missing ?? "";
  },
};

// Makes every change and returns the first selector that nothing answers to, or "".
/** @type {(root: Document | Element, changes: Change[]) => string} */
function make(root, changes) {
  let missing = "";
  for (const [where, kind, ...values] of changes) {
    const node = where ? root.querySelector(where) : root;
    const none = node ? KINDS[kind](node, ...values) : where;
    missing ||= none ?? "";
  }
  return missing;
}

/** @type {(changes: Change[]) => string} */
export const applyChanges = (changes) => make(document, changes);

/** @type {(text: string) => string} */
export const makeChanges = (text) => applyChanges(JSON.parse(text));
