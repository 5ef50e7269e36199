/** A stepped line over a row of levels, as the `d` of an SVG path; the highest level is at the top. */
export function sparkPath(
  levels: readonly number[],
  size: { readonly width: number; readonly height: number },
): string {
  const top = levels.reduce((most, level) => Math.max(most, level), 1);
  const every = Math.ceil(levels.length / (2 * size.width));
  const each = size.width / Math.max(1, levels.length);
  const y = (level: number): string => (size.height - 2 - (level / top) * (size.height - 4)).toFixed(1);
  return levels
    .flatMap((level, index) =>
      index % every > 0 ? [] : `${index === 0 ? "M0" : `H${(index * each).toFixed(1)}V`} ${y(level)}`,
    )
    .join("")
    .concat(`H${size.width}`);
}
