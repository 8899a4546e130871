// A ChatGPT whose answers Python gives: each request goes out as a line, and its answer is waited for, so that no
// time passes and nothing else runs meanwhile. The descriptor of the answers is this program's argument.

import { readSync, writeSync } from "node:fs";

import { ChatGpt } from "./chatgpt.mjs";

const ANSWERS = Number(process.argv[2]);
const LATENCY = 5; // milliseconds

export class PythonChatGpt extends ChatGpt {
  constructor() {
    super();
    this.world = /** @type {any} */ ({ latency: LATENCY });
    this.running = 0;
    this.peak = 0; // how many requests ran at once
  }

  note() {}

  publish() {}

  begins() {
    this.running += 1;
    this.peak = Math.max(this.peak, this.running);
  }

  ends() {
    this.running -= 1;
  }

  drain() {
    return { responses: [], asked: 0, asked_at: 0 };
  }

  // {status, fail, headers, bytes} for an address and the headers it is asked with.
  /** @type {(address: string, headers?: Record<string, string>) => any} */
  answer(address, headers) {
    writeSync(1, `${JSON.stringify({ request: { address, headers } })}\n`);
    const { body, ...answer } = JSON.parse(readLine());
    return { ...answer, bytes: Buffer.from(body, "base64") };
  }
}

function readLine() {
  const parts = [];
  const part = Buffer.alloc(1 << 16);
  for (;;) {
    const length = readSync(ANSWERS, part);
    parts.push(Buffer.from(part.subarray(0, length)));
    if (length === 0 || part[length - 1] === 10) {
      return Buffer.concat(parts).toString();
    }
  }
}
