// What could not be understood, as a code the popup has a sentence for. The message of
// an error is never shown, stored or compared; the code is all that leaves here.

export class ParseError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// Returns what `work` returns, or the code it was refused with; other errors pass through.
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
