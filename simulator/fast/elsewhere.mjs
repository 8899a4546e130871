// A ChatGPT whose answers Python gives: each request goes out as a line, and its answer is waited for, so that no
// time passes and nothing else runs meanwhile. The descriptor of the answers is this program's argument.

import { readSync, writeSync } from "node:fs";

const ANSWERS = Number(process.argv[2]);
const LATENCY = 5; // milliseconds

export class Elsewhere {
  world = { latency: LATENCY };
  running = 0;
  peak = 0; // how many requests ran at once

  note() {}

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
