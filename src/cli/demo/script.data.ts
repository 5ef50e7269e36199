/** One thing that the demo does. */
export type Scene =
  | { readonly kind: "act"; readonly title: string; readonly about: string }
  /** A kubectl command; `part` shows the lines from this heading on. */
  | { readonly kind: "run"; readonly argv: readonly string[]; readonly part?: "Events:" }
  /** Goes ahead until kubectl shows this STATUS; said where it takes long. */
  | { readonly kind: "until"; readonly pod: string; readonly status: string; readonly say?: string }
  /** Goes ahead by so many seconds. */
  | { readonly kind: "later"; readonly seconds: number; readonly say: string }
  | { readonly kind: "why"; readonly pod: string }
  /** What the kubelet did and waited for, drawn. */
  | { readonly kind: "ladder"; readonly pod: string };

function run(line: string): Scene {
  return { kind: "run", argv: line.split(" ") };
}

const LOGIN = "--docker-server=private.example --docker-username=puller --docker-password=puller-pass";

/** Two stories in the world `playground`: a name that is wrong, a login that is missing. */
export const SCRIPT: readonly Scene[] = [
  {
    kind: "act",
    title: "A pod whose image does not exist",
    about: "Nothing is called myimage on Docker Hub. The kubelet tries, waits, and tries again, each time longer.",
  },
  run("run mypod --image=myimage:latest"),
  { kind: "until", pod: "mypod", status: "ErrImagePull" },
  run("get pods"),
  { kind: "run", argv: ["describe", "pod", "mypod"], part: "Events:" },
  run("logs mypod"),
  { kind: "later", seconds: 95, say: "A minute and a half later" },
  run("get pods"),
  { kind: "why", pod: "mypod" },
  run("set image pod/mypod mypod=nginx:1.27"),
  { kind: "until", pod: "mypod", status: "Running" },
  run("get pods"),
  { kind: "ladder", pod: "default/mypod" },
  {
    kind: "act",
    title: "A private image without a login",
    about: "The image is there, but its registry wants a login, and the pod offers none.",
  },
  run("run private --image=private.example/team/app:2.0"),
  { kind: "until", pod: "private", status: "ImagePullBackOff", say: "A few seconds later" },
  run("get pods"),
  { kind: "why", pod: "private" },
  run(`create secret docker-registry regcred ${LOGIN}`),
  { kind: "run", argv: ["patch", "serviceaccount", "default", "-p", '{"imagePullSecrets":[{"name":"regcred"}]}'] },
  run("delete pod private"),
  run("run private --image=private.example/team/app:2.0"),
  { kind: "until", pod: "private", status: "Running" },
  run("get pods"),
];
