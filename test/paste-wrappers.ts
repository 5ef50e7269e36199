/** Where people find a message and how it comes from there; each takes the text of one failure. */
export const PASTE_WRAPPERS: Readonly<Record<string, (message: string) => string>> = {
  "a description": described,
  "a description in a chat without indentation": (message) => linesOf(described(message), collapsed),
  "a description broken by a terminal": (message) => brokenByTerminal(described(oneLine(message))),
  "a description broken between words": (message) => brokenBetweenWords(described(oneLine(message)), 80),
  "a description as HTML": (message) => asHtml(described(message)),
  "a terminal of 80 columns": brokenByTerminal,
  "a mail of 80 columns": (message) => brokenBetweenWords(message, 80),
  "a mail of 72 columns, quoted": (message) => linesOf(brokenBetweenWords(message, 72), (line) => `> ${line}`),
  HTML: asHtml,
  "a cell of a Markdown table": (message) =>
    `| pod | message |\n|---|---|\n| web | ${message.replaceAll("|", String.raw`\|`).replaceAll("\n", "<br>")} |`,
  "a list in Markdown": (message) => `- web: \`${oneLine(message)}\``,
  "a chat": (message) => `alice  10:32 AM\nhey, the rollout is stuck:\n${message}\nany idea?`,
  "GitHub Actions": (message) =>
    [
      "##[group]Run docker pull registry.example/x",
      "docker pull registry.example/x",
      "##[endgroup]",
      ...message.split("\n"),
      "##[error]Process completed with exit code 1.",
    ]
      .map((line) => `2026-11-20T10:11:12.1234567Z ${line}`)
      .join("\n"),
  GitLab: (message) =>
    `section_start:1700000000:prepare\r\u001B[0K\u001B[36;1mPreparing the "docker" executor\u001B[0;m\n\u001B[31;1mERROR: Job failed (system failure): ${oneLine(message)}\u001B[0;m`,
  "a workflow of Argo": (message) =>
    `time="2026-11-20T10:11:12Z" level=info msg="node failed" message="${escaped(message)}" namespace=argo workflow=x`,
  "helm --wait": (message) => `Error: UPGRADE FAILED: timed out waiting for the condition\n${described(message)}`,
  "Docker's log files": (message) => JSON.stringify({ log: `${klog(message)}\n`, stream: "stderr" }),
  "a CRI log file": (message) => `2026-11-20T10:11:12.345678901Z stderr F ${oneLine(message)}`,
  "docker compose": (message) => `web-1  | ${oneLine(message)}`,
  "the journal of CRI-O": (message) => journal("crio", `Failed to pull image: ${message}`),
  "the journal of dockerd": (message) => journal("dockerd", `Not continuing with pull after error: ${message}`),
  crictl: (message) => `# crictl pull registry.example/shop/web:1\n${message}`,
};

function described(message: string): string {
  return `Name:             web
Namespace:        shop
Node:             node-1/10.0.0.1
Status:           Pending
Containers:
  app:
    Container ID:   
    Image:          registry.example/shop/web:1
    Image ID:       
    State:          Waiting
      Reason:       ImagePullBackOff
    Ready:          False
    Restart Count:  0
Events:
  Type     Reason     Age               From               Message
  ----     ------     ----              ----               -------
  Normal   Scheduled  16s               default-scheduler  Successfully assigned shop/web to node-1
  Warning  Failed     1s (x2 over 16s)  kubelet            ${message}
  Normal   BackOff    1s (x2 over 16s)  kubelet            Back-off pulling image "registry.example/shop/web:1"
`;
}

function klog(message: string): string {
  return `E1120 10:11:12.345678    1234 remote_image.go:180] "PullImage from image service failed" err="${escaped(message)}" image="registry.example/shop/web:1"`;
}

function journal(program: string, message: string): string {
  return `Nov 20 10:11:12 node-3 ${program}[812]: time="2026-11-20T10:11:12Z" level=error msg="${escaped(message)}"`;
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}

function linesOf(text: string, change: (line: string) => string): string {
  return text.split("\n").map(change).join("\n");
}

function collapsed(line: string): string {
  return line.trim().replaceAll(/ {2,}/g, " ");
}

function asHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

function brokenByTerminal(text: string): string {
  return linesOf(text, (line) => line.replaceAll(/.{80}(?=.)/g, "$&\n"));
}

function brokenBetweenWords(text: string, width: number): string {
  return linesOf(text, (line) => {
    const rows: string[] = [];
    for (const word of line.split(" ")) {
      const last = rows.at(-1);
      if (last === undefined || last.length + 1 + word.length > width) rows.push(word);
      else rows[rows.length - 1] = `${last} ${word}`;
    }
    return rows.join("\n");
  });
}
