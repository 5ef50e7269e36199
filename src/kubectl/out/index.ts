/**
 * What a terminal shows of a cluster. The confusing thing is STATUS of `kubectl get pods`: it is no field of the pod but
 * worked out from phase, conditions, container states and deletion, by rules that let one of them speak for all.
 */
export { describe } from "./describe/describe.ts";
export type { DescribeOptions } from "./describe/describe.ts";
export { ageSince, humanDuration, shortHumanDuration } from "./human-duration.ts";
export { podColumns, podStatusColumn, restartsText } from "./pod-columns.ts";
export type { PodColumns } from "./pod-columns.ts";
export { renderKubectl } from "./render/render-kubectl.ts";
export type { RenderOptions } from "./render/render-kubectl.ts";
export type { LogsReply } from "./render/logs.ts";
export type { Shown } from "./render/shown.ts";
export { tableOf } from "./table/table-of.ts";
export { tableText } from "./table/table-text.ts";
export type { TableTextOptions } from "./table/table-text.ts";
export type { Column, RowCondition, Table, TableOptions, TableRow } from "./table/table.ts";
