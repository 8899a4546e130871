// polyscript's private modules, as tools/pyscript/micropython.js uses them: the package has no types.
type Stream = (text: Uint8Array | string) => void;

export function buffered(callback: (text: string) => void): Stream;
export function stdio(streams: { stderr: Stream; stdout: Stream }): {
  stderr: Stream;
  stdout: Stream;
  get<T>(engine: Promise<T>): Promise<T>;
};
