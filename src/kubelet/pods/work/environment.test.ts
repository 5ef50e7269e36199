import { expect, test } from "vitest";

import type { Container, KubernetesObject, Pod, SecretObject } from "../../../kinds/index.ts";
import { type Environment, environmentFault } from "./environment.ts";

const POD: Pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop" },
  spec: { containers: [] },
};
const metadata = { name: "there", namespace: "shop" };
const SECRET: SecretObject = { apiVersion: "v1", kind: "Secret", metadata, data: { password: "" } };
const CONFIG_MAP = { apiVersion: "v1", kind: "ConfigMap", metadata, data: { a: "1" } } as KubernetesObject;
const api: Environment = {
  secret: (_, name) => (name === "there" ? SECRET : undefined),
  configMap: (_, name) => (name === "there" ? CONFIG_MAP : undefined),
};

function fault(environment: object): string | undefined {
  const container: Container = { name: "main", ...environment };
  return environmentFault(POD, container, api);
}

function from(source: object): object {
  return { env: [{ name: "A", valueFrom: source }] };
}

// The texts are those of a kubelet: recorded for a config map, and in `makeEnvironmentVariables`.
test.each([
  [from({ configMapKeyRef: { name: "settings", key: "a" } }), 'configmap "settings" not found'],
  [from({ secretKeyRef: { name: "settings", key: "a" } }), 'secret "settings" not found'],
  [{ envFrom: [{ configMapRef: { name: "settings" } }] }, 'configmap "settings" not found'],
  [{ envFrom: [{ secretRef: { name: "settings" } }] }, 'secret "settings" not found'],
  [from({ configMapKeyRef: { name: "there", key: "b" } }), "couldn't find key b in ConfigMap shop/there"],
  [from({ secretKeyRef: { name: "there", key: "b" } }), "couldn't find key b in Secret shop/there"],
])("environmentFault() of %j is %s", (environment, text) => {
  expect(fault(environment)).toBe(text);
});

test.each([
  from({ configMapKeyRef: { name: "there", key: "a" } }),
  from({ secretKeyRef: { name: "there", key: "password" } }),
  from({ configMapKeyRef: { name: "settings", key: "a", optional: true } }),
  { envFrom: [{ configMapRef: { name: "settings", optional: true } }, { secretRef: { name: "there" } }] },
  from({ fieldRef: { fieldPath: "metadata.name" } }),
  { env: [{ name: "A", value: "b" }] },
  {},
])("environmentFault() finds nothing missing in %j", (environment) => {
  expect(fault(environment)).toBeUndefined();
});
