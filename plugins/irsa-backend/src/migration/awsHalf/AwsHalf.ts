import { AwsHalfDifference } from 'backstage-plugin-irsa-common';

/** Provider and role of a migration as IAM shows them. */
export interface SeenAwsHalf {
  /** The OpenID Connect provider of the cluster; undefined when there is none. */
  provider?: { clientIds: readonly string[] };
  role?: {
    arn: string;
    /** JSON, or URL-encoded JSON as IAM returns it; so are `rights`. */
    trust: string;
    /** ARN of its permissions boundary. */
    boundary?: string;
    /** Seconds. */
    maxSessionDuration: number;
    /** Documents of all policies that are attached to it or within it. */
    rights: readonly string[];
  };
}

export type { AwsHalfDifference };

export function missing(
  about: AwsHalfDifference['about'],
  message: string,
): AwsHalfDifference {
  return { about, kind: 'missing', message };
}

export function wider(
  about: AwsHalfDifference['about'],
  message: string,
): AwsHalfDifference {
  return { about, kind: 'wider', message };
}

/** At most five, for a sentence. */
export function few(names: readonly string[]): string {
  const shown = [...new Set(names)];
  return shown.length > 5
    ? `${shown.slice(0, 5).join(', ')} and ${shown.length - 5} more`
    : shown.join(', ');
}
