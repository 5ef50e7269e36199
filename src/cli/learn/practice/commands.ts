import { Command, Option } from "commander";

import { examples } from "../../examples.ts";
import { kubeletFlag, outputFlag, seedFlag } from "../../flags.ts";

const PAPER_FORMATS = ["text", "json", "yaml", "md"] as const;

export function learnTestCommand(): Command {
  return asking("test")
    .summary("ten questions, and what your answers say")
    .description(
      "Asks ten questions about as many worlds, three easy, four medium and three hard, without hints. At the end it says how " +
        "strong the pattern is, within which limits, and how one comes to each answer that was missed. " +
        "Answers are typed, or piped in, one a line. With -o md or -o json the questions are printed, with their answers last.",
    )
    .addHelpText(
      "after",
      examples(
        "pullwhy learn test",
        "pullwhy learn test --seed 7 -o md",
        "printf '%s\\n' b a 'a c' | pullwhy learn test --seed 7",
      ),
    );
}

function asking(name: string): Command {
  return new Command(name)
    .addOption(seedFlag())
    .addOption(kubeletFlag())
    .addOption(outputFlag(PAPER_FORMATS))
    .addOption(plainFlag());
}

function plainFlag(): Option {
  return new Option("--plain", "lines of 80 columns at most, however wide the terminal is");
}
