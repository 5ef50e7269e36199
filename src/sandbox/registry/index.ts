/**
 * Registries of a world: the OCI distribution API (1.1, pull, push, discovery, deletion), Request in, Response out. What
 * clients push is kept in memory beside the images of the world, which are generated.
 *
 * The confusing thing is where a failure happens. What goes wrong before HTTP (names, connections, certificates) no
 * handler can say, so a client first asks `connect` and only then `fetch`. And a token service is a host of its own:
 * reach registries through a `Network`, which knows both.
 */
export type { ConnectResult, Network, Registry } from "./contract.ts";
export type { RegistryResponse } from "./whole-response.ts";
export { NODE_HEADER } from "./faults.ts";
export { addressOf, hostName } from "./address.ts";
export { createNetwork, createRegistry } from "./create-network.ts";
