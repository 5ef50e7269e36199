import type { ContainerFacts } from "../../kinds/index.ts";
import { withRow } from "./line-breaks.ts";
import type { Row } from "./rows.ts";

type Fields = { -readonly [K in keyof ContainerFacts]?: ContainerFacts[K] };

/** Keys that a container's block may have; what stands under the others is of no interest here. */
const STATES: Readonly<Record<string, NonNullable<ContainerFacts["state"]>>> = {
  Waiting: "waiting",
  Running: "running",
  Terminated: "terminated",
};

/** Reads the block of one container, key by key, in the order of describe. */
export class ContainerDraft {
  readonly #fields: Fields;
  readonly #from: number;
  #to: number;
  /** `Reason` and the like belong to the state that was named last. */
  #isLastState = false;
  #key = "";

  constructor(kind: ContainerFacts["kind"], { line }: Row, name?: string) {
    this.#fields = { kind, ...(name !== undefined && { name }) };
    this.#from = line;
    this.#to = line;
  }

  get hasImage(): boolean {
    return this.#fields.image !== undefined;
  }

  take(key: string, value: string, { line }: Row): void {
    this.#to = line;
    this.#key = key;
    if (key === "State") this.#takeState(value);
    else if (key === "Last State") this.#takeLastState(value);
    else if (value !== "") this.#takeField(key, value);
  }

  /** What follows a key on further lines: a broken message goes on. */
  go(rows: readonly Row[], at: number): void {
    const field = this.#isLastState ? "lastMessage" : "message";
    const message = this.#fields[field];
    if (this.#key !== "Message" || message === undefined) return;
    this.#fields[field] = withRow(message, rows, at);
    this.#to = rows[at]?.line ?? this.#to;
  }

  finish(): ContainerFacts {
    const ranBefore = this.#fields.ranBefore === true || (this.#fields.restartCount ?? 0) > 0;
    const lines = { from: this.#from, to: this.#to };
    return { kind: "container", ...this.#fields, ...(ranBefore && { ranBefore }), lines };
  }

  #takeState(value: string): void {
    this.#isLastState = false;
    const state = STATES[value];
    if (state !== undefined) this.#fields.state = state;
  }

  #takeLastState(value: string): void {
    this.#isLastState = true;
    if (value === "Terminated") this.#fields.ranBefore = true;
  }

  #takeLast(key: string, value: string): void {
    if (key === "Reason") this.#fields.lastReason = value;
    else if (key === "Message") this.#fields.lastMessage = value;
  }

  #takeField(key: string, value: string): void {
    const fields = this.#fields;
    if (key === "Image") fields.image = value;
    else if (key === "Image ID") fields.imageID = value;
    else if (key === "Restart Count") fields.restartCount = Number(value) || 0;
    else if (key === "Exit Code") fields.exitCode ??= Number(value) || 0;
    else if (this.#isLastState) this.#takeLast(key, value);
    else if (key === "Reason") fields.reason = value;
    else if (key === "Message") fields.message = value;
  }
}
