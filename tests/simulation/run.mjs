// The worker of a simulated life: background.js and all its modules, unchanged, in a browser that is not
// there. One JSON line in, one JSON line out; tests/simulation/node.py speaks it.

import { createInterface } from "node:readline";

import { beginAnew, closeTab, connect, heard, local, page, send, session } from "./browser.mjs";
import { ChatGpt } from "./chatgpt.mjs";
import { clock, settled, step } from "./clock.mjs";

beginAnew(Date.UTC(2026, 0, 1));
let chatgpt = new ChatGpt();
await import(new URL("../../background.js", import.meta.url));
await settled();

let last = 0;
let waiting = 0;
let answers = {};
const told = () => {
  const result = { now: clock.now, answers, changed: [...heard], ...chatgpt.take() };
  answers = {};
  heard.clear();
  return result;
};

const COMMANDS = {
  // A new life: empty storage, another ChatGPT.
  async begin({ now }) {
    beginAnew(now);
    chatgpt = new ChatGpt();
    connect(chatgpt);
    waiting = 0;
    answers = {};
    return null;
  },
  async publish(version) {
    chatgpt.publish(version);
    return null;
  },
  async world({ world }) {
    chatgpt.world = world;
    page.permitted = world.permitted;
    if (page.open && !world.tab) {
      closeTab();
    }
    page.open = world.tab;
    return null;
  },
  // What is stored; the disk only when it is not as it was at the version that is `known`.
  async state({ known }) {
    const disk = known === local.version ? null : await local.get();
    return { version: local.version, local: disk, session: await session.get() };
  },
  async set({ values }) {
    await local.set(values);
    heard.clear();
    return null;
  },
  // The browser ends and begins: memory is lost, the disk stays.
  async restart() {
    await session.clear();
    delete globalThis.codexEnterpriseCredits;
    heard.clear();
    return null;
  },
  async send({ message }) {
    last += 1;
    const id = last;
    waiting += 1;
    send(message).then((answer) => {
      waiting -= 1;
      answers[id] = answer;
    });
    return id;
  },
  // Lets time pass: `ms`, or until a message is answered, whichever is first.
  async run({ ms, answered }) {
    const until = clock.now + ms;
    await settled();
    while (!(answered && Object.keys(answers).length > 0) && step(until)) {
      await settled();
    }
    return told();
  },
  async skip({ now }) {
    while (step(now)) {
      await settled();
    }
    return null;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...given } = JSON.parse(line);
  let result;
  try {
    result = { value: await COMMANDS[name](given) };
  } catch (error) {
    result = { thrown: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
