export interface Files {
  FS: object;
  PATH: object;
  PATH_FS: object;
}

export function createProgress(prefix: string): (detail: string) => void;
export function writeFile(files: Files, path: string, buffer: ArrayBuffer): unknown;
