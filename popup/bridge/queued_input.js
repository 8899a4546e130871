// What the person presses while Python is still starting: clicks on what has a `data-action`, and keys. They are done, in their
// order, as soon as Python listens. What the browser does by itself, as opening the menu, it does at once.

const FRAME_MS = 16; // whatever a press starts has begun by then

/** @type {(MouseEvent | KeyboardEvent)[]} */
const waiting = [];

/** @param {Event} event */
function queueInput(event) {
  const { target } = event;
  if (!event.isTrusted || !(target instanceof Element)) return;
  const isAction = event instanceof MouseEvent && target.closest("[data-action]");
  if (!isAction && !(event instanceof KeyboardEvent)) {
    if (target.closest("[popovertarget]")) loadStyles(); // of the panel that the browser opens
    return;
  }
  event.stopImmediatePropagation();
  waiting.push(/** @type {MouseEvent | KeyboardEvent} */ (event));
}

addEventListener("click", queueInput, true);
addEventListener("keydown", queueInput, true);

// Loads the styles of what is not seen first: the sections, the menu, the panels.
export function loadStyles() {
  for (const link of document.querySelectorAll("link[data-href]")) {
    link.setAttribute("href", /** @type {HTMLElement} */ (link).dataset.href ?? "");
    link.removeAttribute("data-href");
  }
}

// Where Python has drawn a control anew meanwhile, that one is meant.
/** @type {(pressed: Element) => Element | null} */
function controlOf(pressed) {
  if (pressed.isConnected) return pressed;
  const { action, value } = /** @type {HTMLElement | null} */ (pressed.closest("[data-action]"))?.dataset ?? {};
  const same = `[data-action="${CSS.escape(action ?? "")}"]`;
  return document.querySelector(value === undefined ? same : `${same}[data-value="${CSS.escape(value)}"]`);
}

/** @type {(event: MouseEvent | KeyboardEvent) => Event} */
function repeat(event) {
  if (event instanceof MouseEvent) return new MouseEvent("click", event);
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
  const modifierAltGraph = event.getModifierState("AltGraph");
  const held = { altKey, ctrlKey, metaKey, shiftKey, modifierAltGraph, repeat: event.repeat };
  return new KeyboardEvent("keydown", { key, code, ...held, bubbles: true, cancelable: true });
}

// Python listens from now on: it hears what waited, one press after the other, and then what is pressed.
export async function replayInput() {
  for (let event = waiting.shift(); event; event = waiting.shift()) {
    controlOf(/** @type {Element} */ (event.target))?.dispatchEvent(repeat(event));
    await new Promise((done) => setTimeout(done, FRAME_MS));
  }
  removeEventListener("click", queueInput, true);
  removeEventListener("keydown", queueInput, true);
}
