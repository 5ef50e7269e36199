import { Argument, Command, InvalidArgumentError, Option } from "commander";

import { SKILLS } from "../../../lessons/index.ts";
import { oneOf } from "../../choice.ts";
import { examples } from "../../examples.ts";
import { choiceFlag, kubeletFlag, outputFlag, seedFlag } from "../../flags.ts";
import { plainFlag } from "../plain-flag.ts";

const PAPER_FORMATS = ["text", "json", "yaml", "md"] as const;

/** What holds for all of them. */
const TYPED =
  "Answers are typed, or piped in, one a line: letters, or a number; with ! who is sure and with ? who is not. " +
  "-o md and -o json print the questions with their answers last, and with answers on standard input what came of them.";

export function learnPredictCommand(): Command {
  return aboutWorld("predict")
    .summary("a run halts before each step: what will kubectl show?")
    .description(`Runs a world and halts before each step: what will kubectl show in STATUS? ${TYPED}`)
    .addHelpText(
      "after",
      examples(
        "pullwhy learn predict wrong-tag",
        "pullwhy learn predict wrong-tag --count 3 -o md",
        "printf '%s\\n' b! a c? | pullwhy learn predict wrong-tag --count 3",
      ),
    );
}

export function learnWhyCommand(): Command {
  return aboutWorld("why")
    .addArgument(new Argument("[step]", "the step to begin with, such as p3.f: the last attempt or look unless said"))
    .summary("from a step back to what began it: what led to this?")
    .description(
      `Goes from a step of a run back to what began it: which of the things that happened led to it? ${TYPED}`,
    )
    .addHelpText("after", examples("pullwhy learn why wrong-tag p3.f", "pullwhy learn why wrong-tag p3.f -o md"));
}

export function learnDiagnoseCommand(): Command {
  return aboutWorld("diagnose")
    .summary("a pod fails; look with kubectl, then name the causes")
    .description(
      "A pod fails, and you see nothing but kubectl: lines such as kubectl describe pod web print what they would a minute after the " +
        `start. Then name every cause that fits. ${TYPED}`,
    )
    .addHelpText(
      "after",
      examples(
        "pullwhy learn diagnose typo-repo",
        "printf '%s\\n' 'kubectl get pods' a | pullwhy learn diagnose typo-repo",
        "pullwhy learn diagnose typo-repo -o md",
      ),
    );
}

export function learnTimeCommand(): Command {
  return aboutWorld("time")
    .summary("when will it be tried again?")
    .description(`Asks when the next attempts come, how long the delays are and when the pod runs. ${TYPED}`)
    .addHelpText("after", examples("pullwhy learn time wrong-tag", "pullwhy learn time wrong-tag --seed 3 -o md"));
}

export function learnReviewCommand(): Command {
  return asking("review")
    .addOption(countFlag())
    .addOption(
      choiceFlag("--skill <skill>", "questions of this skill alone", SKILLS).argParser(oneOf(SKILLS, upperCase)),
    )
    .summary("what is due, each time about another world")
    .description(
      "Asks what is due: what was answered comes back, after a day when it was wrong, after ever longer times when it was right, each time " +
        `about another world. With --skill questions are asked although nothing is due. ${TYPED}`,
    )
    .addHelpText("after", examples("pullwhy learn review", "pullwhy learn review --skill TIM --count 3 -o md"));
}

export function learnTestCommand(): Command {
  return asking("test")
    .summary("ten questions, and what your answers say")
    .description(
      "Asks ten questions about as many worlds, three easy, four medium and three hard, without hints. At the end it says how " +
        `strong the pattern is, within which limits, and how one comes to each answer that was missed. ${TYPED}`,
    )
    .addHelpText(
      "after",
      examples("pullwhy learn test", "pullwhy learn test --seed 7 -o md", "pullwhy learn test --seed 7 -o json"),
    );
}

function aboutWorld(name: string): Command {
  return asking(name)
    .addArgument(new Argument("[world]", "name of a world, or path of a world file: what is best met next unless said"))
    .addOption(countFlag());
}

function asking(name: string): Command {
  return new Command(name)
    .addOption(seedFlag())
    .addOption(kubeletFlag())
    .addOption(outputFlag(PAPER_FORMATS))
    .addOption(plainFlag());
}

const MOST = 1000;

function countFlag(): Option {
  return new Option("--count <number>", "most questions").argParser((text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count > 0 && count <= MOST) return count;
    throw new InvalidArgumentError(`Must be a whole number from 1 to ${MOST}`);
  });
}

function upperCase(text: string): string {
  return text.toUpperCase();
}
