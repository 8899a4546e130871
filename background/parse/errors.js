// An answer that cannot be parsed, as a code the popup has a message for. Only the code is shown, stored or compared.

/** `code` is a result code: SHAPE, UNIT, TOO_BIG or PERSONAL. */
export class ParseError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * @template T
 * @param {() => T} work
 * @returns {{value?: T, code?: string}} what `work` returns, or the code of its ParseError; other errors pass
 */
export function tryParse(work) {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof ParseError) {
      return { code: error.code };
    }
    throw error;
  }
}
