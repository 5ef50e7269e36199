import { expect, test } from "vitest";

import { testCluster } from "../../../test/cluster.ts";

const HOUR = 3_600_000;

test("an event is forgotten an hour after its last write, whoever wrote it", async () => {
  const cluster = testCluster();
  const write = (name: string): void => {
    cluster.store.put("events", { apiVersion: "v1", kind: "Event", metadata: { name, namespace: "default" } });
  };
  const names = (): string[] => cluster.store.list("events").map(({ metadata }) => metadata.name ?? "");
  write("once");
  write("again");
  await cluster.run(HOUR / 2);
  write("again");
  await cluster.run(HOUR / 2 + 1);
  write("later");
  expect(names()).toEqual(["again", "later"]);
  await cluster.run(HOUR / 2);
  write("last");
  expect(names()).toEqual(["later", "last"]);
});
