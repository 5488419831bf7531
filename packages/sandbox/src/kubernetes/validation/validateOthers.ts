import { SECURITY_LEVELS } from '../admission/podSecurityChecks';
import { JsonObject, KubeObject } from '../types';
import { Causes } from './Causes';

export function validateNamespace(object: KubeObject, causes: Causes): void {
  for (const mode of ['enforce', 'audit', 'warn']) {
    const label = `pod-security.kubernetes.io/${mode}`;
    const level = object.metadata.labels?.[label];
    if (level && !SECURITY_LEVELS.some(known => known === level)) {
      causes.invalid(
        `metadata.labels[${label}]`,
        level,
        `must be one of ${SECURITY_LEVELS.join(', ')}`,
      );
    }
  }
}

export function validateService(
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
): void {
  const addressOf = (service: KubeObject) =>
    (service.spec as JsonObject | undefined)?.clusterIP;
  if (live && addressOf(live) && addressOf(live) !== addressOf(object)) {
    causes.invalid(
      'spec.clusterIPs[0]',
      [addressOf(object) ?? ''],
      'may not change once set',
    );
  }
}

export function validateLease(object: KubeObject, causes: Causes): void {
  const seconds = (object.spec as JsonObject | undefined)?.leaseDurationSeconds;
  if (typeof seconds === 'number' && seconds <= 0) {
    causes.invalid(
      'spec.leaseDurationSeconds',
      seconds,
      'must be greater than 0',
    );
  }
}

export function validateBudget(object: KubeObject, causes: Causes): void {
  const { minAvailable, maxUnavailable } = (object.spec ?? {}) as JsonObject;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    causes.invalid(
      'spec',
      object.spec ?? {},
      'minAvailable and maxUnavailable cannot be both set',
    );
  }
}
