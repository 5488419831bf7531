import { AwsForm } from 'backstage-plugin-irsa-node';
import { CommandError } from '../../errors';

/** Options of `fix` that are about AWS as code. */
export interface AwsGiven {
  /** `auto`: what the repository uses already. */
  aws?: AwsForm | 'auto';
  issuer?: string;
  /** Pattern of files. */
  policy?: string;
  audience?: string;
  boundaryArn?: string;
  awsFolder?: string;
  cluster?: string;
}

/** The same, complete. */
export interface AwsWanted {
  form: AwsForm | 'auto';
  /** With `https://`, without a slash at the end. */
  issuer: string;
  policy: string;
  audience: string;
  boundaryArn?: string;
  folder?: string;
  cluster?: string;
  region?: string;
}

const BOUNDARY = /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/;
const NAMES = ['namespace', 'name', 'serviceAccount', 'environment'];

/** Undefined for options that are not given. */
export function awsValues(given: AwsGiven): (string | undefined)[] {
  const { aws, issuer, policy, audience, boundaryArn, awsFolder, cluster } =
    given;
  return [aws, issuer, policy, audience, boundaryArn, awsFolder, cluster];
}

/** What is wanted of AWS as code; undefined when nothing is. Throws CommandError when something is missing or means nothing. */
export function awsWanted(
  given: AwsGiven,
  region: string | undefined,
): AwsWanted | undefined {
  const { aws, issuer, policy, audience, boundaryArn, awsFolder, cluster } =
    given;
  if (!aws) {
    if (awsValues(given).some(each => each !== undefined)) {
      throw new CommandError(
        '--issuer, --policy, --audience, --boundary-arn, --aws-folder and --cluster are for --aws, which is not given.',
      );
    }
    return undefined;
  }
  if (!issuer || !/^https:\/\/[^\s/]+(?:\/[^\s?#]*)?$/.test(issuer)) {
    throw new CommandError(
      '--aws needs --issuer: the address of the OpenID Connect issuer of the cluster, for example https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE. aws eks describe-cluster shows it.',
    );
  }
  if (!policy) {
    throw new CommandError(
      '--aws needs --policy: a file with what the role may do, for example policies/{name}.json. What the key may do today is a start.',
    );
  }
  const unknown = [...policy.matchAll(/\{([^}]*)\}/g)].find(
    ([, name]) => !NAMES.includes(name),
  );
  if (unknown) {
    throw new CommandError(
      `--policy has ${unknown[0]}, which is not known. There are {${NAMES.join(
        '}, {',
      )}}.`,
    );
  }
  if (boundaryArn !== undefined && !BOUNDARY.test(boundaryArn)) {
    throw new CommandError(
      '--boundary-arn has to be the ARN of a policy, for example arn:aws:iam::111122223333:policy/boundary.',
    );
  }
  const url = issuer.replace(/\/+$/, '');
  const eksRegion = /^https:\/\/oidc\.eks\.([a-z0-9-]+)\./.exec(url)?.[1];
  return {
    form: aws,
    issuer: url,
    policy,
    audience: audience ?? 'sts.amazonaws.com',
    boundaryArn,
    folder: awsFolder,
    cluster,
    region: eksRegion ?? region,
  };
}
