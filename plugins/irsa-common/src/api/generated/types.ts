// Generated from openapi.yaml by scripts/openapi.mjs; edit that file.
export interface paths {
  '/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Figures of the fleet. Unknown workloads and unreadable clusters are outside every count. */
    get: operations['getSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/coverage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What could be read, when, and as whom, for each cluster and account. */
    get: operations['getCoverage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/scans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Asks for a fresh scan now, of one cluster or of all. Answers when it is done. */
    post: operations['startScan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workloads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['listWorkloads'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workloads/{cluster}/{namespace}/{kind}/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getWorkload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/plans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Reads the world afresh and makes a plan for one workload. Changes nothing: Kubernetes changes are dry-run on the server. */
    post: operations['createPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/plans/{planId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getPlan'];
    put?: never;
    post?: never;
    delete: operations['discardPlan'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['listMigrations'];
    put?: never;
    /** @description Starts a plan. The hash must be the plan's; when the world has moved since, nothing runs and 409 tells what moved. The same idempotency key gives the same migration. */
    post: operations['startMigration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations/{migrationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getMigration'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations/{migrationId}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['listMigrationEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations/{migrationId}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Stops between steps. What was done stays; continue or roll back from there. */
    post: operations['stopMigration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations/{migrationId}/continue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['continueMigration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations/{migrationId}/rollback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Puts everything back as it was before the migration, in reverse order. Also from soak and from key inactive. */
    post: operations['rollbackMigration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations/{migrationId}/retire': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description The later acts of a migration that soaks, each with its own guard: `deactivate-key` (after the soak, when nothing else uses the key), `reactivate-key`, `delete-key` (irreversible; `confirm` = last four characters of the key id; after it was inactive for the cooling time), `delete-secret` (irreversible; `confirm` = name of the Secret), `extend-soak` (`days`). */
    post: operations['retireMigration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/previews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Signs the same requests twice, with the workload's static key and with its role, sends both from the portal backend and compares. PUT writes only an object under the configured probe prefix and removes it. */
    post: operations['createPreview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/previews/suggestions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Buckets and prefixes that the policies of the workload's key name. */
    get: operations['getPreviewSuggestions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/previews/{previewId}/links/{linkId}/reveal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Hands out the signed link itself. Audited. 404 once the link has ended. */
    post: operations['revealLink'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Roles that trust an OpenID Connect provider, with the findings on their trust policies. */
    get: operations['listRoles'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['getRole'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description This document. */
    get: operations['getOpenApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Error: {
      error: {
        name: string;
        message: string;
      } & {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    StalePlanError: {
      error: {
        name: string;
        message: string;
        /** @description What moved since the plan was made; absent when another migration holds the lock */
        changedSince?: components['schemas']['Drift'][];
        /** @description A fresh plan made from the world as it is now */
        newPlanId?: string;
        /** @description The migration that holds the lock */
        migrationId?: string;
      } & {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    Drift: {
      /** @description For example `Deployment production/test` */
      object: string;
      /** @description Canonical YAML or a short fact at planning time */
      before: string;
      after: string;
    };
    WorkloadRef: {
      cluster: string;
      namespace: string;
      kind: string;
      name: string;
    };
    /**
     * @description static: given a static AWS key, nothing planned; running: a migration works on it; soaking: on its role, old key still active; keyOff: on its role, old key inactive; keyless: no static AWS key and none retired by us pending; shadowed: has a role but a static key wins; blocked: a check forbids the migration; failed: last migration needs a human; rolledBack: was put back; notAws: keys of an S3-compatible store, not of AWS; unknown: could not be read.
     * @enum {string}
     */
    WorkloadStatus:
      | 'static'
      | 'running'
      | 'soaking'
      | 'keyOff'
      | 'keyless'
      | 'shadowed'
      | 'blocked'
      | 'failed'
      | 'rolledBack'
      | 'notAws'
      | 'unknown';
    /** @enum {string} */
    ReferenceLocation:
      | 'env-literal'
      | 'env-secretKeyRef'
      | 'env-configMapKeyRef'
      | 'envFrom-secret'
      | 'envFrom-configMap'
      | 'volume-secret'
      | 'volume-configMap'
      | 'volume-projected'
      | 'args'
      | 'other';
    /** @enum {string} */
    ReferenceVerdict:
      | 'static-aws'
      | 's3-compatible'
      | 'irsa-shadowed'
      | 'uncertain';
    /** @description One place where a workload gets a static credential. Names only, never a value. */
    CredentialReference: {
      container: string;
      /** @enum {string} */
      containerType: 'container' | 'init' | 'ephemeral';
      location: components['schemas']['ReferenceLocation'];
      /** @enum {string} */
      objectKind?: 'Secret' | 'ConfigMap';
      objectName?: string;
      /** @description Data keys in the object */
      keyNames: string[];
      /** @description Names of the variables in the container (prefix applied) */
      envNames: string[];
      mountPath?: string;
      verdict: components['schemas']['ReferenceVerdict'];
      optional?: boolean;
      keyLast4?: string;
      /** @description Plain words: what the verdict rests on */
      why?: string;
      /**
       * @description 0 names in the workload only, 1 Secret metadata, 2 named Secret read for the key id
       * @enum {integer}
       */
      readLevel?: 0 | 1 | 2;
    };
    /** @description An IAM access key, by its last four characters; the secret half is never read into the model. */
    AccessKey: {
      last4: string;
      /** @description First 16 hex digits of the SHA-256 of the key id; joins references to keys without storing the id */
      fingerprint: string;
      /** @enum {string} */
      state:
        | 'active'
        | 'inactive'
        | 'unknownAccount'
        | 'notFound'
        | 'unreadable';
      accountId?: string;
      userName?: string;
      userArn?: string;
      /** Format: date-time */
      createdAt?: string;
      ageDays?: number;
      /** Format: date-time */
      lastUsedAt?: string;
      lastUsedService?: string;
      lastUsedRegion?: string;
      /** Format: date-time */
      asOf?: string;
      /** @description Ids of other workloads given the same key */
      sharedWith?: string[];
    };
    Manager: {
      /** @enum {string} */
      kind:
        | 'argocd'
        | 'flux'
        | 'helm'
        | 'terraform'
        | 'pulumi'
        | 'operator'
        | 'kubectl'
        | 'none'
        | 'unknown';
      name?: string;
      livePatchAllowed: boolean;
      evidence: string;
    };
    Workload: {
      /** @description `cluster/namespace/kind/name` */
      id: string;
      cluster: string;
      namespace: string;
      kind: string;
      name: string;
      status: components['schemas']['WorkloadStatus'];
      /** @description Why blocked, unknown or failed, in words */
      statusReason?: string;
      references: components['schemas']['CredentialReference'][];
      keys: components['schemas']['AccessKey'][];
      serviceAccount: {
        name: string;
        isDefault: boolean;
        roleArn?: string;
        sharedWith: string[];
      };
      health: {
        desired: number;
        ready: number;
        /** @enum {string} */
        state:
          | 'healthy'
          | 'progressing'
          | 'unhealthy'
          | 'scaledToZero'
          | 'notApplicable';
        message?: string;
      };
      manager: components['schemas']['Manager'];
      image?: string;
      entityRef?: string;
      entityTitle?: string;
      ownerRef?: string;
      /** @description Plain words: which annotation or label linked it to the catalog */
      linkedBy?: string;
      /** @description The migration that last touched or touches it */
      migrationId?: string;
      /** Format: date-time */
      soakEndsAt?: string;
      /** @enum {integer} */
      readLevel: 0 | 1 | 2;
      /** Format: date-time */
      asOf: string;
    };
    WorkloadPage: {
      items: components['schemas']['Workload'][];
      totalCount: number;
      coverage: components['schemas']['Coverage'];
      /** @description Values that exist, for the filters */
      facets: {
        clusters: string[];
        namespaces: string[];
        owners: string[];
      };
    };
    ClusterCoverage: {
      name: string;
      /** @enum {string} */
      state: 'ok' | 'partial' | 'unreachable' | 'unauthorized' | 'pending';
      /** @description What is wrong and what to do */
      message?: string;
      /** @description As whom the portal reads it */
      principal?: string;
      accountId?: string;
      region?: string;
      workloads: number;
      /** @enum {integer} */
      readLevel?: 0 | 1 | 2;
      missingRights?: string[];
      /**
       * Format: date-time
       * @description When it was last read in full
       */
      asOf?: string;
      /** Format: date-time */
      lastTriedAt?: string;
    };
    AccountCoverage: {
      accountId: string;
      alias?: string;
      /** @enum {string} */
      state:
        | 'ok'
        | 'partial'
        | 'denied'
        | 'noCredentials'
        | 'unreachable'
        | 'pending';
      message?: string;
      /** @description ARN the portal acts as */
      principal?: string;
      /** Format: date-time */
      asOf?: string;
    };
    Coverage: {
      clusters: components['schemas']['ClusterCoverage'][];
      accounts: components['schemas']['AccountCoverage'][];
      /** @description Set when answers come from an emulator and not from AWS */
      emulator?: string;
      scanIntervalSeconds?: number;
      /**
       * Format: date-time
       * @description Oldest successful read of a readable cluster
       */
      asOf?: string;
    };
    Summary: {
      workloads: number;
      withStaticKey: number;
      soaking: number;
      keyOff: number;
      keyless: number;
      blocked: number;
      unknown: number;
      unusedKeys90d: number;
      oldestKeyDays?: number;
      coverage: components['schemas']['Coverage'];
    };
    PlanRequest: {
      workload: components['schemas']['WorkloadRef'];
      roleName?: string;
      soakDays?: number;
      /** @description Statements added to the role's policy, for example `s3:PutObject` on one bucket */
      additionalActions?: {
        action: string;
        resource: string;
      }[];
    };
    /** @description One change (or one thing kept) as a sentence key with parameters, so that it can be translated. */
    Sentence: {
      id: string;
      /** @enum {string} */
      verb: 'add' | 'change' | 'keep' | 'delete';
      /** @description For example `Deployment production/test` */
      object: string;
      /** @description provider.add, provider.audience, policy.add, policy.version, role.add, role.adopt, serviceAccount.add, serviceAccount.annotate, workload.detach, secret.keep, key.keep */
      key: string;
      params: {
        [key: string]: string | number | string[];
      };
      /** @enum {string} */
      reversible: 'yes' | 'askedLater' | 'no';
      diffId?: string;
    };
    Check: {
      /** @description Stable, for example `oidc-provider`, `shared-service-account` */
      id: string;
      /** @description F-number of the failure catalogue in docs */
      failureMode?: string;
      /** @enum {string} */
      state: 'passed' | 'warning' | 'blocked' | 'notChecked';
      /** @description Sentence key for the UI */
      key: string;
      params: {
        [key: string]: string | number | string[];
      };
      /** @description The sentence in English */
      message?: string;
      /** @description How we know */
      evidence: string;
      /** @description What to do */
      fix?: string;
    };
    Diff: {
      id: string;
      title: string;
      /** @enum {string} */
      group: 'kubernetes' | 'iam';
      /** @description Canonical YAML, empty when new */
      before: string;
      /** @description Canonical YAML, empty when deleted */
      after: string;
      /** @description The document as JSON (policies) */
      json?: string;
    };
    Plan: {
      id: string;
      /** @description SHA-256 over the canonical changes and the pre-images they rest on, hex */
      hash: string;
      workload: components['schemas']['WorkloadRef'];
      entityRef?: string;
      ownerRef?: string;
      /** @enum {string} */
      status:
        | 'ready'
        | 'blocked'
        | 'nothingToDo'
        | 'expired'
        | 'used'
        | 'discarded';
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      expiresAt: string;
      createdBy: string;
      sentences: components['schemas']['Sentence'][];
      /** @description Ways in which the service will behave differently afterwards */
      warnings: {
        id: string;
        /** @description links.shorter, links.inFlight, start.cold */
        key: string;
        params: {
          [key: string]: string | number | string[];
        };
        message: string;
      }[];
      checks: components['schemas']['Check'][];
      diffs: components['schemas']['Diff'][];
      /** @description What the plan leads to */
      target: {
        accountId: string;
        roleName: string;
        rolePath?: string;
        roleArn: string;
        policyArn?: string;
        boundaryArn?: string;
        providerUrl: string;
        audience: string;
        /** @description system:serviceaccount:<namespace>:<name> */
        subject: string;
        serviceAccountName: string;
        userName?: string;
        keyLast4?: string;
        secretNames?: string[];
      };
      soakDays: number;
      /** @description Pods that will be replaced */
      restarts?: number;
      /** @description Median of past migrations; absent when there is none */
      usualSeconds?: number;
      /** @description The same change as kubectl and aws commands */
      commands?: string;
    };
    MigrationRequest: {
      planId: string;
      planHash: string;
      idempotencyKey: string;
      /** @description Ids of the warning checks that were seen */
      acknowledgements?: string[];
    };
    /**
     * @description queued, running: steps are being carried out; stopping, stopped: between steps, waits for continue or roll back; soaking: on the role, key still active; keyInactive: key switched off; retired: key deleted; rollingBack, rolledBack; failed: stopped before the workload was touched, undone; needsHuman: neither the old nor the new state was found, or a roll back failed.
     * @enum {string}
     */
    MigrationStatus:
      | 'queued'
      | 'running'
      | 'stopping'
      | 'stopped'
      | 'soaking'
      | 'keyInactive'
      | 'retired'
      | 'rollingBack'
      | 'rolledBack'
      | 'failed'
      | 'needsHuman';
    MigrationStep: {
      id: string;
      /** @description snapshot, ensure-provider, ensure-policy, ensure-role, prove-role, ensure-service-account, prove-injection, cut-over, roll-out, check-pods, begin-soak */
      key: string;
      /** @enum {string} */
      state:
        | 'waiting'
        | 'running'
        | 'done'
        | 'skipped'
        | 'failed'
        | 'undoing'
        | 'undone';
      /** @enum {string} */
      outcome?: 'created' | 'adopted' | 'changed' | 'unchanged' | 'proven';
      /** @description What was found or done, one line */
      detail?: string;
      /** Format: date-time */
      startedAt?: string;
      /** Format: date-time */
      finishedAt?: string;
      usualSeconds?: number;
      restartsPods?: boolean;
      reversible: boolean;
    };
    /** @description What is proven so far, by level (see docs) */
    Proof: {
      /** @enum {string} */
      level: 'L0' | 'L1' | 'L4' | 'L5' | 'L6';
      /** @enum {string} */
      state: 'proven' | 'failed' | 'pending' | 'notChecked';
      detail: string;
      /** Format: date-time */
      at?: string;
    };
    Migration: {
      id: string;
      planId: string;
      planHash: string;
      workload: components['schemas']['WorkloadRef'];
      entityRef?: string;
      ownerRef?: string;
      status: components['schemas']['MigrationStatus'];
      /** @description What went wrong, why, what we did, what you can do */
      statusReason?: string;
      steps: components['schemas']['MigrationStep'][];
      proofs: components['schemas']['Proof'][];
      target: components['schemas']['MigrationTarget'];
      pods?: {
        newReady: number;
        starting: number;
        old: number;
        desired: number;
      };
      soak?: {
        /** Format: date-time */
        startedAt: string;
        /** Format: date-time */
        endsAt: string;
        /** @description Old key not used since the switch */
        quiet: boolean;
        /** @enum {string} */
        keyState?: 'active' | 'inactive' | 'deleted' | 'unknown';
        /** Format: date-time */
        keyLastUsedAt?: string;
        keyLastUsedService?: string;
        keyLastUsedRegion?: string;
        /** Format: date-time */
        checkedAt?: string;
        /** @description Changes of the key's last use as observed (not a count of calls) */
        uses?: {
          /** Format: date-time */
          at: string;
          service?: string;
          region?: string;
        }[];
      };
      /** @enum {string} */
      secretState?: 'present' | 'deleted' | 'notApplicable';
      startedBy: string;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      finishedAt?: string;
      rollbackReason?: string;
      /** Format: date-time */
      heartbeatAt?: string;
      lastSeq: number;
      /** @description What may be asked of it now */
      possible: (
        | 'stop'
        | 'continue'
        | 'rollback'
        | 'deactivate-key'
        | 'reactivate-key'
        | 'delete-key'
        | 'delete-secret'
        | 'extend-soak'
      )[];
      /** @description Why an act is not possible yet */
      guards?: {
        act: string;
        message: string;
        /** Format: date-time */
        availableAt?: string;
      }[];
    };
    MigrationTarget: {
      accountId: string;
      roleArn: string;
      policyArn?: string;
      serviceAccountName: string;
      subject?: string;
      audience?: string;
      userName?: string;
      keyLast4?: string;
      secretNames?: string[];
    };
    MigrationEvent: {
      seq: number;
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      level: 'info' | 'warning' | 'error';
      stepId?: string;
      message: string;
    };
    /** @enum {string} */
    PreviewMethod: 'GET' | 'HEAD' | 'PUT';
    PreviewRequest: {
      workload: components['schemas']['WorkloadRef'];
      bucket: string;
      key: string;
      methods: components['schemas']['PreviewMethod'][];
      expirySeconds: number;
      region?: string;
    };
    /** @description One signed request with one identity */
    Probe: {
      method: components['schemas']['PreviewMethod'];
      /** @enum {string} */
      outcome: 'allowed' | 'denied' | 'error';
      status?: number;
      /** @description S3 error code, for example AccessDenied */
      code?: string;
      latencyMs?: number;
      requestId?: string;
      size?: number;
      contentType?: string;
      linkId?: string;
      /** @description Host and path; query hidden */
      maskedLink?: string;
      /** Format: date-time */
      expiresAt?: string;
      /** @enum {string} */
      endsBecause?: 'link' | 'session';
      /** @description Why denied, in words, most certain first */
      why?: string[];
    };
    PreviewSide: {
      /** @enum {string} */
      identity: 'key' | 'role';
      /** @enum {string} */
      state: 'ok' | 'unavailable';
      /** @description Why it could not be tried and what to do */
      reason?: string;
      /** @description From GetCallerIdentity */
      arn?: string;
      keyLast4?: string;
      /** Format: date-time */
      sessionEndsAt?: string;
      probes: components['schemas']['Probe'][];
    };
    Preview: {
      id: string;
      workload: components['schemas']['WorkloadRef'];
      bucket: string;
      key: string;
      /** @enum {string} */
      verdict: 'same' | 'different' | 'incomplete';
      differences?: {
        method: components['schemas']['PreviewMethod'];
        message: string;
        missingAction?: string;
        resource?: string;
      }[];
      sides: components['schemas']['PreviewSide'][];
      /** @enum {string} */
      vantage: 'portal-backend';
      emulator?: string;
      /** Format: date-time */
      createdAt: string;
    };
    TrustFinding: {
      ruleId: string;
      /** @enum {string} */
      severity: 'critical' | 'high' | 'medium' | 'low' | 'info';
      /** @description Zero-based index */
      statement?: number;
      message: string;
      fix: string;
    };
    Role: {
      arn: string;
      name: string;
      path?: string;
      accountId: string;
      /** Format: date-time */
      createdAt?: string;
      /** Format: date-time */
      lastUsedAt?: string;
      /** @description Made by this plugin */
      ours?: boolean;
      /** @enum {string} */
      verdict: 'safe' | 'risky' | 'dangerous' | 'broken';
      findings: components['schemas']['TrustFinding'][];
      /** @description Subjects named in the policy */
      subjects: string[];
      providers: string[];
      clusters?: string[];
      trustPolicyYaml?: string;
      trustPolicyJson?: string;
    };
  };
  responses: {
    /** @description An error in the shape of @backstage/errors */
    Error: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: {
    cluster: string;
    namespace: string;
    kind: string;
    name: string;
    planId: string;
    migrationId: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getSummary: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Summary'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getCoverage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Coverage */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Coverage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  startScan: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          cluster?: string;
        };
      };
    };
    responses: {
      /** @description Coverage after the scan */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Coverage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listWorkloads: {
    parameters: {
      query?: {
        /** @description Free text over namespace, name, object, owner */
        q?: string;
        status?: components['schemas']['WorkloadStatus'][];
        cluster?: string[];
        namespace?: string[];
        /** @description Owner entity refs; the word `none` means without owner */
        owner?: string[];
        entityRef?: string;
        sort?:
          | 'name'
          | '-name'
          | 'status'
          | '-status'
          | 'keyAge'
          | '-keyAge'
          | 'keyLastUsed'
          | '-keyLastUsed'
          | 'owner'
          | '-owner';
        offset?: number;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkloadPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getWorkload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cluster: components['parameters']['cluster'];
        namespace: components['parameters']['namespace'];
        kind: components['parameters']['kind'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The workload */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Workload'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  createPlan: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanRequest'];
      };
    };
    responses: {
      /** @description The plan */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Plan'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The plan */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Plan'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  discardPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Discarded */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  listMigrations: {
    parameters: {
      query?: {
        active?: boolean;
        workloadId?: string;
        offset?: number;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page, newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Migration'][];
            totalCount: number;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  startMigration: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MigrationRequest'];
      };
    };
    responses: {
      /** @description Started (or already running for this key) */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Migration'];
        };
      };
      /** @description The plan is out of date or the workload is locked */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StalePlanError'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getMigration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        migrationId: components['parameters']['migrationId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The migration */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Migration'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listMigrationEvents: {
    parameters: {
      query?: {
        /** @description Only events with a larger `seq` */
        after?: number;
      };
      header?: never;
      path: {
        migrationId: components['parameters']['migrationId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events in order, 500 at most */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['MigrationEvent'][];
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  stopMigration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        migrationId: components['parameters']['migrationId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Will stop after the step that runs */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Migration'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  continueMigration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        migrationId: components['parameters']['migrationId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Continues */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Migration'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  rollbackMigration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        migrationId: components['parameters']['migrationId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** @description Rolling back */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Migration'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  retireMigration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        migrationId: components['parameters']['migrationId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          act:
            | 'deactivate-key'
            | 'reactivate-key'
            | 'delete-key'
            | 'delete-secret'
            | 'extend-soak';
          confirm?: string;
          /** @description Required to act before the soak has ended */
          reason?: string;
          days?: number;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Migration'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  createPreview: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PreviewRequest'];
      };
    };
    responses: {
      /** @description The comparison */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Preview'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getPreviewSuggestions: {
    parameters: {
      query: {
        workloadId: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Suggestions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            buckets: {
              name: string;
              prefixes: string[];
            }[];
            probePrefix: string;
            maxExpirySeconds: number;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  revealLink: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        previewId: string;
        linkId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The link */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            url: string;
            method: components['schemas']['PreviewMethod'];
            /** Format: date-time */
            expiresAt: string;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  listRoles: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Roles, worst finding first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Role'][];
            accounts: components['schemas']['AccountCoverage'][];
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  getRole: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
        roleName: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The role */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Role'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The document */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
    };
  };
}
