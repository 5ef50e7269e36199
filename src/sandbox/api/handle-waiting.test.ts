import { expect, test } from "vitest";

import { testCluster } from "../../../test/cluster.ts";
import { type JsonObject, objectAt, SeededRandom, textAt } from "../../base/index.ts";
import type { ApiAnswer, ApiRequest } from "./contract.ts";
import { handleWaiting } from "./handle-waiting.ts";

interface Asked {
  readonly operation: string;
  readonly name: string;
  readonly uid: string;
}

/** A server with two webhooks that are asked about every ConfigMap; what is called `kept` stays. */
function guarded(): { readonly send: (request: Partial<ApiRequest>) => Promise<ApiAnswer>; readonly asked: Asked[] } {
  const { store, clock, rules } = testCluster({ controllers: false });
  const asked: Asked[] = [];
  const server = {
    store,
    clock,
    rules,
    admission: [],
    random: new SeededRandom(1),
    recorder: { record: () => 0 },
    callWebhook: ({ body }: { readonly body: string }) => {
      const { request } = JSON.parse(body) as { readonly request: JsonObject };
      const [operation = "", name = ""] = [textAt(request, "operation"), textAt(request, "name")];
      const object = objectAt(request, operation === "DELETE" ? "oldObject" : "object");
      asked.push({ operation, name, uid: textAt(object, "metadata", "uid") ?? "" });
      const response = { uid: request["uid"], allowed: operation !== "DELETE" || name !== "kept" };
      const text = JSON.stringify({ apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response });
      return Promise.resolve({ ok: true, status: 200, text } as const);
    },
  };
  const rule = { apiGroups: [""], apiVersions: ["v1"], operations: ["*"], resources: ["configmaps"] };
  const hooks = ["one", "two"].map((name) => ({ name, rules: [rule], clientConfig: { url: `https://${name}` } }));
  const configuration = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "guard" },
    webhooks: hooks,
  };
  store.put("validatingwebhookconfigurations", configuration);
  const place = { resource: "configmaps", namespace: "default", name: "" };
  return { asked, send: (request) => handleWaiting(server, { verb: "create", ...place, ...request }) };
}

function configMap(metadata: object): object {
  return { apiVersion: "v1", kind: "ConfigMap", metadata };
}

test("all webhooks are asked about the object that is stored, under its name and uid", async () => {
  const { send, asked } = guarded();
  const answer = await send({ body: configMap({ generateName: "web-" }) });
  const { name = "", uid = "" } = objectAt("object" in answer ? answer.object : {}, "metadata") as Partial<Asked>;
  expect(name).toMatch(/^web-\w{5}$/);
  expect(asked).toEqual(["one", "two"].map(() => ({ operation: "CREATE", name, uid })));
});

test("webhooks are asked of each object of a collection that is deleted, until one is to stay", async () => {
  const { send, asked } = guarded();
  for (const name of ["first", "kept", "last"]) await send({ body: configMap({ name }) });
  asked.length = 0;
  const refused = await send({ verb: "deletecollection" });
  expect(refused.ok ? "" : refused.status.message).toBe(
    'admission webhook "one" denied the request without explanation',
  );
  expect(asked.map(({ operation, name }) => `${operation} ${name}`)).toEqual([
    "DELETE first",
    "DELETE first",
    "DELETE kept",
  ]);
  const left = await send({ verb: "list" });
  expect(JSON.stringify(left)).not.toContain('"first"');
  expect(JSON.stringify(left)).toMatch(/"kept".*"last"/);
});
