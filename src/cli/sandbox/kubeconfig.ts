export interface KubeconfigParts {
  readonly url: string;
  /** PEM. */
  readonly authority: string;
  readonly token: string;
}

const NAME = "pullwhy";

/** The kubeconfig of a sandbox. JSON is YAML too, and kubectl reads it. */
export function kubeconfigText({ url, authority, token }: KubeconfigParts): string {
  const cluster = { server: url, "certificate-authority-data": Buffer.from(authority).toString("base64") };
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: NAME, cluster }],
    users: [{ name: NAME, user: { token } }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME, namespace: "default" } }],
    "current-context": NAME,
  };
  return `${JSON.stringify(kubeconfig, null, 2)}\n`;
}
