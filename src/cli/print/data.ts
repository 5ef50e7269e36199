/** Formats in which a judged value is printed as it is. */
export type DataFormat = "json" | "yaml";

/** The value as JSON or YAML. Ends with a line feed; the YAML library is loaded only here. */
export async function printedData(value: unknown, format: DataFormat): Promise<string> {
  if (format === "json") return `${JSON.stringify(value, null, 2)}\n`;
  const { stringify } = await import("yaml");
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
