/** Not a header of Kubernetes: carries the seq of the trace entry behind a request from kubectl to the API server. */
const HEADER = "pullwhy-cause";

/** The same request, which now carries the cause: to copy one with its body takes longer than to answer it. */
export function withCause(request: Request, cause: number): Request {
  request.headers.set(HEADER, `${cause}`);
  return request;
}

export function causeOf(request: Request): number | undefined {
  const text = request.headers.get(HEADER);
  return text === null ? undefined : Number(text);
}
