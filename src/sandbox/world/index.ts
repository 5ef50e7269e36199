export type * from "./contract.ts";
export { REGISTRY_ANSWERS } from "./contract.ts";
