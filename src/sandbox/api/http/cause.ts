/** Not a header of Kubernetes: carries the seq of the trace entry behind a request from kubectl to the API server. */
const HEADER = "pullwhy-cause";

export function withCause(request: Request, cause: number): Request {
  const headers = new Headers(request.headers);
  headers.set(HEADER, `${cause}`);
  return new Request(request, { headers });
}

export function causeOf(request: Request): number | undefined {
  const text = request.headers.get(HEADER);
  return text === null ? undefined : Number(text);
}
