import { inRoot } from "../tools/lib/root.mjs";
import { diagnosisSpeed } from "./diagnosis-speed.mjs";
import { bundled } from "./cache.mjs";

/** Every cause that a shipped world can produce: is it named, how sure, and what stands as proof. */
export async function diagnosis({ runs } = {}) {
  const { WORLDS, lookInto } = await import(await bundled("diagnosis/worlds.ts"));
  const { fixIn } = await import(await bundled("diagnosis/fixes.ts"));
  const looked = [];
  for (const world of WORLDS) {
    const fixed = await fixIn(world, inRoot("worlds"));
    looked.push({ ...(await lookInto(world, inRoot("worlds"))), fixed });
  }
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
        fixNote(looked),
      ],
    },
    ...(await diagnosisSpeed({ runs })),
  ];
}

/** Of the worlds that hold what would fix them, and those that `fix` has something to do in by itself. */
function fixNote(looked) {
  const fixable = looked.flatMap(({ fixed }) => (fixed?.isExpected || fixed?.endsIn ? fixed : []));
  const running = fixable.filter(isFixed);
  const share = ((100 * running.length) / fixable.length).toFixed(1);
  return `fix --apply ends in Running ${running.length}/${fixable.length} = ${share} % (target 95 %)`;
}

function isFixed({ endsIn, codes }) {
  return /^(?:Running|Succeeded)$/.test(endsIn) && codes.at(-1) === 0;
}

function fixText(fixed) {
  if (fixed === undefined) return "";
  if (fixed.endsIn === "") return `${fixed.isExpected ? "fix MISS" : "no fix"}: ${fixed.did}`;
  return `fix --apply ${isFixed(fixed) ? "ends" : "MISS: ends"} in ${fixed.endsIn}: ${fixed.did}`;
}

function lineOf({ world, fault, verdict, others, at, fixed }) {
  const mark = verdict?.cause === fault ? "ok  " : "MISS";
  const found = verdict === undefined ? "nothing" : `${verdict.cause} ${verdict.confidence}`;
  const proof = [...new Set(verdict?.evidence.map(({ origin }) => origin))].join(", ");
  const beside = others.length === 0 ? "" : `; also ${others.join(", ")}`;
  const wanted = verdict?.cause === fault ? "" : `, wanted ${fault}`;
  return `${mark} ${world.padEnd(28)} ${found.padEnd(42)} at ${at}s, by ${proof}${beside}${wanted}\n       ${fixText(fixed)}`;
}
