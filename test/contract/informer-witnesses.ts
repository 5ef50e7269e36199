import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { CoreV1Api, KubeConfig, makeInformer, type V1Pod } from "@kubernetes/client-node";

import { goTool } from "./go-tool.ts";
import { pythonPackages } from "./python-tool.ts";

/** What an informer tells of a pod. */
export interface Told {
  readonly event: "add" | "update" | "delete" | "ready";
  readonly name: string;
  /** Its resourceVersion. */
  readonly version: string;
  /** Why its first container waits, or else its phase. */
  readonly status: string;
}

/** An informer about the pods of one namespace, in the words of a client library. */
export interface Witness {
  readonly told: readonly Told[];
  stop(): Promise<void>;
}

export interface WitnessKind {
  readonly name: string;
  /** Why it cannot be asked; absent where it can. */
  readonly missing?: string;
  /** Answers when it has told what there is at first. */
  start(kubeconfig: string, namespace: string): Promise<Witness>;
}

const PYTHON = join(import.meta.dirname, "python-client");
const AGAIN = 500;

export function informerWitnesses(): readonly WitnessKind[] {
  const go = goTool("contract/client-go", ".");
  const python = pythonPackages(join(PYTHON, "requirements.txt"));
  return [
    {
      name: "client-go",
      ...(go.missing === undefined ? {} : { missing: go.missing }),
      start: (...args) => program(go.path ?? "", args),
    },
    {
      name: "the Python client",
      ...(python.missing === undefined ? {} : { missing: python.missing }),
      start: (...args) => program("python3", [join(PYTHON, "informer_witness.py"), ...args], python.path),
    },
    { name: "@kubernetes/client-node", start: clientNode },
  ];
}

/** A program that tells on stdout, line by line, until its stdin ends. */
async function program(path: string, args: readonly string[], packages = ""): Promise<Witness> {
  const env = { ...process.env, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: "1" };
  const child = spawn(path, args, { env, stdio: ["pipe", "pipe", "pipe"] });
  const told: Told[] = [];
  const complaints: string[] = [];
  child.stderr.on("data", (data: Buffer) => complaints.push(data.toString()));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const one = JSON.parse(line) as Told;
      if (one.event === "ready") resolve();
      else told.push(one);
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`${path} has ended: ${complaints.join("")}`)));
  });
  await ready;
  return {
    told,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** In this process. The library gives up at an error; whoever uses it starts it again, as its own examples do. */
async function clientNode(kubeconfig: string, namespace: string): Promise<Witness> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const api = config.makeApiClient(CoreV1Api);
  const told: Told[] = [];
  let isOver = false;
  const informer = makeInformer(config, `/api/v1/namespaces/${namespace}/pods`, () =>
    api.listNamespacedPod({ namespace }),
  );
  for (const event of ["add", "update", "delete"] as const) informer.on(event, (pod) => told.push(toldOf(event, pod)));
  const start = (): void => {
    if (!isOver) informer.start().catch(() => setTimeout(start, AGAIN));
  };
  informer.on("error", () => setTimeout(start, AGAIN));
  await informer.start();
  return {
    told,
    stop: async () => {
      isOver = true;
      await informer.stop();
    },
  };
}

function toldOf(event: Told["event"], { metadata, status }: V1Pod): Told {
  const waiting = status?.containerStatuses?.find(({ state }) => state?.waiting !== undefined)?.state?.waiting;
  return {
    event,
    name: metadata?.name ?? "",
    version: metadata?.resourceVersion ?? "",
    status: waiting?.reason ?? status?.phase ?? "",
  };
}
