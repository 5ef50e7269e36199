import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import process from "node:process";

import { parse } from "yaml";

import { clientOf, podsOf } from "./sandbox-process.mjs";

const NAMESPACE = "pullwhy-bench";
const NAMESPACES = "/api/v1/namespaces";
const PATIENCE = 120_000;

/**
 * The cluster whose kubeconfig PULLWHY_BENCH_KUBECONFIG names, with a namespace of our own; undefined where none is named.
 * Only ever a cluster to play with: ten thousand pods are created in it, which no scheduler takes.
 */
export async function realCluster() {
  const path = process.env.PULLWHY_BENCH_KUBECONFIG;
  if (path === undefined) return undefined;
  const client = clientOf(accessOf(path));
  await client.ask("POST", NAMESPACES, {
    body: { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
  });
  await until(() => client.ask("GET", `${NAMESPACES}/${NAMESPACE}/serviceaccounts/default`));
  return {
    ...client,
    pods: podsOf(NAMESPACE),
    stop: async () => {
      await client.ask("DELETE", `${podsOf(NAMESPACE)}?gracePeriodSeconds=0`);
      await client.ask("DELETE", `${NAMESPACES}/${NAMESPACE}`);
      client.close();
    },
  };
}

function accessOf(path) {
  const config = parse(readFileSync(path, "utf8"));
  const named = (list, name) => config[list].find((one) => one.name === name);
  const { context } = named("contexts", config["current-context"]);
  const { cluster } = named("clusters", context.cluster);
  const { user } = named("users", context.user);
  const pem = (from, field) => {
    const data = from[`${field}-data`];
    if (data !== undefined) return Buffer.from(data, "base64").toString();
    return from[field] === undefined ? undefined : readFileSync(resolve(dirname(path), from[field]), "utf8");
  };
  return {
    url: cluster.server,
    authority: pem(cluster, "certificate-authority"),
    token: user.token,
    cert: pem(user, "client-certificate"),
    key: pem(user, "client-key"),
  };
}

async function until(ask) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((again) => setTimeout(again, 200));
    }
  }
}
