import type { Telling } from "./telling.ts";

/** Type, reason and wording of one pod's events (the first one's unless said), with its own names taken out. */
export function shapes(tellings: readonly Telling[], pod?: string): string[] {
  const telling = tellings.find((each) => pod === undefined || each.pod === pod);
  const events = [...(telling?.events.keys() ?? [])].filter((event) => !/Pulled|Created|Started|Killing/.test(event));
  return [...new Set(events.map(withoutNames))];
}

export function withoutNames(event: string): string {
  return event
    .replaceAll(/spec\.(\w+)\{[^}]*\}/g, "spec.$1{C}")
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/repository name \([^)]*\)/g, "repository name (R)")
    .replaceAll(/container \S+ in pod \S+\([^)]*\)/g, "container C in pod P(UID)")
    .replaceAll(/secrets \([^)]*\)/g, "secrets (S)")
    .replaceAll(
      /(?:[\w-]+\.)+(?:test|example|exmaple|io|local)(?::\d+)?[\w./:@-]*|\d+\.\d+\.\d+\.\d+(?::\d+)?/g,
      "NAME",
    )
    .replaceAll(/\[manifests [^\]]*\]/g, "[manifests T]")
    .replaceAll(/DIGEST|(?<=sha256:)\w+/g, "D")
    .replaceAll(/Too many requests|You have reached your pull rate limit\./g, "LIMIT");
}
