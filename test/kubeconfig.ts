export interface KubeconfigOf {
  readonly server: string;
  readonly namespace?: string;
  readonly user?: object;
}

/** A kubeconfig with one context, as JSON, which is YAML too. */
export function kubeconfigText({ server, namespace, user = {} }: KubeconfigOf): string {
  const here = { name: "here" };
  return JSON.stringify({
    "current-context": "here",
    clusters: [{ ...here, cluster: { server } }],
    users: [{ ...here, user }],
    contexts: [{ ...here, context: { cluster: "here", user: "here", ...(namespace !== undefined && { namespace }) } }],
  });
}
