import { API_RESOURCES } from "../../kinds/index.ts";
import { type KubectlResult, renderKubectl, runKubectl } from "../../kubectl/index.ts";
import { type Cluster, logsOf } from "../run/index.ts";

/** Commands that only show. */
const READING: ReadonlySet<string> = new Set(["get", "describe", "logs", "events"]);

/** What of `get` the API server answers: what is selected, and names. */
const ASKS_SERVER =
  /^get .*(?:(?:^| )(?:-l|--selector|--field-selector|--ignore-not-found)\b|(?:-o|--output)[= ]?name\b)/;

/** Carries out a kubectl command line without kubectl: in process, by the room that speaks its words. */
export async function builtInKubectl(cluster: Cluster, argv: readonly string[]): Promise<KubectlResult> {
  const { clock, store, rules, nodes } = cluster;
  if (!READING.has(argv[0] ?? "") || ASKS_SERVER.test(argv.join(" ")))
    return runKubectl({ argv, fetch: (request) => cluster.send(request), clock, rules: rules.printer });
  const objects = API_RESOURCES.flatMap(({ resource }) => store.list(resource));
  return renderKubectl(argv, objects, {
    now: clock.now(),
    rules: rules.printer,
    logs: (pod, container, previous) => logsOf(nodes, pod, { container, previous: String(previous) }),
  });
}
