/** What a container does. Times are milliseconds. */
export interface Program {
  /** It ends with this code after so long; else it runs until it is told to stop. */
  readonly exit?: { readonly code: number; readonly after: number };
  /** It listens only after so long. */
  readonly readyAfter?: number;
  /** From then on it says that it is not well. */
  readonly failsAfter?: number;
  /** What it writes when it starts; a line that names its image when absent. */
  readonly log?: string;
  /** What else a container may start in it, by path; anything when absent. */
  readonly programs?: readonly string[];
}

/** Reads the command of a sandbox image: `/app`, with `exit CODE after MS`, `ready after MS`, `fails after MS`, `log TEXT`, `has PATH:PATH` behind it. */
export function programOf([, ...words]: readonly string[]): Program {
  const log = words.indexOf("log");
  const others = log === -1 ? words : words.slice(0, log);
  const at = (word: string): number => others.indexOf(word);
  const [exit, ready, fails, has] = [at("exit"), at("ready"), at("fails"), at("has")];
  return {
    ...(exit === -1 ? {} : { exit: { code: Number(words[exit + 1]), after: Number(words[exit + 3]) } }),
    ...(ready === -1 ? {} : { readyAfter: Number(words[ready + 2]) }),
    ...(fails === -1 ? {} : { failsAfter: Number(words[fails + 2]) }),
    ...(log === -1 ? {} : { log: words[log + 1] ?? "" }),
    ...(has === -1 ? {} : { programs: (words[has + 1] ?? "").split(":").filter((path) => path !== "") }),
  };
}
