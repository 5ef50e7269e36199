import { inRoot } from "../tools/lib/root.mjs";
import { diagnosisSpeed } from "./diagnosis-speed.mjs";
import { bundled } from "./cache.mjs";

/** Every cause that a shipped world can produce: is it named, how sure, and what stands as proof. */
export async function diagnosis({ runs } = {}) {
  const { WORLDS, lookInto } = await import(await bundled("diagnosis/worlds.ts"));
  const looked = [];
  for (const world of WORLDS) looked.push(await lookInto(world, inRoot("worlds")));
  const right = looked.filter(({ verdict, fault }) => verdict?.cause === fault);
  const alone = right.filter(({ others }) => others.length === 0);
  const proven = right.filter(({ verdict }) => verdict.confidence === "certain");
  const share = (part) => `${part.length}/${looked.length} = ${((100 * part.length) / looked.length).toFixed(1)} %`;
  return [
    {
      title: "diagnosis: worlds in a sandbox, looked at with its registries (target 95 %)",
      rows: [],
      notes: [
        ...looked.map(lineOf),
        "",
        `right ${share(right)}, and nothing beside it ${share(alone)}, proven ${share(proven)}`,
      ],
    },
    ...(await diagnosisSpeed({ runs })),
  ];
}

function lineOf({ world, fault, verdict, others, at }) {
  const mark = verdict?.cause === fault ? "ok  " : "MISS";
  const found = verdict === undefined ? "nothing" : `${verdict.cause} ${verdict.confidence}`;
  const proof = [...new Set(verdict?.evidence.map(({ origin }) => origin))].join(", ");
  const beside = others.length === 0 ? "" : `; also ${others.join(", ")}`;
  const wanted = verdict?.cause === fault ? "" : `, wanted ${fault}`;
  return `${mark} ${world.padEnd(28)} ${found.padEnd(42)} at ${at}s, by ${proof}${beside}${wanted}`;
}
