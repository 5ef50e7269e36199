import { type Attempt, attemptsText, type UnreadLine } from "../../lessons/index.ts";
import type { Keeper, Kept } from "./attempt-store.ts";

interface Told {
  readonly attempts: readonly Attempt[];
  readonly unread: readonly UnreadLine[];
}

/** The file that the terminal uses too, where the page's server keeps one; files on any web server do not. */
export async function keepOnServer(): Promise<Keeper | undefined> {
  const server = await fetch(new URL("data/server.json", document.baseURI)).catch(() => undefined);
  if (server?.ok !== true || !((await server.json()) as { readonly attempts?: boolean }).attempts) return undefined;
  return {
    first: await asked("GET").catch((error: unknown) => ({ attempts: [], trouble: String(error) })),
    add: (attempts) => asked("POST", attemptsText(attempts)),
    erase: () => asked("DELETE"),
  };
}

/** Rejects with the server's own words. */
async function asked(method: string, body?: string): Promise<Kept> {
  const address = new URL("api/attempts", document.baseURI);
  const response = await fetch(address, { method, ...(body === undefined ? {} : { body }) });
  if (!response.ok) throw new Error((await response.text()).trim());
  const { attempts, unread } = (await response.json()) as Told;
  const [first] = unread;
  if (first === undefined) return { attempts };
  return { attempts, trouble: `${unread.length} unreadable, line ${first.line}: ${first.why}` };
}
