// What *Copy diagnostics* tells of a refresh beside its log: how each report went, and the shapes of the answers that
// were not understood. A shape has names and types, and no value.

import { isShape } from "./envelope.js";

const NOT_UNDERSTOOD = ["SHAPE", "UNIT", "SCALE", "PARTIAL", "BAD_REQUEST", "TOO_BIG"];
const MAX_SHAPES = 2; // of one report, whose older days may have another

/** What is known before anything was read. @type {Diagnostics} */
export const NO_DIAGNOSTICS = { reports: [], answers: [] };

/**
 * @param {Answer[]} answers
 * @param {[report: string, code: string][]} results
 * @param {string[]} [silent] reports that were read and yet say nothing
 * @returns {Diagnostics}
 */
export function describeAnswers(answers, results, silent = []) {
  const missed = results.filter(([report, code]) => NOT_UNDERSTOOD.includes(code) || silent.includes(report));
  return {
    reports: results,
    answers: missed.flatMap(([name]) => {
      const told = answers.filter(({ report, kind }) => report === name && kind !== "not_asked");
      const shapes = new Map(
        told.map(({ report, status, kind, shape = null }) => [
          `${status} ${kind} ${shape}`,
          { report, status, kind, shape },
        ]),
      );
      return [...shapes.values()].slice(0, MAX_SHAPES);
    }),
  };
}

/**
 * @param {{code?: unknown, shape?: unknown, session?: SessionFailure}} failure what a run returned that brought no answers
 * @param {string} code its result code
 * @returns {Diagnostics}
 */
export function describeSession({ shape = null, session }, code) {
  const { status = 200, kind = "json" } = session ?? {};
  const answers = session || (isShape(shape) && shape !== null) ? [{ report: "session", status, kind, shape }] : [];
  return { reports: [["session", code]], answers: /** @type {AnswerShape[]} */ (answers) };
}
