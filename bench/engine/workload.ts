/** What both sides work on; workload.json. */
export interface Workload {
  readonly image: string;
  readonly imageRef: string;
  readonly pullError: string;
  readonly images: readonly string[];
  readonly repository: string;
  readonly dockerConfig: string;
  readonly backOffKeys: number;
}

/** Called with 0, 1, 2, … */
export type Step = (i: number) => void | Promise<void>;

/** Sets an operation up; this is not measured. */
export type Prepare = (work: Workload) => Step | Promise<Step>;
