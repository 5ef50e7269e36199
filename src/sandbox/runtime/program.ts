/** What a container does. Times are milliseconds. */
export interface Program {
  /** It ends with this code after so long; else it runs until it is told to stop. */
  readonly exit?: { readonly code: number; readonly after: number };
  /** It can be asked for its readiness and says no for so long. */
  readonly readyAfter?: number;
  /** What it writes when it starts; a line that names its image when absent. */
  readonly log?: string;
}

/** Reads the command of a sandbox image: `/app`, with `exit CODE after MS`, `ready after MS`, `log TEXT` behind it. */
export function programOf([, ...words]: readonly string[]): Program {
  const exit = words.indexOf("exit");
  const ready = words.indexOf("ready");
  const log = words.indexOf("log");
  return {
    ...(exit === -1 ? {} : { exit: { code: Number(words[exit + 1]), after: Number(words[exit + 3]) } }),
    ...(ready === -1 ? {} : { readyAfter: Number(words[ready + 2]) }),
    ...(log === -1 ? {} : { log: words[log + 1] ?? "" }),
  };
}
