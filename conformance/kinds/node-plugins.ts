import type { CredentialPlugin } from "../../src/kubelet/index.ts";

const NODE_REGISTRIES = "*.node-reg.example";
const ACCOUNT_REGISTRIES = "*.sa-reg.example";

/** The two credential provider plugins of the cases that have any, in name order. */
export const PLUGINS: readonly CredentialPlugin[] = [
  {
    name: "node-login",
    matchImages: [NODE_REGISTRIES],
    serviceAccountMode: false,
    answer: () => ({ [NODE_REGISTRIES]: { username: "node-plugin", password: "node-pw" } }),
  },
  {
    name: "sa-login",
    matchImages: [ACCOUNT_REGISTRIES],
    serviceAccountMode: true,
    answer: ({ serviceAccount: account }) => ({
      [ACCOUNT_REGISTRIES]: {
        username: `sa:${account?.namespace}/${account?.name}:${account?.uid}`,
        password: "sa-pw",
      },
    }),
  },
];
