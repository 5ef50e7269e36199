import type { Entry } from "../../kinds/index.ts";
import { after } from "./window-ports.ts";

/** The sandbox that the learner's own kubectl talks to, as the server of the page tells it. */
interface LiveState {
  readonly world: string;
  readonly kubeconfig: string;
  /** Milliseconds since its start. */
  readonly now: number;
  /** All that has happened in it. */
  readonly entries: readonly Entry[];
}

/** Real milliseconds between two looks. */
const PAUSE = 400;

/** Whether the page has a server that can start sandboxes; files on any web server cannot. */
export async function canGoLive(): Promise<boolean> {
  const response = await fetch(new URL("data/server.json", document.baseURI)).catch(() => undefined);
  return response?.ok === true && ((await response.json()) as { readonly live: boolean }).live;
}

/** Starts a sandbox of the world and tells all that happens in it, until stopped; `lost` is told why it ended. */
export function followLive(world: string, told: (state: LiveState) => void, lost: (why: string) => void): () => void {
  let wanted = true;
  let cancel = (): void => undefined;
  let entries: readonly Entry[] = [];
  const look = async (first: boolean): Promise<void> => {
    const address = first ? `?world=${world}` : `?from=${entries.length}`;
    const response = await fetch(apiAddress(address), { method: first ? "POST" : "GET" });
    if (!wanted) return;
    if (!response.ok) return lost(await response.text());
    const state = (await response.json()) as LiveState;
    entries = [...entries, ...state.entries];
    told({ ...state, entries });
    cancel = after(PAUSE, () => void tried(false));
  };
  const tried = (first: boolean): Promise<void> =>
    look(first).catch((error: unknown) => {
      if (wanted) lost(String(error));
    });
  void tried(true);
  return () => {
    wanted = false;
    cancel();
    void fetch(apiAddress(""), { method: "DELETE" }).catch(() => undefined);
  };
}

function apiAddress(query: string): URL {
  return new URL(`api/live${query}`, document.baseURI);
}
