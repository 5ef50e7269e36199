import type { Exchanged } from "../../diagnosis/index.ts";
import type { ExchangeLine } from "./report.ts";

type Entry = Exchanged["evidence"][number];

/** Each request of an exchange as one line; holds no credential, as its evidence holds none. */
export function exchangeLines({ image, secret, evidence }: Exchanged): readonly ExchangeLine[] {
  const about = secret === undefined ? { image } : { image, secret };
  return evidence.map((entry) => {
    const { method, url, as } = entry;
    return { ...about, method, url, as, ...resultOf(entry) };
  });
}

function resultOf({ result }: Entry): Pick<ExchangeLine, "result" | "said" | "address" | "milliseconds"> {
  if (result.kind === "not-sent") return { result: result.why };
  if (result.kind === "fault") return { result: result.fault.code, said: result.fault.detail };
  const { status, errors, text, address, phases } = result;
  const said = errors.map(({ code, message }) => `${code} ${message}`.trim()).join("; ") || text;
  const took = Object.values(phases).reduce<number>((sum, each) => sum + Number(each), 0);
  return { result: String(status), address, milliseconds: Math.round(took), ...(said && { said }) };
}
