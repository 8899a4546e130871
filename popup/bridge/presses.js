// What the person presses while Python is still starting is done as soon as it listens. What the browser does by itself - open
// the menu, unfold a section - it does at once.

/** @type {(MouseEvent | KeyboardEvent)[]} */
let waiting = [];

/** @param {Event} event */
function keepPress(event) {
  if (!(event.target instanceof Element)) return;
  if (event instanceof KeyboardEvent) waiting.push(event);
  else if (event instanceof MouseEvent && event.target.closest("[data-action]")) waiting.push(event);
}

addEventListener("click", keepPress, true);
addEventListener("keydown", keepPress, true);

// Where Python has drawn a control anew meanwhile, that one is meant.
/** @type {(pressed: Element) => Element | null} */
function controlOf(pressed) {
  if (pressed.isConnected) return pressed;
  const { action, value } = /** @type {HTMLElement | null} */ (pressed.closest("[data-action]"))?.dataset ?? {};
  const same = `[data-action="${CSS.escape(action ?? "")}"]`;
  return document.querySelector(value === undefined ? same : `${same}[data-value="${CSS.escape(value)}"]`);
}

// Python listens from now on: it hears what waited, in its order.
export function releasePresses() {
  removeEventListener("click", keepPress, true);
  removeEventListener("keydown", keepPress, true);
  for (const event of waiting) {
    const kind = event instanceof KeyboardEvent ? KeyboardEvent : MouseEvent;
    controlOf(/** @type {Element} */ (event.target))?.dispatchEvent(new kind(event.type, event));
  }
  waiting = [];
}
