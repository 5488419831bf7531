import {
  AccessKey,
  CredentialReference,
  PrivilegeLevel,
  ReferenceLocation,
  Severity,
} from '../api';
import { counted } from '../counted';

type Factor = Severity['factors'][number];

const LOCATIONS: Record<ReferenceLocation, [weight: number, why: string]> = {
  'env-literal': [
    1,
    'Written into the manifest: everyone who may read the workload or its repository has it',
  ],
  args: [
    1,
    'Written into the command line: it shows in manifests and in process lists',
  ],
  'env-configMapKeyRef': [
    0.9,
    'In a ConfigMap, which is not made for secrets and which many people may read',
  ],
  'envFrom-configMap': [
    0.9,
    'In a ConfigMap, which is not made for secrets and which many people may read',
  ],
  'volume-configMap': [
    0.9,
    'In a ConfigMap, which is not made for secrets and which many people may read',
  ],
  other: [0.85, 'In a place where a key is not expected'],
  'env-secretKeyRef': [
    0.7,
    'In a Secret, handed over as a variable: child processes and crash reports get it too',
  ],
  'envFrom-secret': [
    0.7,
    'In a Secret, handed over as a variable: child processes and crash reports get it too',
  ],
  'volume-secret': [0.6, 'In a Secret, handed over as a file'],
  'volume-projected': [0.6, 'In a Secret, handed over as a file'],
};

const VALIDITY: Record<AccessKey['state'], [number, string]> = {
  active: [1, 'The key is active'],
  inactive: [0.1, 'The key is switched off, and can be switched on again'],
  notFound: [0.2, 'The key is in none of the accounts any more'],
  unknownAccount: [
    0.6,
    'The key belongs to an account that the portal does not know',
  ],
  unreadable: [
    0.6,
    'Whether the key is active is not known: its account could not be read',
  ],
};

const PRIVILEGES: Record<PrivilegeLevel, [number, string]> = {
  admin: [1, 'Its user may do everything in the account'],
  escalation: [0.95, 'Its user can get itself all rights of the account'],
  write: [0.6, 'Its user may change things'],
  read: [0.4, 'Its user may only read'],
  none: [0.15, 'Its user has no rights'],
  unknown: [0.6, 'What its user may do is not known'],
};

/** Minimum age in days, and weight; oldest first. */
const AGES: readonly [number, number][] = [
  [365, 1],
  [180, 0.9],
  [90, 0.8],
  [30, 0.65],
  [0, 0.5],
];

export function locationOf({ location }: CredentialReference): Factor {
  const [weight, why] = LOCATIONS[location];
  return { factor: 'location', weight, why };
}

export function validityOf(
  { verdict }: CredentialReference,
  key: AccessKey | undefined,
): Factor {
  if (key) {
    const [weight, why] = VALIDITY[key.state];
    return { factor: 'validity', weight, why };
  }
  return verdict === 'uncertain'
    ? {
        factor: 'validity',
        weight: 0.3,
        why: 'The names do not show whether this is an AWS key',
      }
    : {
        factor: 'validity',
        weight: 0.6,
        why: 'Whether the key is active is not known: its id was not read',
      };
}

export function privilegeOf(key: AccessKey | undefined): Factor {
  const [weight, why] = PRIVILEGES[key?.blastRadius?.level ?? 'unknown'];
  return { factor: 'privilege', weight, why };
}

export function ageOf(key: AccessKey | undefined): Factor {
  const days = key?.ageDays;
  if (days === undefined) {
    return {
      factor: 'age',
      weight: 0.8,
      why: 'The age of the key is not known',
    };
  }
  const [, weight] = AGES.find(([from]) => days >= from) ?? AGES[4];
  return {
    factor: 'age',
    weight,
    why: `The key is ${counted(days, 'day')} old`,
  };
}
