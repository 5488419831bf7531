import {
  Check,
  Migration,
  ObjectAfterRollback,
  Proof,
  Readiness,
  ReachableRole,
  ReviewState,
  Role,
  SeverityLevel,
  TrustChange,
  TrustFinding,
  UsedCall,
  UsedService,
  WorkloadStatus,
} from 'backstage-plugin-irsa-common';
import { Tone } from './StatusPill';

export const certaintyTones: Record<ReachableRole['certainty'], Tone> = {
  certain: 'warning',
  conditional: 'neutral',
  notKnown: 'unknown',
};

export const trustChangeTones: Record<TrustChange['state'], Tone> = {
  writing: 'unknown',
  written: 'positive',
  notWritten: 'neutral',
  otherwise: 'warning',
};

export const workloadTones: Record<WorkloadStatus, Tone> = {
  static: 'warning',
  running: 'info',
  soaking: 'info',
  keyOff: 'positive',
  keyless: 'positive',
  shadowed: 'warning',
  failed: 'negative',
  rolledBack: 'neutral',
  notAws: 'neutral',
  kept: 'neutral',
  unknown: 'unknown',
};

export const migrationTones: Record<Migration['status'], Tone> = {
  queued: 'info',
  running: 'info',
  stopping: 'info',
  stopped: 'warning',
  soaking: 'positive',
  keyInactive: 'positive',
  retired: 'positive',
  rollingBack: 'info',
  rolledBack: 'neutral',
  failed: 'negative',
  needsHuman: 'negative',
  closed: 'warning',
};

export const checkTones: Record<Check['state'], Tone> = {
  passed: 'positive',
  warning: 'warning',
  blocked: 'negative',
  notChecked: 'unknown',
};

export const afterRollbackTones: Record<ObjectAfterRollback['state'], Tone> = {
  asBefore: 'positive',
  differs: 'warning',
  notKnown: 'unknown',
};

export const proofTones: Record<Proof['state'], Tone> = {
  proven: 'positive',
  wasProven: 'unknown',
  failed: 'negative',
  pending: 'neutral',
  notChecked: 'unknown',
};

export const reviewTones: Record<ReviewState, Tone> = {
  signed: 'positive',
  void: 'negative',
  ended: 'warning',
  never: 'neutral',
};

export const verdictTones: Record<Role['verdict'], Tone> = {
  safe: 'positive',
  risky: 'warning',
  dangerous: 'negative',
  broken: 'unknown',
};

export const reachTones: Record<Role['reach'], Tone> = {
  exact: 'positive',
  bounded: 'warning',
  open: 'negative',
  dead: 'unknown',
  notUnderstood: 'unknown',
};

export const readinessTones: Record<Readiness['verdict'], Tone> = {
  ready: 'positive',
  changes: 'warning',
  blocked: 'negative',
  unknown: 'unknown',
};

export const severityLevelTones: Record<SeverityLevel, Tone> = {
  critical: 'negative',
  high: 'warning',
  medium: 'warning',
  low: 'neutral',
  none: 'positive',
};

export const severityTones: Record<TrustFinding['severity'], Tone> = {
  critical: 'negative',
  high: 'warning',
  medium: 'warning',
  low: 'neutral',
  info: 'info',
};

export const usedCallTones: Record<UsedCall['verdict'], Tone> = {
  same: 'positive',
  less: 'negative',
  more: 'warning',
  notKnown: 'unknown',
};

export const usedServiceTones: Record<UsedService['verdict'], Tone> = {
  same: 'positive',
  less: 'negative',
  none: 'negative',
  notAllowed: 'neutral',
  noRole: 'neutral',
  notKnown: 'unknown',
};
