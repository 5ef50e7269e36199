import { expect, test } from "vitest";

import type { KubernetesObject } from "../../kinds/index.ts";
import { type Change, createStore } from "./index.ts";

function pod(name: string, namespace = "shop"): KubernetesObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace } };
}

test("every change counts, and stamps the object", () => {
  const store = createStore({ resourceVersion: 100 });
  expect(store.put("pods", pod("a")).metadata.resourceVersion).toBe("101");
  expect(store.put("secrets", pod("a")).metadata.resourceVersion).toBe("102");
  store.remove("pods", "shop", "a");
  expect(store.resourceVersion).toBe(103);
});

test("what was stored stays as it was when something else takes its place", () => {
  const store = createStore();
  const first = store.put("pods", pod("a"));
  store.put("pods", { ...pod("a"), metadata: { ...pod("a").metadata, labels: { app: "web" } } });
  expect(first.metadata.labels).toBeUndefined();
  expect(store.get("pods", "shop", "a")?.metadata.labels).toEqual({ app: "web" });
});

test("lists are in order of creation, of one namespace or of all", () => {
  const store = createStore();
  for (const [name, namespace] of [
    ["b", "shop"],
    ["a", "other"],
    ["a", "shop"],
  ] as const) {
    store.put("pods", pod(name, namespace));
  }
  store.put("pods", pod("b"));
  expect(store.list("pods", "shop").map(({ metadata }) => metadata.name)).toEqual(["b", "a"]);
  expect(store.list("pods")).toHaveLength(3);
  expect(store.list("secrets")).toEqual([]);
});

test("listeners hear what happened before the writer goes on, until they leave", () => {
  const store = createStore();
  const heard: string[] = [];
  const tell = ({ type, object, previous, cause }: Change): void => {
    const versions = [previous, object].map((own) => own?.metadata.resourceVersion ?? "-").join(">");
    heard.push(`${type} ${object.metadata.name ?? ""} ${versions} ${cause ?? "-"}`);
  };
  const leave = store.watch(tell);
  store.put("pods", pod("a"), 7);
  store.put("pods", pod("a"));
  store.remove("pods", "shop", "a", 8);
  expect(store.remove("pods", "shop", "a")).toBeUndefined();
  leave();
  store.put("pods", pod("b"));
  expect(heard).toEqual(["ADDED a ->1 7", "MODIFIED a 1>2 -", "DELETED a 2>3 8"]);
});
