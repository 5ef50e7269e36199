import type { JSX } from "preact";

import { type Branch, LIVE } from "../model/index.ts";
import type { Say } from "../words/index.ts";
import { Status } from "./status.tsx";
import { usePage } from "./page-context.ts";

/** The futures that there are, once there are two; each says where it ends. */
export function BranchStrip(): JSX.Element | null {
  const { say, session, dispatch } = usePage();
  if (session.branches.length < 2) return null;
  return (
    <div class="branches" role="group" aria-label={say("branches.label")}>
      {session.branches.map(({ id, name, parent, view }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === session.current}
          onClick={() => dispatch({ do: "choose", branch: id })}
        >
          <span class="branch-name" lang="en">
            {branchTitle({ id, name, parent }, say)}
          </span>{" "}
          <Status status={view.steps.findLast(({ status }) => status !== undefined)?.status ?? ""} />
        </button>
      ))}
    </div>
  );
}

/** What a branch is called: how it began. */
export function branchTitle(
  { id, name, parent }: Pick<Branch, "id" | "name"> & { readonly parent?: Branch["parent"] | undefined },
  say: Say,
): string {
  if (id === LIVE) return say("branches.live");
  return parent === undefined ? say("branches.own") : say("branches.fork", { step: parent.step, name });
}
