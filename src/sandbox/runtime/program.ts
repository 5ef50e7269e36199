/** What a container does: it ends with this code after so many milliseconds, or runs until it is told to stop. */
export interface Program {
  readonly exit?: { readonly code: number; readonly after: number };
}

/** Reads the command of a sandbox image: `/app`, or `/app exit CODE after MILLISECONDS`. */
export function programOf(command: readonly string[]): Program {
  const [, exit, code, after, milliseconds] = command;
  if (exit !== "exit" || after !== "after") return {};
  return { exit: { code: Number(code), after: Number(milliseconds) } };
}
