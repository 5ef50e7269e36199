import type { WorldFault } from "./contract.ts";

export interface Place {
  readonly source: string;
  readonly line?: number;
  readonly column?: number;
}

/** A fault whose message begins with what was attempted and where. */
export function worldFault(code: WorldFault["code"], place: Place, problem: string): WorldFault {
  return { code, ...place, message: `Cannot read ${placeText(place)}: ${problem}` };
}

function placeText({ source, line, column }: Place): string {
  if (line === undefined) return source;
  return column === undefined ? `${source}:${line}` : `${source}:${line}:${column}`;
}
