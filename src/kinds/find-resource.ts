import { API_RESOURCES, type ApiResource } from "./resources.data.ts";

/** The resource that a person means by `pod`, `pods`, `po`, `deployments.apps` or `Pod`. */
export function findResource(word: string): ApiResource | undefined {
  const [name = "", group] = word.toLowerCase().split(/\.(.*)/s);
  return API_RESOURCES.find(
    (type) =>
      (type.resource === name || type.singular === name || type.shortNames.includes(name)) &&
      (group === undefined || group === type.group),
  );
}
