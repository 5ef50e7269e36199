import { ok, type Outcome } from "../../../base/index.ts";
import { DEFAULT_MINOR, type Minor } from "../../../kinds/index.ts";
import type { Skill } from "../../../lessons/index.ts";
import type { Typed } from "../../entry.ts";
import type { Fault } from "../../fault.ts";
import type { PractiseOptions } from "./practise.ts";

/** What can be typed for a way to practise that asks questions. */
export interface AskingOptions extends PractiseOptions {
  /** Name or path of a world; one that is recommended where nothing was typed. */
  readonly world?: string;
  readonly step?: string;
  readonly seed?: number;
  readonly kubelet: Minor;
  /** Most questions. */
  readonly count?: number;
  readonly skill?: Skill;
}

type Flags = Omit<Partial<AskingOptions>, "output"> & Pick<AskingOptions, "output">;

export function askingOptions({ args, flags }: Typed<Flags>): Outcome<AskingOptions, Fault> {
  const [world, step] = args;
  const { kubelet = DEFAULT_MINOR, plain = false, ...rest } = flags;
  return ok({
    ...rest,
    kubelet,
    plain,
    ...(world === undefined ? {} : { world }),
    ...(step === undefined ? {} : { step }),
  });
}
