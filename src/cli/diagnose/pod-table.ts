import { humanDuration } from "../../kubectl/index.ts";
import type { Style } from "../print/style.ts";
import { table } from "../print/table.ts";
import type { DiagnoseReport } from "./report.ts";

const COLUMNS = ["NAMESPACE", "POD", "STATUS", "FOR", "CAUSE", "SURE", "IMAGE"].map((title) => ({ title }));

/** `-o wide`: a row a pod, nothing where there is no verdict. */
export function podTable(verdicts: DiagnoseReport["verdicts"], { bold }: Style): string {
  const rows = verdicts.flatMap(({ pods, status = "", since, cause, confidence, image = "" }) => {
    const age = since === undefined ? "" : humanDuration(since * 1000);
    return (pods.length === 0 ? ["/"] : pods).map((pod) => {
      const [namespace = "", name] = pod.includes("/") ? pod.split("/") : ["", pod];
      return [namespace, name ?? "", status, age, cause, confidence, image];
    });
  });
  return rows.length === 0 ? "" : table({ columns: COLUMNS, rows, width: Infinity, title: bold });
}
