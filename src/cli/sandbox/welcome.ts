import type { World } from "../../kinds/index.ts";
import { plain } from "../print/plain.ts";
import type { Style } from "../print/style.ts";
import { wrapped } from "../print/wrapped.ts";
import type { Sandbox } from "./start.ts";

type Shown = Pick<Sandbox, "kubeconfig" | "registryAuthority" | "world" | "registries">;

interface Page {
  readonly style: Style;
  readonly width: number;
  readonly program: string;
}

/** What somebody has to know who has just started a sandbox: how to get in, what to try, what can be pulled. */
export function welcome(sandbox: Shown, page: Page): string {
  const { style, width } = page;
  const { world, kubeconfig, registries, registryAuthority } = sandbox;
  const parts = [
    wrapped(headline(world), width),
    `  export KUBECONFIG=${kubeconfig}\n`,
    `${style.bold("Try")}\n${listed(triesOf(world), style)}`,
    registries.size === 0 ? "" : `${style.bold("Registries")}\n${registryLines(world, registries, style)}`,
    registries.size === 0 ? "" : `  ${style.dim("over HTTP, and over TLS signed by")} ${registryAuthority}\n`,
    wrapped("Ctrl-C stops it; nothing is left.", width),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function headline({ kubelet, runtime, nodes, name }: World): string {
  const size = nodes.length === 1 ? "1 node" : `${nodes.length} nodes`;
  return `A cluster is running: Kubernetes ${kubelet}, ${size} with ${runtime}, world ${plain(name)}`;
}

type Try = readonly [command: string, what: string];

/** Commands that fit the world: where it has pods, to look at them; where it has none, to make some. */
function triesOf({ cluster, registries }: World): readonly Try[] {
  if (cluster.objects.length > 0) {
    return [
      ["kubectl get pods -A", "what is there"],
      ["kubectl get pods -w", "the kubelet at work"],
      ["kubectl get events", "what it says"],
    ];
  }
  const image = pullable(registries);
  return [
    ...(image === undefined ? [] : [[`kubectl run web --image=${image}`, "an image that is there"] as const]),
    ["kubectl run mypod --image=myimage:latest", "one that is not"],
    ["kubectl get pods -w", "ErrImagePull, then ImagePullBackOff"],
    ["kubectl describe pod mypod", "why, in its events"],
    ["kubectl delete pod mypod", ""],
  ];
}

function pullable(registries: World["registries"]): string | undefined {
  for (const { host, repositories } of registries) {
    const repository = repositories.find((each) => each.public && each.tags.length > 0);
    const name = host === "docker.io" ? repository?.name.replace(/^library\//, "") : `${host}/${repository?.name}`;
    if (repository !== undefined) return `${name}:${repository.tags[0]?.tag}`;
  }
  return undefined;
}

function registryLines({ registries }: World, ports: ReadonlyMap<string, number>, style: Style): string {
  const rows = registries.map(({ host, repositories, auth }): Try => {
    const names = repositories.map(({ name, tags }) => `${name}:${tags.map(({ tag }) => tag).join("|")}`);
    const login = auth.kind === "none" ? "" : loginOf(auth.users);
    return [`${host} = localhost:${ports.get(host)}`, [...names, login].filter((text) => text !== "").join(", ")];
  });
  return listed(rows, style);
}

function loginOf(users: readonly { readonly username: string }[]): string {
  return users.length === 0 ? "" : `login ${users.map(({ username }) => username).join(", ")}`;
}

function listed(rows: readonly Try[], style: Style): string {
  const widest = Math.max(...rows.map(([command]) => command.length));
  return rows
    .map(([command, what]) => `  ${`${command.padEnd(widest)}  ${style.dim(plain(what))}`.trimEnd()}\n`)
    .join("");
}
