import type { JSX } from "preact";
import { useState } from "preact/hooks";

import {
  type Deed,
  FAULT_KINDS,
  type FaultKind,
  faultDeed,
  pushDeed,
  repositoriesOf,
  untagDeed,
} from "../model/index.ts";
import type { WordKey } from "../words/index.ts";
import { usePage } from "./page-context.ts";
import { useFork } from "./use-fork.ts";

/** Seconds that a fault lasts. */
const LASTS = [30, 90, 300] as const;

/** What happens to registries and nodes although nobody types kubectl. Each turn of a knob forks at the cursor. */
export function Knobs(): JSX.Element {
  const { say, session, view } = usePage();
  const { world } = session;
  const fork = useFork();
  const [registry, setRegistry] = useState(world.registries[0]?.host ?? "");
  const turn = (deed: Deed, name: string): void => void fork(deed, name);
  const now = view.moments[session.cursor]?.to ?? 0;
  return (
    <section class="knobs" aria-label={say("drawer.knobs")}>
      <fieldset>
        <legend>{say("knobs.registry")}</legend>
        <select
          aria-label={say("knobs.registry")}
          value={registry}
          onChange={(event) => setRegistry(event.currentTarget.value)}
        >
          {world.registries.map(({ host }) => (
            <option key={host}>{host}</option>
          ))}
        </select>
        <Fault
          fail={(kind, lasts) =>
            turn(faultDeed(registry, kind, lasts && now + lasts), `${registry}: ${say(`fault.${kind}` as WordKey)}`)
          }
        />
        <button
          type="button"
          onClick={() => turn({ registry, change: { repair: true } }, say("knobs.repaired", { registry }))}
        >
          {say("knobs.repair")}
        </button>
      </fieldset>
      <Tags key={registry} registry={registry} turn={turn} />
      <fieldset>
        <legend>{say("knobs.node")}</legend>
        {world.nodes.map(({ name }) => (
          <button
            key={name}
            type="button"
            onClick={() =>
              turn({ node: name, change: { restartKubelet: true } }, say("knobs.restarted", { node: name }))
            }
          >
            {say("knobs.restart", { node: name })}
          </button>
        ))}
      </fieldset>
    </section>
  );
}

function Fault({ fail }: { readonly fail: (kind: FaultKind, lasts: number | undefined) => void }): JSX.Element {
  const { say } = usePage();
  const [kind, setKind] = useState<FaultKind>("unavailable");
  const [lasts, setLasts] = useState(90);
  return (
    <>
      <select
        aria-label={say("knobs.fault")}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as FaultKind)}
      >
        {FAULT_KINDS.map((each) => (
          <option key={each} value={each}>
            {say(`fault.${each}` as WordKey)}
          </option>
        ))}
      </select>
      <select
        aria-label={say("knobs.lasts")}
        value={lasts}
        onChange={(event) => setLasts(Number(event.currentTarget.value))}
      >
        {[...LASTS, 0].map((seconds) => (
          <option key={seconds} value={seconds}>
            {seconds === 0 ? say("knobs.for-good") : say("knobs.for", { n: seconds })}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => fail(kind, lasts === 0 ? undefined : lasts * 1000)}>
        {say("knobs.fail")}
      </button>
    </>
  );
}

interface TagsProps {
  readonly registry: string;
  readonly turn: (deed: Deed, name: string) => void;
}

function Tags({ registry, turn }: TagsProps): JSX.Element {
  const { say, session } = usePage();
  const repositories = repositoriesOf(session.world, registry);
  const [repository, setRepository] = useState(repositories[0] ?? "");
  const [tag, setTag] = useState("");
  const off = tag === "" || repository === "";
  return (
    <fieldset>
      <legend>{say("knobs.tags")}</legend>
      <select
        aria-label={say("knobs.repository")}
        value={repository}
        onChange={(event) => setRepository(event.currentTarget.value)}
      >
        {repositories.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <input
        aria-label={say("knobs.tag")}
        placeholder={say("knobs.tag")}
        value={tag}
        onInput={(event) => setTag(event.currentTarget.value)}
      />
      <button
        type="button"
        disabled={off}
        onClick={() => turn(pushDeed(registry, repository, tag), say("knobs.pushed", { tag }))}
      >
        {say("knobs.push")}
      </button>
      <button
        type="button"
        disabled={off}
        onClick={() => turn(untagDeed(registry, repository, tag), say("knobs.untagged", { tag }))}
      >
        {say("knobs.untag")}
      </button>
    </fieldset>
  );
}
