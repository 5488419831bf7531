/**
 * Where events of global services, such as IAM and the global endpoint of STS, are recorded, by the beginning of the names of a
 * partition's regions. Source: CloudTrail User Guide, "Global service events"; IAM User Guide, "IAM in the China Regions" and
 * AWS GovCloud (US) User Guide, "IAM".
 */
const GLOBAL: [RegExp, string][] = [
  [/^cn-/, 'cn-north-1'],
  [/^us-gov-/, 'us-gov-west-1'],
];

/** The regions to read: those that are named, the usual one, and that of global services. Pure. */
export function trailRegions(
  usual: string,
  named: readonly string[],
): string[] {
  const [, global] = GLOBAL.find(([names]) => names.test(usual)) ?? [
    undefined,
    'us-east-1',
  ];
  return [...new Set([global, usual, ...named])];
}
