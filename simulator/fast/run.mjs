// The browser of a simulated session. One JSON line in, with one or more commands; one out, with the answer to the
// last. simulator/fast/node.py speaks it.

import { createHash } from "node:crypto";
import { createInterface } from "node:readline";

import {
  resetBrowser,
  closePopup,
  closeTab,
  killWorker,
  local,
  openPopup,
  openTab,
  page,
  policy,
  popups,
  restart,
  session,
  setClock,
  trouble,
} from "./browser.mjs";
import { ChatGpt } from "./chatgpt.mjs";
import { PythonChatGpt } from "./python_chatgpt.mjs";
import { clock, settled, step } from "./clock.mjs";
import { heldLocks } from "./locks.mjs";

let chatgpt = new ChatGpt();
/** @type {[number, number, string][]} */
let events = []; // [popup, number of the call or 0 for a change, text]

/** @type {Map<number, string>} */
const steps = new Map(); // popup -> how far the reading is, which is told with what comes next
/** @type {(number: number) => import("./browser.mjs").Popup} */
const popupOf = (number) => {
  const popup = popups[number];
  if (!popup) throw new Error(`popup ${number} is closed`);
  return popup;
};

/** @type {(text: string) => boolean} */
const isStep = (text) => text.includes('"refresh":{') && !text.includes('"local":{');

/** @type {(popup: number, id: number, text: string) => void} */
function tell(popup, id, text) {
  const reached = steps.get(popup);
  if (reached !== undefined) {
    events.push([popup, 0, reached]);
    steps.delete(popup);
  }
  events.push([popup, id, text]);
}

let version = ""; // of what was told last of what is stored
/** @type {{text: string | undefined, hash: string | null}} */
let report = { text: undefined, hash: null }; // the one that was stored then

// What is stored, when it has changed: the names, what the person's next reading goes by, and which report it is.
function storedNow() {
  const now = `${local.version}-${session.version}`;
  if (now === version) {
    return null;
  }
  version = now;
  const text = local.kept.get("report");
  if (text !== report.text) {
    report = { text, hash: text === undefined ? null : createHash("sha1").update(text).digest("base64") };
  }
  const kept = { report: report.hash, local: [...local.kept.keys()], session: [...session.kept.keys()] };
  return { ...kept, ...session.read(["cooldown", "workspace"]) };
}

/** @type {(waits: boolean) => boolean} */
const isBusy = (waits) => waits || heldLocks.has("refresh");
const isRefreshing = () => session.kept.has("refresh");
/** @type {(waits: boolean, rounds: number) => object} */
const takeEvents = (waits, rounds) => {
  const result = {
    now: clock.now,
    events,
    busy: isBusy(waits),
    refreshing: isRefreshing(),
    rounds,
    stored: storedNow(),
    ...chatgpt.drain(),
  };
  events = [];
  return result;
};

/** @type {Record<string, typeof local>} */
const AREAS = { local, session };

/** @type {Record<string, (given: any) => any>} what Python asks for, by name */
const COMMANDS = {
  // A new session: empty storage, another ChatGPT; with `elsewhere`, one that Python answers for.
  async reset({ now, elsewhere = false }) {
    chatgpt = elsewhere ? new PythonChatGpt() : new ChatGpt();
    events = [];
    version = "";
    steps.clear();
    await resetBrowser(now, chatgpt);
    return null;
  },
  peak: () => chatgpt.peak,
  latency({ ms }) {
    chatgpt.world.latency = ms;
    return null;
  },
  close_tab() {
    closeTab();
    return null;
  },
  storage() {
    return { local: local.read(), session: session.read(), sync: {}, managed: {} };
  },
  store({ area, values }) {
    AREAS[area].write(values);
    return null;
  },
  drop({ area, names }) {
    AREAS[area].drop(names);
    return null;
  },
  empty({ area }) {
    AREAS[area].empty();
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
  policy({ told }) {
    policy.told = told;
    return null;
  },
  fault({ fault }) {
    trouble.fault = fault;
    return null;
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
    popupOf(popup).bridge.onState((/** @type {string} */ text) => {
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
    return popupOf(popup).bridge[name](...args) ?? null;
  },
  call({ popup, id, name, args }) {
    const { realm, bridge } = popupOf(popup);
    bridge[name](...args).then((/** @type {string} */ answer) => realm.alive && tell(popup, id, answer));
    return null;
  },
  close({ popup }) {
    closePopup(popup);
    events = events.filter(([one]) => one !== popup);
    steps.delete(popup);
    return null;
  },
  // Lets time pass: `ms`, or until a popup hears something, whichever is first; so many `rounds` of it while nothing
  // happens.
  async run({ ms, until_event, rounds }) {
    for (let round = 1; ; round += 1) {
      const until = clock.now + ms;
      await settled();
      let waits = true;
      while (!(until_event && events.length > 0) && (waits = step(until))) {
        await settled();
      }
      if (round === rounds || events.length > 0 || isBusy(waits) || isRefreshing()) {
        return takeEvents(waits, round);
      }
    }
  },
  async skip({ now }) {
    while (step(now)) {
      await settled();
    }
    return takeEvents(false, 1);
  },
  // The clock is set, or the computer slept: nothing that waits for time to pass hears of it.
  clock({ now }) {
    setClock(now);
    return null;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  /** @type {object | null} */
  let result = null;
  try {
    for (const { do: name, ...given } of JSON.parse(line)) {
      if (result !== null) {
        await settled();
      }
      result = { value: await COMMANDS[name](given) };
    }
  } catch (/** @type {any} */ error) {
    result = { thrown: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
