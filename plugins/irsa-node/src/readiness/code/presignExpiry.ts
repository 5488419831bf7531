/**
 * The lifetime of a link in seconds, as written in a line; undefined when it is not clear. Understands plain numbers,
 * products, Go's and Java's durations and Ruby's `3.days`.
 */
export function presignSeconds(line: string): number | undefined {
  const days = /Duration\.ofDays\((\d+)\)|\b(\d+)\.days\b/.exec(line);
  if (days) {
    return Number(days[1] ?? days[2]) * 86_400;
  }
  const hours =
    /Duration\.ofHours\((\d+)\)|\b(\d+)\.hours\b|Hour\s*\*\s*(\d+)|(\d+)\s*\*\s*(?:time\.)?Hour/.exec(
      line,
    );
  if (hours) {
    return Number(hours.slice(1).find(each => each !== undefined)) * 3600;
  }
  const product =
    /(?:expir|Expir|signatureDuration)\w*['"]?\s*(?:[:=(,]|=>)\s*\(?\s*((?:\d+\s*\*\s*)*\d+)/.exec(
      line,
    )?.[1];
  return product
    ?.split('*')
    .map(Number)
    .reduce((total, factor) => total * factor, 1);
}
