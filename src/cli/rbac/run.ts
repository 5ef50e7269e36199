import { ok, type Outcome } from "../../base/index.ts";
import { leastRole } from "../../cluster/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import { type DataFormat, printedData } from "../print/data.ts";

export interface RbacOptions {
  readonly namespace?: string;
  readonly fix?: boolean;
  readonly output: DataFormat;
}

export function rbacOptions({ flags }: Typed<RbacOptions>): Outcome<RbacOptions, Fault> {
  return ok(flags);
}

export async function runRbac({ namespace, fix: changes = false, output }: RbacOptions, io: Io): Promise<ExitCode> {
  const role =
    namespace === undefined ? leastRole("ClusterRole", { changes }) : leastRole("Role", { namespace, changes });
  await io.out.write(await printedData(role, output));
  return EXIT.ok;
}
