/** An image without what runtimes complete names with. */
export function shortName(image: string): string {
  const name = image.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, "");
  return /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
}
