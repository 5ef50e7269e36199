import type { MirrorsWorld, NodeSettings, NodeWorld, ProxyWorld, ReachWorld } from "../../kinds/index.ts";

/** What the runtime was told of the way to registries. It may be told anew while it runs. */
export class Reach {
  mirrors: readonly MirrorsWorld[];
  proxy: ProxyWorld | undefined;
  trusts: readonly string[];

  constructor({ mirrors, proxy, trusts }: NonNullable<NodeWorld["reach"]> = { mirrors: [], trusts: [] }) {
    this.mirrors = mirrors;
    this.proxy = proxy;
    this.trusts = trusts;
  }

  now(): ReachWorld {
    const { mirrors, proxy, trusts } = this;
    return { mirrors, trusts, ...(proxy === undefined ? {} : { proxy }) };
  }

  configure({ mirrors = this.mirrors, proxy = this.proxy, trusts = this.trusts }: NodeSettings): void {
    this.mirrors = mirrors;
    this.proxy = proxy ?? undefined;
    this.trusts = trusts;
  }
}
