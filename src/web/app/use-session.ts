import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import type { World } from "../../kinds/index.ts";
import { loadWorld, readHash, watchHash, type WorldData, writeHash } from "../browser/index.ts";
import type { Engine } from "../engine/index.ts";
import {
  formatLink,
  type Link,
  linkOf,
  openSession,
  parseLink,
  reduce,
  type Session,
  type SessionAction,
  strangerIn,
  withActions,
} from "../model/index.ts";

export type Opening =
  | { readonly state: "loading" }
  | { readonly state: "unknown" | "strange" | "failed"; readonly name: string; readonly reason: string }
  | { readonly state: "open"; readonly session: Session };

export interface Opened {
  readonly opening: Opening;
  readonly dispatch: (action: SessionAction) => void;
  /** Runs a world that does not ship; it is there until the page is closed. */
  readonly openWorld: (world: World) => void;
}

/** The session that the address names; it follows the address, and the address follows it. */
export function useSession(engine: Engine): Opened {
  const [opening, setOpening] = useState<Opening>({ state: "loading" });
  const newest = useRef<Session | undefined>(undefined);
  const show = useCallback((next: Opening) => {
    newest.current = next.state === "open" ? next.session : undefined;
    setOpening(next);
  }, []);
  const dispatch = useCallback(
    (action: SessionAction) => {
      if (newest.current === undefined) return;
      const session = reduce(newest.current, action);
      show({ state: "open", session });
      if (action.do !== "link") writeHash(formatLink(linkOf(session)), session.move);
    },
    [show],
  );
  useEffect(() => {
    const follow = (hash: string): void => {
      const link = parseLink(hash);
      const now = newest.current;
      if (now !== undefined && sameRun(link, linkOf(now)))
        dispatch({ do: "link", link: { step: firstOf(now), ...link } });
      else void open(link, engine).then(show);
    };
    follow(readHash());
    return watchHash(follow);
  }, [engine, dispatch, show]);
  const openWorld = useCallback(
    (world: World) => {
      OWN.set(world.name, world);
      const link: Link = { scenario: world.name, mode: "visualize" };
      writeHash(formatLink(link), "push");
      void open(link, engine).then(show);
    },
    [engine, show],
  );
  return { opening, dispatch, openWorld };
}

/** An address without a step is the first one. */
function firstOf({ branches, current }: Session): string {
  return branches.find(({ id }) => id === current)?.view.steps[0]?.id ?? "";
}

function sameRun(one: Link, other: Link): boolean {
  const run = ({ scenario, seed, kubelet, actions }: Link): string =>
    JSON.stringify([scenario, seed ?? null, kubelet ?? null, actions ?? null]);
  return run(one) === run(other);
}

/** Worlds that do not ship. */
const OWN = new Map<string, World>();

async function dataOf(name: string, engine: Engine): Promise<WorldData | undefined> {
  const world = OWN.get(name);
  if (world === undefined) return loadWorld(name);
  return { world, run: await engine("run", { world, seed: world.seed, kubelet: world.kubelet }) };
}

async function open(link: Link, engine: Engine): Promise<Opening> {
  const name = link.scenario;
  const data = await dataOf(name, engine);
  if (data === undefined) return { state: "unknown", name, reason: "" };
  const { world } = data;
  const { seed = world.seed, kubelet = world.kubelet, actions } = link;
  const stranger = strangerIn(world, actions);
  if (stranger !== undefined) return { state: "strange", name, reason: stranger };
  const isOwn = seed === world.seed && kubelet === world.kubelet && actions === undefined;
  try {
    const run = isOwn ? data.run : await engine("run", { world: withActions(world, actions), seed, kubelet });
    return { state: "open", session: openSession({ world, run, link, seed, kubelet }) };
  } catch (error) {
    return { state: "failed", name, reason: error instanceof Error ? error.message : String(error) };
  }
}
