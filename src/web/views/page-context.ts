import { type Context, createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Settings } from "../browser/index.ts";
import type { Engine } from "../engine/index.ts";
import { type Branch, currentBranch, type Session, type SessionAction, type View } from "../model/index.ts";
import type { Say } from "../words/index.ts";

/** What every component of the page may use. */
export interface Page {
  readonly say: Say;
  readonly engine: Engine;
  readonly settings: Settings;
  readonly change: (settings: Settings) => void;
  readonly session: Session;
  readonly dispatch: (action: SessionAction) => void;
}

export const PageContext: Context<Page | undefined> = createContext<Page | undefined>(undefined);

/** The page, with the branch and view that the cursor stands in. */
export function usePage(): Page & { readonly branch: Branch; readonly view: View } {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error("Used outside of a page");
  const branch = currentBranch(page.session);
  return { ...page, branch, view: branch.view };
}
