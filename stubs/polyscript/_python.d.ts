export function loadProgress(
  self: object,
  progress: (detail: string) => void,
  interpreter: object,
  config: object,
  baseURL: string,
): Promise<void>;
export function registerJSModule(interpreter: object, name: string, value: object): void;
export function run(interpreter: object, code: string, ...rest: unknown[]): unknown;
export function runAsync(interpreter: object, code: string, ...rest: unknown[]): Promise<unknown>;
export function runEvent(interpreter: object, code: string, event: Event): Promise<void>;
