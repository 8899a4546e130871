// The browser of a simulated life. One JSON line in, one JSON line out; simulator/fast/node.py speaks it.

import { createInterface } from "node:readline";

import {
  beginAnew, closePopup, closeTab, held, killWorker, local, openPopup, openTab, page, popups, restart, session, setClock,
  trouble,
} from "./browser.mjs";
import { ChatGpt } from "./chatgpt.mjs";
import { clock, settled, step } from "./clock.mjs";

let chatgpt = null;
let last = 0;
let events = []; // [popup, number of the call or 0 for a change, text]

const steps = new Map(); // popup -> how far the reading is, which is told with what comes next
const isStep = (text) => text.includes('"refresh":{') && !text.includes('"local":{');

function tell(popup, id, text) {
  if (steps.has(popup)) {
    events.push([popup, 0, steps.get(popup)]);
    steps.delete(popup);
  }
  events.push([popup, id, text]);
}

const versions = () => `${local.version}-${session.version}`;
const told = (waits) => {
  const result = {
    now: clock.now, events, busy: waits || held.has("refresh"), noted: session.kept.has("refresh"),
    version: versions(), ...chatgpt.take(),
  };
  events = [];
  return result;
};

const COMMANDS = {
  // A new life: empty storage, another ChatGPT.
  async begin({ now }) {
    chatgpt = new ChatGpt();
    events = [];
    steps.clear();
    await beginAnew(now, chatgpt);
    return null;
  },
  publish(version) {
    chatgpt.publish(version);
    return null;
  },
  world({ world }) {
    chatgpt.world = world;
    page.permitted = world.permitted;
    page.busy = world.busy;
    Object.assign(trouble, { slow: world.slow });
    if (page.open && !world.tab) {
      closeTab();
    } else if (!page.open && world.tab) {
      openTab();
    }
    return null;
  },
  fault({ fault }) {
    trouble.fault = fault;
    return null;
  },
  // What is stored; the disk only when it is not as it was at the version that is `known`.
  state({ known }) {
    const disk = known === local.version ? null : local.read();
    return { version: versions(), disk: local.version, local: disk, session: session.read() };
  },
  async restart() {
    await restart();
    return null;
  },
  kill({ silent }) {
    killWorker(silent);
    return null;
  },
  // A popup: it opens, hears of changes, is asked something at once or for later, closes.
  async open({ popup }) {
    await openPopup(popup);
    return null;
  },
  listen({ popup }) {
    let before = "";
    popups[popup].bridge.onState((text) => {
      if (isStep(before) && isStep(text)) {
        steps.set(popup, text);
      } else if (text !== before) {
        tell(popup, 0, text);
      }
      before = text;
    });
    return null;
  },
  at({ popup, name, args }) {
    return popups[popup].bridge[name](...args) ?? null;
  },
  call({ popup, name, args }) {
    last += 1;
    const id = last;
    const { realm, bridge } = popups[popup];
    bridge[name](...args).then((answer) => realm.alive && tell(popup, id, answer));
    return id;
  },
  close({ popup }) {
    closePopup(popup);
    events = events.filter(([one]) => one !== popup);
    steps.delete(popup);
    return null;
  },
  // Lets time pass: `ms`, or until a popup hears something, whichever is first.
  async run({ ms, heard }) {
    const until = clock.now + ms;
    await settled();
    let waits = true;
    while (!(heard && events.length > 0) && (waits = step(until))) {
      await settled();
    }
    return told(waits);
  },
  async skip({ now }) {
    while (step(now)) {
      await settled();
    }
    return told(false);
  },
  // The clock is set, or the computer slept: nothing that waits for time to pass hears of it.
  clock({ now }) {
    setClock(now);
    return null;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, holding = [], ...given } = JSON.parse(line);
  holding.forEach((popup) => popups[popup]?.bridge.hold());
  let result;
  try {
    result = { value: await COMMANDS[name](given) };
  } catch (error) {
    result = { thrown: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
