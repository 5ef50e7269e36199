import { SeededRandom } from "../../base/index.ts";
import { rulesOf, type World } from "../../kinds/index.ts";
import { createSystemObjects } from "../controllers/index.ts";
import { applyObjects, buildCluster, type Cluster, startActions } from "../run/index.ts";
import type { LiveOptions } from "./contract.ts";
import { CONTROL_PATH, createControl, goAhead } from "./control.ts";
import { rebasedResponse } from "./rebase.ts";

/** A cluster that lives on. */
export interface Live {
  readonly cluster: Cluster;
  /** The API server as clients reach it. */
  fetch(request: Request): Promise<Response>;
  /** Lets the actions of the world happen, each at its instant from now on. */
  play(): void;
  /** Goes ahead in time; answers what it stopped at. */
  goAhead(what: "step" | "next-attempt"): Promise<string | undefined>;
}

/** Builds the cluster that the world describes, and puts the world's objects into it. */
export async function startLive(options: LiveOptions): Promise<Live> {
  const { world, clock, recorder, network, token } = options;
  const random = new SeededRandom(world.seed);
  const cluster = buildCluster({
    world,
    rules: rulesOf(world.kubelet),
    clock,
    random,
    recorder,
    network,
    owner: token,
    ...(options.descriptions === undefined ? {} : { descriptions: options.descriptions }),
    ...(options.callWebhook === undefined ? {} : { callWebhook: options.callWebhook }),
  });
  createSystemObjects(cluster.api);
  await applyObjects(cluster);
  let plays = false;
  const actions = (): World["actions"] => (plays ? stillToCome(cluster) : world.actions);
  const control = createControl(cluster, { ...options, actions });
  return {
    cluster,
    fetch: (request) =>
      new URL(request.url).pathname === CONTROL_PATH ? control(request) : answer(cluster, options, request),
    goAhead: (what) => goAhead(what, options),
    play: () => {
      plays = true;
      startActions(cluster, () => Promise.resolve());
    },
  };
}

/** Actions that are played and have not come yet, with instants from now on. */
function stillToCome({ world, clock, start }: Cluster): World["actions"] {
  const now = clock.now() - start;
  return world.actions.filter(({ at }) => at > now).map((action) => ({ ...action, at: action.at - now }));
}

async function answer({ api }: Cluster, { clock, real }: LiveOptions, request: Request): Promise<Response> {
  const shift = (): number => real.now() - clock.now();
  const response = await api.fetch(request);
  return Math.abs(shift()) < 1000 ? response : rebasedResponse(response, shift);
}
