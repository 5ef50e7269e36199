export const PODS = 1000;
/** A real node takes 110 pods. */
export const NODES = 10;

/** A world file: pods of one image whose tag does not exist. JSON is YAML. */
export function fleetFile(): string {
  return JSON.stringify({
    world: 1,
    title: "A fleet with a wrong tag",
    for: "1h",
    nodes: Array.from({ length: NODES }, (_, i) => ({ name: `node-${i}` })),
    cluster: { objects: Array.from({ length: PODS }, (_, i) => pod(i)) },
    registries: [{ host: "registry.example", repositories: [{ name: "shop/web", tags: ["1.4.2"] }] }],
  });
}

function pod(i: number): object {
  const containers = [{ name: "app", image: "registry.example/shop/web:1.4.2-rc1" }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `web-${i}` },
    spec: { nodeName: `node-${i % NODES}`, containers },
  };
}
