import { expect, test } from "vitest";

import { testCluster } from "../../../../test/cluster.ts";

const HEADERS = { "content-type": "application/json" };

test("an event is one object in two forms", async () => {
  const { api } = testCluster();
  const regarding = { kind: "Pod", namespace: "default", name: "web" };
  const event = {
    apiVersion: "events.k8s.io/v1",
    kind: "Event",
    metadata: { name: "e" },
    eventTime: "2026-11-23T06:00:00.000000Z",
    regarding,
    note: "Looked at",
    reason: "Seen",
    type: "Normal",
    reportingController: "example.com/eye",
    reportingInstance: "left",
    action: "Look",
  };
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await api.fetch(new Request(`http://x${path}`, { headers: HEADERS, ...sent }))).json();
  };
  const view = "/apis/events.k8s.io/v1/namespaces/default/events";
  expect(await ask(view, event)).toMatchObject({ apiVersion: "events.k8s.io/v1", regarding, note: "Looked at" });
  expect(await ask("/api/v1/namespaces/default/events/e")).toMatchObject({
    apiVersion: "v1",
    involvedObject: regarding,
    message: "Looked at",
    reportingComponent: "example.com/eye",
  });
  const list = await ask(`${view}?fieldSelector=regarding.name%3Dweb`);
  expect(list).toMatchObject({
    apiVersion: "events.k8s.io/v1",
    kind: "EventList",
    items: [{ regarding, reason: "Seen" }],
  });
});
