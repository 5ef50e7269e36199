/**
 * What a terminal shows of a cluster. The confusing thing is STATUS of `kubectl get pods`: it is no field of the pod but
 * worked out from phase, conditions, container states and deletion, by rules that let one of them speak for all. And two
 * minors are at work in one table: the server's computes the cells, kubectl's own lays them out and describes.
 */
export { describe } from "./describe/describe.ts";
export { humanDuration, shortHumanDuration } from "./human-duration.ts";
export { podColumns } from "./pod-columns.ts";
export { alignTabs, DESCRIBE_TABS } from "./tabwriter.ts";
export { selectorText } from "./label-selector.ts";
export { templateText } from "./describe/describe.ts";
export { renderKubectl } from "./render/render-kubectl.ts";
export { ageSince as ageText } from "./human-duration.ts";
export { tableOf } from "./table/table-of.ts";
export { tableText } from "./table/table-text.ts";
export type { TableTextOptions } from "./table/table-text.ts";
export type { Table } from "./table/table.ts";
