import { API_RESOURCES, type ApiResource } from "../kinds/index.ts";

export function typeOf(resource: string): ApiResource {
  const type = API_RESOURCES.find((own) => own.resource === resource);
  if (type === undefined) throw new Error(`No resource is called "${resource}"`);
  return type;
}
