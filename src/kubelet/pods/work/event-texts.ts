import type { StatusRules } from "../../../kinds/index.ts";

/** Message of the event `Created`. */
export function createdText(container: string, { createdMessage }: StatusRules): string {
  switch (createdMessage) {
    case "bare":
      return `Created container ${container}`;
    case "colon":
      return `Created container: ${container}`;
    case "container-created":
      return "Container created";
  }
}

/** Message of the event `Started`. */
export function startedText(container: string, { createdMessage }: StatusRules): string {
  return createdMessage === "container-created" ? "Container started" : `Started container ${container}`;
}

/** Message of the event `Killing`. */
export function stoppingText(container: string): string {
  return `Stopping container ${container}`;
}
