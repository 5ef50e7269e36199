import { failed, ok, type Outcome } from "../../../base/index.ts";

/** Largest body that is read, in characters: what etcd would take, and some more. */
const LIMIT = 3_000_000;

/** The JSON of a request; nothing where a request may come without a body. */
export async function readBody(request: Request, kind: string): Promise<Outcome<unknown, string>> {
  if (request.method === "GET") return ok(undefined);
  const text = await request.text();
  if (text.length > LIMIT) return failed("Request entity too large: limit is 3145728");
  if (text === "" && request.method === "DELETE") return ok(undefined);
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    const problem = text === "" ? "unexpected end of JSON input (<empty>)" : `invalid JSON`;
    const prefix = `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error`;
    return failed(`${prefix}: ${problem}`);
  }
}
