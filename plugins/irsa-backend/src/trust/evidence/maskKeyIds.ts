/** Source: IAM User Guide, "IAM identifiers": prefixes of access keys; the other prefixes are of things that open nothing. */
const KEY_ID = /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{12,}(?![A-Za-z0-9])/g;
const SHOWN = 4;

/** Hides access key ids but for their last four characters. As long as before, so that positions in the text stay true. */
export function maskKeyIds(text: string): string {
  return text.replace(
    KEY_ID,
    id => '•'.repeat(id.length - SHOWN) + id.slice(-SHOWN),
  );
}
