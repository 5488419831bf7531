import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { IrsaConfig } from './IrsaConfig';
import { REGION } from './readClusters';
import { duration, MINUTE, url } from './settingValues';

const BOUNDARY =
  /^arn:aws[a-z-]*:iam::(\d{12}|\{accountId\}|aws):policy\/[\w+=,.@/-]+$/;
const ROLE_PATH = /^\/([\w+=,.@-]+\/)*$/;
const NAME_PART = /^[\w+=,.@-]*$/;

/** `irsa.aws`. Throws InputError with the key. */
export function readAws(config: Config | undefined): IrsaConfig['aws'] {
  const region = config?.getOptionalString('aws.region') ?? 'us-east-1';
  if (!REGION.test(region)) {
    throw new InputError(
      `irsa.aws.region: '${region}' is not an AWS region, for example eu-west-1`,
    );
  }
  return {
    region,
    endpoint: url(config, 'aws.endpoint'),
    endpoints: {
      iam: url(config, 'aws.endpoints.iam'),
      sts: url(config, 'aws.endpoints.sts'),
      s3: url(config, 'aws.endpoints.s3'),
    },
  };
}

/** `irsa.role`: what new roles are called, and what bounds them. Throws InputError with the key. */
export function readRole(config: Config | undefined): IrsaConfig['role'] {
  const path = config?.getOptionalString('role.path') ?? '/irsa/';
  if (!ROLE_PATH.test(path) || path.length > 512) {
    throw new InputError(
      `irsa.role.path: '${path}' is not an IAM path; it begins and ends with a slash, for example /irsa/`,
    );
  }
  const namePrefix = config?.getOptionalString('role.namePrefix') ?? 'irsa-';
  if (!NAME_PART.test(namePrefix) || namePrefix.length > 20) {
    throw new InputError(
      `irsa.role.namePrefix: '${namePrefix}' is not allowed in a role name; use at most 20 letters, digits and +=,.@-_`,
    );
  }
  const permissionsBoundary = config?.getOptionalString(
    'role.permissionsBoundary',
  );
  if (permissionsBoundary && !BOUNDARY.test(permissionsBoundary)) {
    throw new InputError(
      `irsa.role.permissionsBoundary: '${permissionsBoundary}' is not the ARN of a policy, for example arn:aws:iam::{accountId}:policy/IrsaBoundary`,
    );
  }
  const maxSessionDurationSeconds =
    duration(config, 'role.maxSessionDuration', 60 * MINUTE) / 1_000;
  if (maxSessionDurationSeconds < 3_600 || maxSessionDurationSeconds > 43_200) {
    throw new InputError(
      'irsa.role.maxSessionDuration: IAM allows from 1 to 12 hours',
    );
  }
  return { path, namePrefix, permissionsBoundary, maxSessionDurationSeconds };
}
