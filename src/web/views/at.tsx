import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";

import { soFar } from "../model/index.ts";
import { PageContext, usePage } from "./page-context.ts";

interface AtProps {
  readonly step: number;
  readonly children: ComponentChildren;
}

/** Views inside stand at this step, and know of nothing that comes later. */
export function At({ step, children }: AtProps): JSX.Element {
  const page = usePage();
  const { session, branch } = page;
  const cut = useMemo(() => ({ ...branch, view: soFar(branch.view, step) }), [branch, step]);
  const inside = { ...session, branches: [cut], current: cut.id, cursor: step };
  return <PageContext.Provider value={{ ...page, session: inside }}>{children}</PageContext.Provider>;
}
