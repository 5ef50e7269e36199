import { failed, ok, type Outcome } from "../../base/index.ts";
import { rulesOf } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import type { ControlRequest, NodeImages } from "../../sandbox/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import { plain } from "../print/plain.ts";
import { table } from "../print/table.ts";
import { askSandbox } from "./ask-sandbox.ts";

export interface ImagesOptions {
  readonly sandbox?: string;
  readonly output: "text" | "json" | "yaml";
  readonly request: ControlRequest;
  /** What to say when an image was pushed. */
  readonly done?: string;
}

/** What `sandbox images list` has found; every format prints this. */
export interface ImagesReport {
  readonly schema: "pullwhy.sandbox-images/v1";
  readonly nodes: readonly NodeImages[];
}

interface ImagesFlags {
  readonly sandbox?: string;
  readonly platform?: readonly string[];
  readonly output: ImagesOptions["output"];
}

export function imagesOptions({ args, flags }: Typed<ImagesFlags>): Outcome<ImagesOptions, Fault> {
  const [what, image] = args;
  const { sandbox, output, platform } = flags;
  const common = { output, ...(sandbox !== undefined && { sandbox }) };
  if (what === "list") return ok({ ...common, request: { do: "images" } });
  if (image === undefined)
    return failed(cliFault("CLI_USAGE", "Which image? Its name is wanted: registry.example/shop/web:2.0"));
  const request = pushRequest(image, platform);
  return request.ok ? ok({ ...common, request: request.value, done: `${image} is pushed` }) : request;
}

const { reference } = rulesOf("1.35");

function pushRequest(image: string, platforms: readonly string[] = ["linux/amd64"]): Outcome<ControlRequest, Fault> {
  const parsed = parseImage(image, reference);
  if (!parsed.ok) {
    return failed({ code: parsed.fault.code, message: `Cannot push ${JSON.stringify(image)}: no image name` });
  }
  const { repository, tag } = parsed.value;
  const slash = repository.indexOf("/");
  const [host, path] = [repository.slice(0, slash), repository.slice(slash + 1)];
  const pushed = { tag, platforms, size: 64 * 1024, content: `pushed at ${new Date().toISOString()}` };
  return ok({ do: "registry", host, change: { push: { repository: path, image: pushed } } });
}

export async function runImages({ sandbox, output, request, done }: ImagesOptions, io: Io): Promise<ExitCode> {
  const answer = await askSandbox(sandbox, request);
  if (!answer.ok) return refuse(io, answer.fault, answer.fault.exit);
  if (done !== undefined) {
    if (io.talk !== "quiet") await io.out.write(`${plain(done)}\n`);
    return EXIT.ok;
  }
  const report: ImagesReport = { schema: "pullwhy.sandbox-images/v1", nodes: answer.value as readonly NodeImages[] };
  await io.out.write(output === "text" ? textOf(report, io) : await printedData(report, output));
  return EXIT.ok;
}

const KIBIBYTE = 1024;
/** As many digits of an id as crictl shows. */
const ID_DIGITS = 13;

/** A row a name, as crictl has it. */
function textOf({ nodes }: ImagesReport, { width, style }: Io): string {
  const rows = nodes.flatMap(({ node, images }) =>
    images.flatMap(({ names, id, size }) => {
      const tags = names.filter((name) => !name.includes("@"));
      const short = id.replace(/^sha256:/, "").slice(0, ID_DIGITS);
      return (tags.length === 0 ? names : tags).map((name) => [node, plain(name), short, sizeText(size)]);
    }),
  );
  if (rows.length === 0) return "No image lies on a node\n";
  const columns = [
    { title: "NODE" },
    { title: "IMAGE", shrinksTo: 30 },
    { title: "IMAGE ID" },
    { title: "SIZE", align: "right" as const },
  ];
  return table({ columns, rows, width, title: style.dim });
}

function sizeText(bytes: number): string {
  if (bytes < KIBIBYTE) return `${bytes}B`;
  if (bytes < KIBIBYTE ** 2) return `${(bytes / KIBIBYTE).toFixed(1)}KiB`;
  return `${(bytes / KIBIBYTE ** 2).toFixed(1)}MiB`;
}
