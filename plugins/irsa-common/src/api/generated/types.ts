// Generated from openapi.yaml by scripts/openapi.mjs; edit that file.
export interface paths {
  '/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Figures of the fleet. No count includes unknown workloads and unreadable clusters. */
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
    /** What could be read of each cluster and account, when, and with which identity. */
    get: operations['getCoverage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/set-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The state of the set-up: problems with settings, database and sources of clusters, and what to do. It also answers while all other routes answer 503. It calls nothing outside of the portal. */
    get: operations['getSetUp'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/set-up/rights': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the portal has each IAM action of the documented policies in each account, and whether the permissions boundary exists. IAM is called (SimulatePrincipalPolicy) at most once a minute for each account. */
    get: operations['getSetUpRights'];
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
    /** Scans one cluster or all clusters now. Answers when the scan is done. */
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
  '/keys/{fingerprint}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who has one access key, where, and how far each of them has left it. Of holders that the asker may not see only the number is told. */
    get: operations['getSharedKey'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/exports/{format}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every finding of the workloads that match the filter, as a file. The filter is that of the list, so the numbers agree. Names only, never a value. */
    get: operations['exportFindings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/trends': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The fleet for each day (UTC), in the last state of that day. Days on which nothing was read are missing. */
    get: operations['getTrends'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/heat-map': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The number of workloads with a static key, by cluster (or by namespace of one cluster) and age of their oldest key. A cluster that could not be read has a row without figures. */
    get: operations['getHeatMap'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/risks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Accepted risks: those in force first, then by their last day. */
    get: operations['listRisks'];
    put?: never;
    /** Accepts that a workload keeps its static key until a given day. It holds for the present state only: another key, object or place of reference ends it. */
    post: operations['acceptRisk'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/risks/{riskId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Withdraws an accepted risk. It stays in the list as withdrawn. */
    delete: operations['withdrawRisk'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workloads/{cluster}/{namespace}/{kind}/{name}/code-request': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The change request that gets the source of a workload ready for a role, in the repository of its catalog entity, as its host says at this moment. */
    get: operations['getCodeRequest'];
    put?: never;
    /** Opens that request, or brings the open one up to what the source is now. It takes keys and profiles that the source gives to its SDKs out, and raises SDKs that know no roles. Safe to send again. Never writes over commits of others. */
    post: operations['openCodeRequest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workloads/{cluster}/{namespace}/{kind}/{name}/code-request/difference': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What that request would change as the source is now. It quotes the lines around each edit, so it needs the permission to open the request. What was taken out, and what looks like a secret beside it, is masked. */
    get: operations['getCodeDifference'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workloads/{cluster}/{namespace}/{kind}/{name}/keys/{fingerprint}/callers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who called AWS with an access key of this workload, and from where, as the event history of CloudTrail shows it, where that is connected. Addresses are personal data, so this needs the permission to migrate the workload. */
    get: operations['getKeyCallers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workloads/{cluster}/{namespace}/{kind}/{name}/readiness': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the source of a workload is ready to work without static keys: places that would break, SDKs that are too old. The repository is that of the linked catalog entity, and is read through the portal's integrations. The answer quotes nothing of the source. */
    get: operations['getReadiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/workloads/{cluster}/{namespace}/{kind}/{name}/readiness/sdk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says which SDK a service uses, for plans to use where its source does not tell. The answer is kept with its author and time, in the place of an earlier one. */
    post: operations['answerSdk'];
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
    /** Reads the present state and makes a plan for one workload. Changes nothing: changes in Kubernetes are tried as server-side dry runs. */
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
  '/plans/{planId}/aws-code/{form}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Role, policy and provider of a plan as code, for those who keep AWS in code. Changes nothing. 409 when the plan cannot be carried out. */
    get: operations['getPlanAwsCode'];
    put?: never;
    post?: never;
    delete?: never;
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
    /** Starts a plan. The hash must be that of the plan. When the world has changed since, nothing runs, and 409 lists the changes. The same idempotency key gives the same migration. */
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
    /** Stops between steps. Finished steps stay; continue or roll back from there. */
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
    /** Undoes the migration in reverse order. This is also possible during the soak and while the key is inactive. When someone else switched the key off, the rollback is refused unless `switchKeyOn` is set, which needs the permission to switch keys too. One that waits for a Git host, since it is not known whether a request for its Secret was merged, goes on without that host when it is asked for once more. */
    post: operations['rollbackMigration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations/{migrationId}/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends a migration that is stopped or needs a human, as it is. Nothing is changed in a cluster or an account. What it touched is read once more and listed in `afterRollback`, and its locks are released. */
    post: operations['closeMigration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/migrations/{migrationId}/settle': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A way out for a migration that needs a human, at the step where it stands (`stuckAt`). `skip` leaves what an undo could not take back where it is, with all that it rests on, and the rollback goes on. `adopt` reads what is there now, and records it as what the step wanted, if that is safe: the migration then goes on. Refused with 409 and the reason when it is not, or when the migration stands elsewhere by now. Needs the permission `irsa.migration.settle`. */
    post: operations['settleStep'];
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
    /** The later actions of a migration, each with its own conditions: `deactivate-key` (after the soak, when nothing else uses the key), `reactivate-key`, `delete-key` (irreversible; `confirm` = last four characters of the key id; after the key was inactive for the cooling time), `delete-secret` (irreversible; `confirm` = name of the Secret), `request-secret-removal` (in its place where Git keeps the Secret: opens a change request; `confirm` = name of the Secret), `extend-soak` (`days`). All conditions are checked before the answer, and again by the worker that carries the act out; `act` of the migration tells how it goes and how it ended. With the setting `irsa.migration.secondPerson`, what is irreversible waits until another person asks for the same; who asked first is refused with 409. */
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
    /** Signs the same requests twice, with the workload's static key and with its role, sends both from the portal's backend, and compares the answers. PUT only writes an object below the configured probe prefix, and removes it. */
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
    /** Buckets and prefixes that the policies of the workload's key name, with a few objects to try. */
    get: operations['getPreviewSuggestions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/previews/used-services': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the user whose key a workload has asked AWS for, by service, beside what the role may do there; and what it may do and never did. AWS counts all keys and sessions of the user together, refused requests too, up to four hours late, over the last 400 days at most. */
    get: operations['getUsedServices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/previews/used-calls': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes calls that change nothing, such as `sqs:GetQueueAttributes`, with the workload's static key and with its role, each session narrowed to that one call, for resources that the policies of the two name whole. Of the answers only is kept whether there was one. 403 where `irsa.preview.calls` is off. */
    post: operations['createUsedCalls'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/previews/links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who made which link and who looked at it, for reviewers; the newest 200 of the last 90 days. The links themselves are not kept. */
    get: operations['listPreviewLinks'];
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
    /** Returns the signed link itself. Audited, with what it is for. 404 after the link has ended. */
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
    /** Roles with the findings on their trust policies. Service-linked roles, whose trust AWS itself sets, are left out. */
    get: operations['listRoles'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/reachable-roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every role that a ServiceAccount, a GitHub repository or a role can become, at once or by way of others, with what each may do, as far as it was read. Roles that the asker may not see are counted. */
    get: operations['listReachableRoles'];
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
  '/roles/{accountId}/{roleName}/callers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who asked STS for a session of a role, and from where, as the event history of CloudTrail shows it, where that is connected. Addresses are personal data, so this needs the permission to review the role. */
    get: operations['getRoleCallers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/role-exports/{format}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The reviewed roles of the list as a file, with the filter of the list. CSV and SARIF have a row or result for each finding; the ZIP has the evidence of each role, of at most 100 roles. Accounts that could not be read are named in the file. */
    get: operations['exportRoles'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}/change-requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** For a role that Terraform, CloudFormation, ACK or Crossplane keeps, or of which no tag says what keeps it: proposes the trust policy in the Git repository that has the source of the role, as a change request. Nothing is written to IAM. 409 as for a proposal that is applied, and with `refusal` when nothing there makes the role, when it says another policy than IAM has now, or when what would change is not written out there. */
    post: operations['openTrustRequest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Proposals that were applied to the role and taken back, newest first. What became of one that is under way is read from IAM. */
    get: operations['listTrustChanges'];
    put?: never;
    /** Writes the proposed trust policy to IAM and reads it again. 409 when the role or the proposal is not the one that the user has looked at, when anybody would be let in or a ServiceAccount that names the role would lose it, and when the role's tags say that something else keeps it. */
    post: operations['applyTrustProposal'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}/changes/{changeId}/rollback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Writes back the policy that was there before, when the role is still as the change left it. */
    post: operations['rollBackTrustChange'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}/evidence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A ZIP about one role, for auditors: the policy as it was read, its canonical form and hash, the review with its findings and their reasons in the text, sign-offs, accepted findings, a page to print, and the SHA-256 of each file. */
    get: operations['exportRoleEvidence'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}/review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether somebody has signed the role's trust policy off, what has changed since, and the findings that are accepted. */
    get: operations['getRoleReview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}/sign-offs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Signs the trust policy off until a day. The role is read from IAM first: 409 with `changedSince` when it is not the one with the given hash. A change of the policy or of the ServiceAccounts that it lets in voids the sign-off. */
    post: operations['signRoleOff'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}/accepted-findings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accepts a finding until a day, with a reason. It is bound to the finding's statement: another statement ends it. */
    post: operations['acceptFinding'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/roles/{accountId}/{roleName}/accepted-findings/{findingId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Withdraws that a finding is accepted. It stays in the history. */
    delete: operations['withdrawFinding'];
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
    /** This document. */
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
        /** What has changed since the plan was made; absent when another migration holds the lock */
        changedSince?: components['schemas']['Drift'][];
        /** A new plan made from the present state */
        newPlanId?: string;
        /** The migration that holds the lock */
        migrationId?: string;
        /** What the workload rests on and does not hold, or could not be read; a key must not go then */
        footing?: components['schemas']['FootingFact'][];
      } & {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    Drift: {
      /** For example `Deployment production/test` */
      object: string;
      /** Canonical YAML or a short fact at planning time */
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
     * What the last look at the cluster saw, in the words of the migration where both agree (`migrationStatus` is the migration itself). static: has a static AWS key, and no migration; running: a migration is under way; soaking: has no static key, old key still active; keyOff: has no static key, old key inactive; keyless: no static AWS key, and no key of a migration left to retire; shadowed: has a role, but a static key takes precedence; failed: the last migration needs a human; rolledBack: the last migration was rolled back; notAws: keys of an S3-compatible store other than AWS; kept: a Secret whose only key is one that a migration has left, kept for the way back; unknown: could not be read.
     */
    WorkloadStatus:
      | 'static'
      | 'running'
      | 'soaking'
      | 'keyOff'
      | 'keyless'
      | 'shadowed'
      | 'failed'
      | 'rolledBack'
      | 'notAws'
      | 'kept'
      | 'unknown';
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
    ReferenceVerdict:
      | 'static-aws'
      | 's3-compatible'
      | 'ses-smtp'
      | 'irsa-shadowed'
      | 'uncertain';
    /** One place where a workload gets a static credential. Names only, never a value. */
    CredentialReference: {
      /** Empty when the object has no containers */
      container: string;
      containerType?: 'container' | 'init' | 'ephemeral';
      location: components['schemas']['ReferenceLocation'];
      objectKind?: 'Secret' | 'ConfigMap';
      /** Empty for literals */
      objectName: string;
      /** Set when it is in another namespace than the workload */
      objectNamespace?: string;
      /** Data keys in the object; names of variables, fields or annotations when the credential is written into the workload itself */
      keyNames: string[];
      /** Names of the variables in the container (prefix applied) */
      envNames: string[];
      mountPath?: string;
      /** Place in the workload, such as `spec.template.spec.containers[0].env[2]` */
      path: string;
      verdict: components['schemas']['ReferenceVerdict'];
      /**
       * Whether both halves were found, only the id, or only a name that suggests one
       */
      confidence: 'pair' | 'id' | 'name';
      /** Whether Pods start without the object */
      optional?: boolean;
      /** Ids that were found; empty when none could be read */
      accessKeys: components['schemas']['KeyIdentity'][];
      /** Of the first of its access keys */
      keyLast4?: string;
      /** The reason for the verdict, in words */
      why: string;
      /**
       * 0 names in the workload only, 1 Secret metadata, 2 named Secret read for the key id
       */
      readLevel: 0 | 1 | 2;
    };
    /** An access key id, without the id itself. */
    KeyIdentity: {
      /** First 16 hex digits of the SHA-256 of the key id */
      fingerprint: string;
      last4: string;
      /** Set when the id encodes it */
      accountId?: string;
    };
    /** An IAM access key, by its last four characters; the secret half is never read into the model. */
    AccessKey: {
      last4: string;
      /** First 16 hex digits of the SHA-256 of the key id; joins references to keys without storing the id */
      fingerprint: string;
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
      blastRadius?: components['schemas']['BlastRadius'];
      /** Ids of other workloads given the same key */
      sharedWith?: string[];
      /** How many others there are that the asker may not see */
      sharedWithHidden?: number;
    };
    /**
     * What an identity may do, from the most to the least. admin: everything; escalation: can become admin; write: may change something; read: may only read; none: nothing; unknown: its policies could not be read.
     */
    PrivilegeLevel:
      | 'admin'
      | 'escalation'
      | 'write'
      | 'read'
      | 'none'
      | 'unknown';
    /** What the holder of a key may do, from the policies of its user. Service control policies and resource policies are not considered. */
    BlastRadius: {
      level: components['schemas']['PrivilegeLevel'];
      /** Service prefixes such as `s3`; `*` for all */
      services: string[];
      /** Names or patterns of S3 buckets; `*` for all */
      buckets: string[];
      escalations: {
        /** For example `join-group` */
        id: string;
        actions: string[];
      }[];
      /** Conditions or a boundary restrict it in ways that are not evaluated */
      conditional: boolean;
    };
    SeverityLevel: 'critical' | 'high' | 'medium' | 'low' | 'none';
    /** Location × validity × privilege × age of the worst credential reference of a workload. */
    Severity: {
      level: components['schemas']['SeverityLevel'];
      score: number;
      /** The factors of the score */
      factors: {
        factor: 'location' | 'validity' | 'privilege' | 'age';
        weight: number;
        /** Plain words */
        why: string;
      }[];
    };
    /**
     * Age of the oldest key in days: below 30, from 30, from 90, from 365, from 730; unknown: the key or its age is not known.
     */
    AgeBand: 'lt30' | 'd30' | 'd90' | 'd365' | 'd730' | 'unknown';
    Trends: {
      days: components['schemas']['TrendDay'][];
    };
    TrendDay: {
      /** Format: date */
      day: string;
      withStaticKey: number;
      soaking: number;
      keyOff: number;
      keyless: number;
      unknown: number;
      /** Mean age of the oldest keys of workloads with a static key; absent when there are none */
      meanKeyAgeDays?: number;
      /** Workloads by status */
      statuses: {
        [key: string]: number;
      };
    };
    HeatMap: {
      rows: {
        /** Cluster or namespace */
        name: string;
        /** False when the cluster could not be read */
        isKnown: boolean;
        /** Only those with a workload in them */
        cells: {
          band: components['schemas']['AgeBand'];
          count: number;
        }[];
      }[];
    };
    /**
     * An SDK of AWS, with the first version where it matters; boto2 never takes a role, and other is any other client
     */
    SdkName:
      | 'boto3'
      | 'boto2'
      | 'go'
      | 'java'
      | 'node'
      | 'dotnet3'
      | 'dotnet4'
      | 'ruby'
      | 'php'
      | 'rust'
      | 'other';
    /** Which SDK a service uses, as somebody said */
    SdkAnswer: {
      sdk: components['schemas']['SdkName'];
      /** Entity ref of the user */
      answeredBy: string;
      /** Format: date-time */
      answeredAt: string;
    };
    Readiness: {
      /**
       * ready: no problem was found; changes: something should be changed first; blocked: it would break; unknown: no source could be read, or it has no known SDK
       */
      verdict: 'ready' | 'changes' | 'blocked' | 'unknown';
      /** Why it is unknown, and what to do */
      reason?: string;
      source?: {
        entityRef: string;
        /** Where the source was read from */
        url: string;
      };
      findings: {
        rule: string;
        language?: string;
        /** From the root of the source */
        file: string;
        line: number;
        verdict: 'blocker' | 'change' | 'note';
        what: string;
        change: string;
      }[];
      sdks: {
        packageName: string;
        language: string;
        version?: string;
        /** The version was read from a lock file */
        locked: boolean;
        file: string;
        line: number;
      }[];
      filesRead: number;
      /** Files that were not read, because it took too long; absent when all were read */
      filesLeft?: number;
      answer?: components['schemas']['SdkAnswer'];
      /** Format: date-time */
      asOf: string;
    };
    /**
     * Why there is no request of code; docs/troubleshooting.md has each with its way out
     */
    CodeRefusal:
      | 'sourceUnknown'
      | 'hostUnknown'
      | 'notFound'
      | 'forbidden'
      | 'archived'
      | 'protected'
      | 'invalid'
      | 'branchGone'
      | 'editedByOthers'
      | 'changed'
      | 'nothingToChange'
      | 'leftToPeople'
      | 'unparsable'
      | 'tooLarge'
      | 'notProven';
    CodeRequestError: {
      error: {
        name: string;
        message: string;
        refusal?: components['schemas']['CodeRefusal'];
      } & {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    CodePlace: {
      /** Path from the root, where known with `:` and the line */
      place: string;
      words: string;
    };
    /** What a request of code would change, what was proven of it, and what it leaves to people */
    CodeDifference: {
      /** Without user and password */
      repository: string;
      /** Branch that it is to be merged into */
      base: string;
      /** Commit that was read */
      baseCommit: string;
      /** SHA-256 of `files` */
      digest: string;
      files: {
        path: string;
        /** Unified; keys are masked */
        diff: string;
      }[];
      edited: components['schemas']['CodePlace'][];
      proof: string[];
      /** What cannot be edited with certainty */
      left: components['schemas']['CodePlace'][];
      /** What a person should look at too */
      hints: components['schemas']['CodePlace'][];
      /** Format: date-time */
      asOf: string;
    };
    CodeRequest: {
      /**
       * none: none was opened; open, merged, closed: the newest one; notKnown: its host could not be asked, see reason
       */
      state: 'none' | 'open' | 'merged' | 'closed' | 'notKnown';
      /** Why it is not known */
      reason?: string;
      refusal?: components['schemas']['CodeRefusal'];
      /** Address of the repository of the source */
      repository?: string;
      /** Page of the request at its host */
      url?: string;
      /** Branch that it is to be merged into */
      base?: string;
      /** Format: date-time */
      createdAt?: string;
      /**
       * Format: date-time
       * When it was merged or closed
       */
      endedAt?: string;
      /** Name at the host of who merged or closed it */
      endedBy?: string;
      /** Its branch holds commits that the portal did not make */
      editedByOthers?: boolean;
      /** Why it cannot be merged at present, as the host says */
      blockedBy?: string;
      /** Of a merged one, whether what runs was built after the merge */
      runs?: {
        /**
         * As the tag of the image says
         */
        state: 'yes' | 'no' | 'notKnown';
        evidence: string;
      };
      /** Format: date-time */
      asOf: string;
    };
    /**
     * active: in force; ended: its last day has passed; void: the accepted state has changed; withdrawn: withdrawn by a user
     */
    RiskState: 'active' | 'ended' | 'void' | 'withdrawn';
    AcceptedRisk: {
      id: string;
      workload: components['schemas']['WorkloadRef'];
      reason: string;
      /** Entity ref of the user */
      acceptedBy: string;
      /** Format: date-time */
      acceptedAt: string;
      /** Format: date-time */
      endsAt: string;
      state: components['schemas']['RiskState'];
      /** Who withdrew it */
      closedBy?: string;
      /** Format: date-time */
      closedAt?: string;
    };
    Manager: {
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
    /** How to run a piece of software that keeps keys in its own resources without a key. */
    Remedy: {
      software: string;
      /** What to set instead; absent when the software needs a key */
      text?: string;
      /** Its documentation */
      source?: string;
    };
    /** What gets a static credential: a workload with Pods, a custom resource, or a Secret or ConfigMap without a known user */
    Workload: {
      /** `cluster/namespace/kind/name` */
      id: string;
      cluster: string;
      /** Empty for objects of cluster scope */
      namespace: string;
      /** Kind; for a custom resource with its API group, such as `ClusterIssuer.cert-manager.io` */
      kind: string;
      name: string;
      status: components['schemas']['WorkloadStatus'];
      /** Why blocked, unknown or failed, in words */
      statusReason?: string;
      references: components['schemas']['CredentialReference'][];
      keys: components['schemas']['AccessKey'][];
      serviceAccount: {
        name: string;
        isDefault: boolean;
        roleArn?: string;
        /** The portal could not read it, so it may have a role */
        isRoleUnknown?: boolean;
        /** It has an EKS Pod Identity association */
        podIdentity?: boolean;
        sharedWith: string[];
        /** How many others there are that the asker may not see */
        sharedWithHidden?: number;
      };
      health: {
        desired: number;
        ready: number;
        state:
          | 'healthy'
          | 'progressing'
          | 'unhealthy'
          | 'scaledToZero'
          | 'notApplicable';
        message?: string;
      };
      manager: components['schemas']['Manager'];
      remedy?: components['schemas']['Remedy'];
      image?: string;
      entityRef?: string;
      entityTitle?: string;
      ownerRef?: string;
      /** The annotation or label that linked it to the catalog, in words */
      linkedBy?: string;
      /** How its owner is known, in words */
      ownerEvidence?: string;
      /** Why no owner is known although there may be one, in words */
      ownerDoubt?: string;
      /** Whether the doubt ends by itself, when the catalog is read again */
      isOwnerPending?: boolean;
      severity?: components['schemas']['Severity'];
      acceptedRisk?: components['schemas']['AcceptedRisk'];
      /** Its latest migration */
      migrationId?: string;
      migrationStatus?: components['schemas']['MigrationStatus'];
      /** Format: date-time */
      soakEndsAt?: string;
      lastPlan?: components['schemas']['PlanVerdict'];
      readLevel: 0 | 1 | 2;
      /** Format: date-time */
      asOf: string;
    };
    /** What the last plan said at `madeAt`; a plan reads more than the list, so only a new one says what is true now. Absent where nothing was planned since the workload's references or keys changed. */
    PlanVerdict: {
      status: 'ready' | 'blocked';
      /** Ids of the checks that stand in the way */
      blockedBy: string[];
      /** Format: date-time */
      madeAt: string;
    };
    WorkloadPage: {
      items: components['schemas']['Workload'][];
      totalCount: number;
      /** Absent on the last page */
      nextCursor?: string;
      coverage: components['schemas']['Coverage'];
      /** Existing values, for the filters */
      facets: {
        clusters: string[];
        namespaces: string[];
        owners: string[];
      };
    };
    ClusterCoverage: {
      name: string;
      state:
        | 'ok'
        | 'partial'
        | 'unreachable'
        | 'unauthorized'
        | 'misconfigured'
        | 'pending';
      /** What is wrong and what to do */
      message?: string;
      /** The identity with which the portal reads it */
      principal?: string;
      accountId?: string;
      region?: string;
      workloads: number;
      readLevel?: 0 | 1 | 2;
      /** At read level 2: Secrets that nothing refers to and whose names say nothing of a key, so that they were not read */
      unreadSecrets?: number;
      missingRights?: string[];
      /**
       * Format: date-time
       * When it was last read in full
       */
      asOf?: string;
      /** Format: date-time */
      lastTriedAt?: string;
      /** Why its workloads may not be linked to entities of the catalog yet; absent where the catalog was read */
      linkDoubt?: string;
      /**
       * Format: date-time
       * Its workloads are linked to entities as the catalog was then: an entity that came later may be linked to none; absent where the catalog was not read
       */
      linkedAt?: string;
    };
    AccountCoverage: {
      accountId: string;
      alias?: string;
      state:
        | 'ok'
        | 'partial'
        | 'denied'
        | 'noCredentials'
        | 'unreachable'
        | 'pending';
      message?: string;
      /** ARN of the portal's identity */
      principal?: string;
      /** Format: date-time */
      asOf?: string;
    };
    Coverage: {
      clusters: components['schemas']['ClusterCoverage'][];
      accounts: components['schemas']['AccountCoverage'][];
      /** Set when answers come from an emulator and not from AWS */
      emulator?: string;
      scanIntervalSeconds?: number;
      /**
       * Format: date-time
       * Oldest successful read of a readable cluster
       */
      asOf?: string;
    };
    SetUp: {
      /**
       * `stopped`: the plugin does not work until the problem of severity `error` is solved; it tries again by itself
       */
      state: 'starting' | 'ready' | 'stopped';
      problems: components['schemas']['SetUpProblem'][];
      database?: {
        /** For example `pg`, `better-sqlite3` */
        client: string;
      };
      clusterSources: components['schemas']['ClusterSource'][];
      /** Hosts of repositories where the portal can open change requests, in the order in which they are asked */
      changeHosts: string[];
      /** Extensions from modules of this portal */
      extensions: {
        kind:
          | 'clusterSupplier'
          | 'accountSupplier'
          | 'detectorRule'
          | 'check'
          | 'ownershipRule'
          | 'changeHost';
        name: string;
      }[];
    };
    SetUpProblem: {
      area:
        | 'configuration'
        | 'database'
        | 'clusters'
        | 'accounts'
        | 'extensions'
        | 'notifications';
      /**
       * `error`: nothing works until it is solved; `warning`: only the named part is left out
       */
      severity: 'error' | 'warning';
      /** Key of app-config, for example `irsa.clusters[1].tokenFile` */
      key?: string;
      /** What is wrong and what to do */
      message: string;
      /** Format: date-time */
      since: string;
      /**
       * Format: date-time
       * When the plugin tries again by itself
       */
      nextTryAt?: string;
    };
    /** One place from which the portal learns of clusters. */
    ClusterSource: {
      /** Key of app-config, for example `kubernetes.clusterLocatorMethods[0]`, or the name of an extension */
      key: string;
      type:
        | 'irsa'
        | 'config'
        | 'catalog'
        | 'gke'
        | 'localKubectlProxy'
        | 'extension'
        | 'other';
      /**
       * `partial`: some clusters are left out
       */
      state: 'ok' | 'partial' | 'failed' | 'pending';
      /** What is wrong and what to do */
      message?: string;
      /** Names of the clusters that are used */
      clusters: string[];
      /** Known clusters that are not used */
      leftOut: {
        /** Key of app-config or entity, for example `resource:default/prod` */
        key: string;
        name?: string;
        /** Why and what to do */
        reason: string;
      }[];
      /** Format: date-time */
      asOf?: string;
    };
    SetUpRights: {
      accounts: components['schemas']['AccountRights'][];
    };
    AccountRights: {
      accountId: string;
      /** ARN of the portal's identity */
      principal?: string;
      /** Why rights are not known and what to do */
      message?: string;
      /** Format: date-time */
      asOf: string;
      /** The documented policies, each with its actions */
      policies: {
        /** File of docs/manifests that grants these actions, for example `portal-iam-auditor.json` */
        file: string;
        rights: {
          /** For example `iam:ListUsers` */
          action: string;
          state: components['schemas']['RightState'];
          /** Why the right is not held or not known, for example `denied by a policy` */
          reason?: string;
        }[];
      }[];
      /** The policy of `irsa.role.permissionsBoundary` in this account */
      boundary: {
        state: 'present' | 'absent' | 'notKnown' | 'notConfigured';
        arn?: string;
        /** What is wrong and what to do */
        message?: string;
      };
    };
    RightState: 'held' | 'notHeld' | 'notKnown';
    Summary: {
      /** Known workloads, also those that nothing gives AWS credentials */
      workloads: number;
      /** Rows of the list without a filter, those of unknown status too */
      listed?: number;
      withStaticKey: number;
      /** Number of workloads with a static key whose risk is accepted */
      acceptedRisks?: number;
      soaking: number;
      keyOff: number;
      keyless: number;
      /** Secrets whose only key is one that a migration has left, kept for the way back; in no other count of a status */
      keptSecrets?: number;
      /** Workloads with a static key whose last plan was blocked; see `lastPlan` */
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
      /** Whether a workload that is patched on the cluster gets a ServiceAccount of its own although the present one would do, so that key and role change in one step. Absent: when the SDK of its source takes a role before the key */
      ownServiceAccount?: boolean;
      /**
       * How the Pods get the role: by a token of the cluster (irsa), or by an EKS Pod Identity association, for a workload that is patched on a cluster whose name in EKS is set. Absent: as the settings of the cluster say
       */
      identity?: 'irsa' | 'podIdentity';
      /** Whether one Pod with the role is tried beside the others before a Deployment of several replicas is changed, or one run of a CronJob, which does its work, where it can be. Absent: as irsa.migration.canary says, and no run of a CronJob */
      canary?: boolean;
      /** Statements added to the role's policy, for example `s3:PutObject` on one bucket */
      additionalActions?: {
        action: string;
        resource: string;
      }[];
    };
    /** One change (or one thing kept) as a sentence key with parameters, so that it can be translated. */
    Sentence: {
      id: string;
      verb: 'add' | 'change' | 'keep' | 'delete';
      /** For example `Deployment production/test` */
      object: string;
      /** provider.add, provider.audience, policy.add, policy.version, role.add, role.adopt, awsHalf.byCode, serviceAccount.add, serviceAccount.annotate, workload.detach, secret.keep, key.keep, key.off */
      key: string;
      params: {
        [key: string]: string | number | string[];
      };
      reversible: 'yes' | 'askedLater' | 'no';
      diffId?: string;
    };
    Check: {
      /** Stable, for example `oidc-provider`, `shared-service-account` */
      id: string;
      /** Number of the known failure mode, for example `F17` */
      failureMode?: string;
      state: 'passed' | 'warning' | 'blocked' | 'notChecked';
      /** Sentence key for the UI */
      key: string;
      params: {
        [key: string]: string | number | string[];
      };
      /** The sentence in English */
      message?: string;
      /** The evidence */
      evidence: string;
      /** What to do */
      fix?: string;
    };
    Diff: {
      id: string;
      title: string;
      group: 'kubernetes' | 'iam';
      /** Canonical YAML, empty when new */
      before: string;
      /** Canonical YAML, empty when deleted */
      after: string;
      /** The document as JSON (policies) */
      json?: string;
    };
    Plan: {
      id: string;
      /** SHA-256 of the canonical changes and the pre-images that they depend on, in hex */
      hash: string;
      workload: components['schemas']['WorkloadRef'];
      entityRef?: string;
      ownerRef?: string;
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
      /** How the service will behave differently afterwards */
      warnings: {
        id: string;
        /** links.shorter, links.inFlight, start.cold */
        key: string;
        params: {
          [key: string]: string | number | string[];
        };
        message: string;
      }[];
      checks: components['schemas']['Check'][];
      diffs: components['schemas']['Diff'][];
      /** The state after the plan */
      target: {
        /** Empty when nothing tells which account the key is of; then the ARNs name none */
        accountId: string;
        roleName: string;
        rolePath?: string;
        roleArn: string;
        policyArn?: string;
        boundaryArn?: string;
        providerUrl: string;
        audience: string;
        /**
         * How the Pods get the role; absent in plans of before
         */
        identity?: 'irsa' | 'podIdentity';
        /** system:serviceaccount:<namespace>:<name> */
        subject: string;
        serviceAccountName: string;
        userName?: string;
        keyLast4?: string;
        keyFingerprint?: string;
        secretNames?: string[];
      };
      serviceAccountChoice?: components['schemas']['ServiceAccountChoice'];
      identityChoice?: components['schemas']['IdentityChoice'];
      canaryChoice?: components['schemas']['CanaryChoice'];
      /** What was asked for, as it was. Absent in plans of before */
      request?: components['schemas']['PlanRequest'];
      source?: components['schemas']['WorkloadSource'];
      delivery?: components['schemas']['PlanDelivery'];
      awsHalf?: components['schemas']['AwsHalf'];
      soakDays: number;
      /** Pods that will be replaced */
      restarts?: number;
      /** Median of past migrations; absent when there is none */
      usualSeconds?: number;
      /** The same change as kubectl and aws commands */
      commands?: string;
    };
    /**
     * terraform: OpenTofu too; cdk: the template of cloudformation as JSON
     */
    AwsForm:
      | 'terraform'
      | 'cloudformation'
      | 'cdk'
      | 'eksctl'
      | 'ack'
      | 'crossplane';
    AwsCode: {
      form: components['schemas']['AwsForm'];
      /** New files; a new provider is in one of its own, since all workloads of a cluster share it */
      files: {
        /** Name without a folder */
        path: string;
        content: string;
      }[];
      /** Who has to do what with the files */
      apply?: string;
      /** What the form cannot say */
      left: string[];
      /** Why the form cannot say what was planned; there are no files then */
      problem?: string;
    };
    /** Whether the Pods keep their ServiceAccount or get one of their own, and who decides. Absent in plans of before */
    ServiceAccountChoice: {
      /** Name of the one of today */
      present: string;
      /** Name of the one of its own */
      own: string;
      /** What this plan does */
      isOwn: boolean;
      /**
       * shared: the present one has other users, is the default, or is kept by a tool, so there is no choice; source: the change is made where the workload is kept, so there is none either; asked: `ownServiceAccount` of the request; sdk: the SDK of the source takes a role before the key; usual: none of these. With the last three the request can decide otherwise
       */
      because: 'shared' | 'source' | 'asked' | 'sdk' | 'usual';
    };
    /** How the Pods get the role, and who decides. Absent in plans of before */
    IdentityChoice: {
      kind: 'irsa' | 'podIdentity';
      /**
       * There is no choice because - notEks: the name of the cluster in EKS is not set; notKnown: EKS did not answer; account: the role is in another account than the cluster, one that the portal does not know; source: the change is made where the workload is kept. With the others the request can decide otherwise - asked: `identity` of the request; cluster: the settings of the cluster; usual: none of these
       */
      because:
        | 'notEks'
        | 'notKnown'
        | 'account'
        | 'source'
        | 'asked'
        | 'cluster'
        | 'usual';
    };
    /** Whether one Pod, or one run of a CronJob, is tried before the others, and who decides. Absent in plans of before */
    CanaryChoice: {
      isOn: boolean;
      /**
       * obstacle: none can be tried, so there is no choice. With the others the request can decide otherwise - asked: `canary` of the request; settings: irsa.migration.canary; work: a run does its work, so none is tried unless asked for
       */
      because: 'obstacle' | 'asked' | 'settings' | 'work';
      /** Why none can be tried */
      obstacle?: string;
    };
    /** How the change of the workload is brought to it */
    PlanDelivery: {
      /**
       * direct: the portal patches the objects; changeRequest: Git owns them, so the change is proposed there and comes to the cluster by what keeps the workload
       */
      way: 'direct' | 'changeRequest';
      /**
       * refused: no change can be proposed; `reason` says what was looked at
       */
      state: 'ready' | 'refused';
      reason: string;
      /** Without user and password */
      repository?: string;
      /** The branch that is followed */
      base?: string;
      baseCommit?: string;
      files?: {
        path: string;
        /** Unified; values of Secrets and of variables with the name of a credential are masked */
        diff: string;
      }[];
      /** What was proven of the edited files */
      proof?: string[];
    };
    /** Somebody else that a migration waits for. No worker is held meanwhile. */
    WaitingFor: {
      /** Such as `whoever may merge in github.com/acme/deploy` */
      whom: string;
      /** Format: date-time */
      since: string;
      /** The page where it can be done */
      url?: string;
      words: string;
      /** Format: date-time */
      checkedAt?: string;
      /** Where code makes role, policy and provider: what IAM lacks of the plan, or gives beyond it */
      awsHalf?: components['schemas']['AwsHalfDifference'][];
    };
    AwsHalfDifference: {
      about: 'provider' | 'role' | 'trust' | 'rights' | 'boundary' | 'session';
      kind: 'missing' | 'wider';
      message: string;
    };
    /** Who makes role, policy and provider in AWS */
    AwsHalf: {
      /**
       * engine: the migration; code: whoever applies AWS as code. The migration then waits, compares and proves, and writes none of them.
       */
      madeBy: 'engine' | 'code';
      /** A setting, or tags of the role */
      evidence: string;
    };
    /** A change request of a migration, as last read */
    ChangeRequest: {
      /**
       * cutOver: takes the key out; revert: puts it back; secret: takes the Secret out
       */
      purpose: 'cutOver' | 'revert' | 'secret';
      url: string;
      state: 'open' | 'merged' | 'closed';
      mergeCommit?: string;
      /** Name at the host */
      endedBy?: string;
      editedByOthers?: boolean;
    };
    /** Where the truth of a workload lives, as far as its cluster and the catalog tell */
    WorkloadSource: {
      /**
       * found: a place is known; partly: a part of it is, such as the chart without the place of its values; notFound: all was looked at and nothing says it; notKnown: something that may say it could not be read
       */
      state: 'found' | 'partly' | 'notFound' | 'notKnown';
      /**
       * certain: what keeps the workload lists it; likely: a name leads there and nothing confirms it; hint: people have written it down, in the catalog or on the workload
       */
      confidence?: 'certain' | 'likely' | 'hint';
      /** What keeps the workload as its source says, such as 'Argo CD Application argocd/orders' */
      keeper?: string;
      /** Where a change would be made first */
      places: components['schemas']['SourcePlace'][];
      /** Sentences */
      evidence: string[];
      /** Sentences about what told nothing */
      lookedAt: string[];
      /** Rights that are missing and other reasons why something could not be read */
      missing: string[];
      /** What keeps a change there from coming to the cluster by itself, as it was when this was read */
      obstacles?: {
        /**
         * changes: nothing arrives; removals: what is taken out of the source stays in the cluster
         */
        stops: 'changes' | 'removals';
        /** With the way out */
        message: string;
      }[];
    };
    SourcePlace: {
      /**
       * manifests: its objects, or what builds them; values: those of its chart; chart; definition: the object that names the others, as it is kept itself; code: the repository of its service
       */
      role: 'manifests' | 'values' | 'chart' | 'definition' | 'code';
      /**
       * cluster: an object of a cluster holds it
       */
      host: 'git' | 'oci' | 'helm' | 'bucket' | 'cluster' | 'unknown';
      /** Without user and password */
      url?: string;
      /** Below the root; of an object, Kind namespace/name */
      path?: string;
      /** Branch, tag or range that is followed */
      revision?: string;
      /** The revision that was applied last */
      live?: string;
      format?: 'manifests' | 'kustomize' | 'helm' | 'jsonnet' | 'plugin';
      chart?: string;
      version?: string;
      /** Of a chart; how Helm is told to call what it makes */
      release?: {
        name: string;
        namespace: string;
      };
    };
    MigrationRequest: {
      planId: string;
      planHash: string;
      idempotencyKey: string;
      /** Ids of the acknowledged warnings */
      acknowledgements?: string[];
    };
    /**
     * queued, running: steps are under way; stopping, stopped: between steps, waits for continue or rollback; soaking: the workload uses the role, key still active; keyInactive: key switched off; retired: key deleted; rollingBack, rolledBack; failed: stopped before the workload was changed, and undone; needsHuman: neither the old nor the new state was found, or a rollback failed; closed: ended by a human as it was.
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
      | 'needsHuman'
      | 'closed';
    MigrationStep: {
      id: string;
      /** snapshot, ensure-provider, ensure-policy, ensure-role, await-aws-half, prove-role, ensure-service-account, ensure-first-policy, ensure-first-role, ensure-association, prove-injection, prove-canary, cut-over, open-request, await-merge, await-arrival, roll-out, check-pods, begin-soak */
      key: string;
      state:
        | 'waiting'
        | 'running'
        | 'done'
        | 'skipped'
        | 'failed'
        | 'undoing'
        | 'undone';
      outcome?: 'created' | 'adopted' | 'changed' | 'unchanged' | 'proven';
      /** The result in one line */
      detail?: string;
      /** Format: date-time */
      startedAt?: string;
      /** Format: date-time */
      finishedAt?: string;
      usualSeconds?: number;
      restartsPods?: boolean;
      reversible: boolean;
    };
    /** What is proven so far, by level */
    Proof: {
      level: 'L0' | 'L1' | 'L4' | 'L5' | 'L6';
      /**
       * wasProven: it was proven at `at`; what it rests on does not hold, or could not be read, in the latest look
       */
      state: 'proven' | 'wasProven' | 'failed' | 'pending' | 'notChecked';
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
      /** The problem, its cause, what was done about it, and what you can do */
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
        /** Old key not used since the switch */
        quiet: boolean;
        keyState?: 'active' | 'inactive' | 'deleted' | 'unknown';
        /**
         * Format: date-time
         * When the key was switched off, or first seen to be off
         */
        keyOffSince?: string;
        /** The key is off, and this migration did not switch it off, or that is not known: a rollback needs `switchKeyOn` */
        keyOffByOthers?: boolean;
        /** Why it is not known any more that the key is off by this migration, which switched it off. seenOn: it was seen to be on since; used: AWS shows a use since; notWatched: nobody looked for so long that it may have been on. */
        keyOffDoubt?: {
          reason: 'seenOn' | 'used' | 'notWatched';
          /**
           * Format: date-time
           * When it was seen or used, or since when nobody looked
           */
          at: string;
        };
        /**
         * Format: date-time
         * Since when something that the workload rests on does not hold. The clock of the soak stands; when everything was read and holds again, it goes on with the time that was left.
         */
        brokenSince?: string;
        /** What was left of the soak when its clock stopped */
        remainingSeconds?: number;
        /** What the workload rests on, as of the last look */
        footing?: {
          /** Format: date-time */
          readAt: string;
          facts: components['schemas']['FootingFact'][];
        };
        /**
         * Format: date-time
         * The key's last use, when the portal used the key itself in that minute. Whether something else used it then too is not known.
         */
        unsureUseAt?: string;
        /** Format: date-time */
        keyLastUsedAt?: string;
        keyLastUsedService?: string;
        keyLastUsedRegion?: string;
        /** Format: date-time */
        checkedAt?: string;
        /** What CloudTrail shows of calls with the key since the switch, where it is connected; those of the portal are left out. It has management events only, so `notSeen` is not "not used". Addresses are told by getKeyCallers alone. */
        callers?: {
          /** Format: date-time */
          asOf: string;
          /** Format: date-time */
          since: string;
          state: 'seen' | 'notSeen' | 'notKnown';
          /** How many callers there were, by address and user agent */
          others: number;
          /** Format: date-time */
          lastAt?: string;
          /** Those that were read */
          regions: string[];
          /** What was not read, and why */
          notRead: string[];
        };
        /** Observed changes of the key's last use (not a count of calls) */
        uses?: {
          /** Format: date-time */
          at: string;
          service?: string;
          region?: string;
        }[];
      };
      /**
       * The Secrets that a rollback needs, as last looked at (`secretAsOf`). gone: one is not there, or lacks what the old template takes from it; deleted: this migration deleted them, or took the AWS keys out.
       */
      secretState?:
        | 'present'
        | 'gone'
        | 'notKnown'
        | 'deleted'
        | 'notApplicable';
      /** Format: date-time */
      secretAsOf?: string;
      /** Names of the Secrets that are gone, or lack what the old template takes from them */
      goneSecrets?: string[];
      /** Of those of the target, the ones that are gone, or hold no AWS key any more */
      deletedSecrets?: string[];
      waitingFor?: components['schemas']['WaitingFor'];
      /** Change requests that this migration opened, the first one first */
      requests?: components['schemas']['ChangeRequest'][];
      act?: components['schemas']['MigrationAct'];
      startedBy: string;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      finishedAt?: string;
      rollbackReason?: string;
      /** While it needs a human: the step at which it stands */
      stuckAt?: string;
      /** What was read after the last step of a rollback, one line for each thing that the migration had touched. A rollback says "as it was before" only when every line is `asBefore`. */
      afterRollback?: {
        /** Format: date-time */
        readAt: string;
        objects: components['schemas']['ObjectAfterRollback'][];
      };
      /** What is not as it was when the migration ended. All ends are compared with the world once a day; absent while nothing is known to differ. */
      drift?: {
        /** Format: date-time */
        since: string;
        facts: components['schemas']['FootingFact'][];
      };
      /** Format: date-time */
      heartbeatAt?: string;
      lastSeq: number;
      /** The actions that are possible now */
      possible: (
        | 'stop'
        | 'continue'
        | 'rollback'
        | 'close'
        | 'skip-step'
        | 'adopt-step'
        | 'deactivate-key'
        | 'reactivate-key'
        | 'delete-key'
        | 'delete-secret'
        | 'request-secret-removal'
        | 'extend-soak'
      )[];
      /** The actions that are possible when a reason is given; `guards` says what the reason has to answer */
      withReason?: string[];
      /** Why an action is not possible yet, or only with a reason */
      guards?: {
        act: string;
        message: string;
        /** Format: date-time */
        availableAt?: string;
        /** Clusters that `despiteUnread` has to name */
        unreadClusters?: string[];
        /** Ids of workloads that `despiteUnproven` has to name */
        unprovenUsers?: string[];
      }[];
    };
    /** The act of the retirement that is under way, else the latest one. Only one is under way at a time; until its worker has begun to change something, `stop` withdraws it. */
    MigrationAct: {
      act:
        | 'deactivate-key'
        | 'reactivate-key'
        | 'delete-key'
        | 'delete-secret'
        | 'request-secret-removal'
        | 'extend-soak';
      by: string;
      /** The second person, for what cannot be undone */
      confirmedBy?: string;
      /** Format: date-time */
      askedAt: string;
      /** Format: date-time */
      startedAt?: string;
      /** Format: date-time */
      endedAt?: string;
      /**
       * waits: for a second person, who asks for the same; asked, running: under way; failed: the status is what it was; expired: nobody confirmed it in time
       */
      state:
        | 'waits'
        | 'asked'
        | 'running'
        | 'done'
        | 'failed'
        | 'withdrawn'
        | 'expired';
      /**
       * Format: date-time
       * While it waits: until when. After that it expires
       */
      expiresAt?: string;
      /** While it waits: entity refs of those who were told */
      told?: string[];
      /** What it waits for, what was done, or why it failed */
      message?: string;
    };
    FootingFact: {
      /** Kind and name, without secret values */
      object: string;
      /**
       * holds: read, and as the migration needs it; broken: read, and not so; notKnown: it could not be read
       */
      state: 'holds' | 'broken' | 'notKnown';
      message: string;
    };
    ObjectAfterRollback: {
      /** Kind and name, without secret values */
      object: string;
      /**
       * asBefore: read, and equal to what was there before; differs: read, and something of it is not; notKnown: it could not be read.
       */
      state: 'asBefore' | 'differs' | 'notKnown';
      /** What is left or was changed by others, why, and what to do */
      message: string;
    };
    MigrationTarget: {
      accountId: string;
      roleArn: string;
      policyArn?: string;
      serviceAccountName: string;
      subject?: string;
      audience?: string;
      /**
       * How the Pods get the role; absent in migrations of before
       */
      identity?: 'irsa' | 'podIdentity';
      userName?: string;
      keyLast4?: string;
      /** For `/keys/{fingerprint}` */
      keyFingerprint?: string;
      secretNames?: string[];
    };
    KeyHolder: {
      id: string;
      workload: components['schemas']['WorkloadRef'];
      ownerRef?: string;
      /**
       * uses: gets the key now; underWay: its migration has not come to rest; soaking: it has left the key, and its soak goes on; broken: what it rests on in its soak does not hold; soaked: its soak is over; keyOff: it lives with the key switched off; stored: an object that holds the key, and that nothing is seen to read.
       */
      state:
        | 'uses'
        | 'underWay'
        | 'soaking'
        | 'broken'
        | 'soaked'
        | 'keyOff'
        | 'stored';
      /** Whether a plan for it can be made now */
      canMigrate: boolean;
      migrationId?: string;
      /** Format: date-time */
      soakEndsAt?: string;
    };
    SharedKey: {
      fingerprint: string;
      last4?: string;
      userName?: string;
      holders: components['schemas']['KeyHolder'][];
      hiddenHolders: number;
      /** Ids of workloads that get a static AWS key, and which one is not known; at most 50 */
      unproven: string[];
      /** How many more there are */
      hiddenUnproven: number;
      unreadClusters: string[];
      /** Whether CloudTrail of its account is read */
      hasTrail?: boolean;
      /** The last use of the key that AWS shows. It never says by whom. */
      lastUse?: {
        /** Format: date-time */
        at?: string;
        service?: string;
        region?: string;
        /** Format: date-time */
        asOf?: string;
      };
      /** Whether something that the portal does not see uses the key too */
      outside: {
        state: 'seen' | 'notSeen' | 'notKnown';
        message: string;
      };
    };
    /** What was read of one region's event history */
    TrailRegion: {
      region: string;
      state: 'read' | 'notKnown';
      /** Why it is not known */
      reason?: string;
      /**
       * Format: date-time
       * There were too many events; those before this were not read
       */
      readFrom?: string;
      /** How many events did not say when and what */
      notUnderstood: number;
    };
    /** Calls from one address with one user agent, by one caller. All of it but the times is what callers sent. */
    TrailCaller: {
      /** An IP address, or the host of a service that called in somebody's name */
      address?: string;
      userAgent?: string;
      /** The subject of a token, or the ARN of who called */
      caller?: string;
      /** Format: date-time */
      first: string;
      /** Format: date-time */
      last: string;
      count: number;
      /** How many of them AWS refused */
      refused: number;
      /** The latest first; at most ten */
      actions: string[];
      moreActions: number;
      regions: string[];
      sessionNames: string[];
    };
    KeyCallers: {
      /** Whether CloudTrail of the key's account is read */
      isConnected: boolean;
      /** Format: date-time */
      asOf?: string;
      /** Format: date-time */
      since?: string;
      /** Why nothing was read */
      reason?: string;
      /** What this list does not know */
      limits: string;
      regions: components['schemas']['TrailRegion'][];
      /** The latest first; at most 50 */
      others: components['schemas']['TrailCaller'][];
      moreOthers: number;
      /** Calls of the portal itself: they name it, and it had announced them */
      own: components['schemas']['TrailCaller'][];
    };
    MigrationEvent: {
      seq: number;
      /** Format: date-time */
      at: string;
      level: 'info' | 'warning' | 'error';
      stepId?: string;
      message: string;
    };
    UsedServices: {
      /**
       * Title of the user
       * example: user photos
       */
      user: string;
      /** Title of the role, or of the planned one; or why there is none */
      role: string;
      /** Format: date-time */
      asOf: string;
      /** What this comparison does not know */
      limits: string;
      /** Whether harmless calls can be made to see more */
      mayCall?: boolean;
      /** The latest use first */
      used: components['schemas']['UsedService'][];
      /** Services that the user's policies name and that it never used */
      unused: string[];
      /** The role's policies without the services that were never used */
      smaller?: {
        /** A policy document */
        document: string;
        /** Patterns of actions that are not in it as they were */
        removed: string[];
      };
    };
    UsedCalls: {
      /** Format: date-time */
      at: string;
      /** What stands in for AWS, if something does */
      emulator?: string;
      /** What was not asked for */
      limits: string;
      /** How many more calls there would be beyond the limit of ten */
      left: number;
      items: components['schemas']['UsedCall'][];
    };
    UsedCall: {
      /** example: sqs:GetQueueAttributes */
      action: string;
      /** ARN; `*` for sts:GetCallerIdentity */
      resource: string;
      key: components['schemas']['UsedCallSide'];
      role: components['schemas']['UsedCallSide'];
      /**
       * By what was really answered. `less`: the key may and the role may not; `more`: the other way round. `notKnown` where one of the two was not called or gave no answer to that.
       */
      verdict: 'same' | 'less' | 'more' | 'notKnown';
    };
    UsedCallSide: {
      /**
       * What its policies and its permissions boundary say
       */
      simulated: 'allowed' | 'denied' | 'notKnown';
      /**
       * What AWS answered. `notThere`: it was let in, and the resource is not there.
       */
      called: 'allowed' | 'denied' | 'notThere' | 'error' | 'notCalled';
      /** Error code of AWS */
      code?: string;
      reason?: string;
    };
    UsedService: {
      /** example: s3 */
      service: string;
      /** example: Amazon S3 */
      title: string;
      /** Format: date-time */
      lastUsedAt?: string;
      region?: string;
      /** Actions that AWS tracks one by one and has seen */
      actions: {
        /** example: s3:CreateBucket */
        action: string;
        /** Format: date-time */
        lastUsedAt: string;
        /**
         * Absent for what IAM tells
         */
        source?: 'cloudTrail';
      }[];
      /**
       * `same`: the role's policies allow all that the user's allow in it. `less`, `none`: see `missing`. `notAllowed`: no policy of the user allows it.
       */
      verdict: 'same' | 'less' | 'none' | 'notAllowed' | 'noRole' | 'notKnown';
      reason?: string;
      missing: {
        /** example: s3:put* */
        action: string;
        resource: string;
      }[];
    };
    PreviewMethod: 'GET' | 'HEAD' | 'PUT';
    PreviewRequest: {
      workload: components['schemas']['WorkloadRef'];
      bucket: string;
      key: string;
      methods: components['schemas']['PreviewMethod'][];
      expirySeconds: number;
      /** The plan whose role is simulated while the workload has none */
      planId?: string;
      region?: string;
    };
    /** One signed request with one identity */
    Probe: {
      method: components['schemas']['PreviewMethod'];
      outcome: 'allowed' | 'denied' | 'error';
      status?: number;
      /** S3 error code, for example AccessDenied */
      code?: string;
      latencyMs?: number;
      requestId?: string;
      size?: number;
      contentType?: string;
      linkId?: string;
      /** Host and path; query hidden */
      maskedLink?: string;
      /** Format: date-time */
      expiresAt?: string;
      endsBecause?: 'link' | 'session';
      /** Reasons for the denial in words, the most certain first */
      why?: string[];
    };
    LinkPurpose: 'reveal' | 'link' | 'curl' | 'qr';
    /** A link that was made, without the link */
    PreviewLink: {
      id: string;
      previewId: string;
      /** Format: date-time */
      at: string;
      /** Who made it */
      by: string;
      workloadId: string;
      bucket: string;
      key: string;
      method: components['schemas']['PreviewMethod'];
      identity: 'key' | 'role';
      /** Format: date-time */
      endsAt: string;
      uses: {
        /** Format: date-time */
        at: string;
        by: string;
        purpose: components['schemas']['LinkPurpose'];
      }[];
    };
    PreviewSide: {
      identity: 'key' | 'role';
      /**
       * simulated: computed from the policy of a plan, and never sent; no evidence
       */
      state: 'ok' | 'unavailable' | 'simulated';
      /** Why it could not be tried and what to do, or what a simulation does not look at */
      reason?: string;
      /** From GetCallerIdentity */
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
      verdict: 'same' | 'different' | 'incomplete';
      differences?: {
        method: components['schemas']['PreviewMethod'];
        message: string;
        missingAction?: string;
        resource?: string;
      }[];
      sides: components['schemas']['PreviewSide'][];
      vantage: 'portal-backend';
      emulator?: string;
      /** Format: date-time */
      createdAt: string;
    };
    TrustFinding: {
      ruleId: string;
      severity: 'critical' | 'high' | 'medium' | 'low' | 'info';
      /** Zero-based index */
      statement?: number;
      message: string;
      fix: string;
      /** Parts of the policy's text that are the reason, as offsets of UTF-16 units in trustPolicyJson; empty when the finding is about the role and not about its policy */
      evidence?: {
        start: number;
        end: number;
      }[];
    };
    /** A trust policy that answers findings and lets nobody in who is not let in now. */
    TrustProposal: {
      /** The whole policy as JSON */
      policy: string;
      /** Rules whose findings it answers */
      rules: string[];
      /** Who loses access, keeps it or gets it; `namespace/name` of a ServiceAccount, a subject or pattern of a token, or a principal */
      effect: {
        removed: string[];
        kept: string[];
        added: string[];
      };
      /** ServiceAccounts (`namespace/name`) that name the role in their annotation and would lose it */
      breaks: string[];
    };
    /** What is known around the role, so that a browser can judge a change of its policy. Names of ServiceAccounts are left out. */
    TrustContext: {
      accountId: string;
      /**
       * Format: date-time
       * When the role was read; conditions on the time are judged by it
       */
      now?: string;
      partition?: string;
      /** Absent when they could not be read */
      providers?: {
        arn: string;
        url: string;
        clientIds: string[];
      }[];
      clusters: {
        name: string;
        issuer: string;
        environment?: string;
      }[];
      hasAllClusters?: boolean;
      quota?: number;
      ownAccounts?: string[];
      ownIssuers?: string[];
      vendorAccounts?: {
        [key: string]: string;
      };
      /** Names of services in the policy that IAM has, which it has taken */
      acceptedServices?: string[];
      owners?: {
        github?: string[];
        gitlab?: string[];
        terraform?: string[];
      };
    };
    RoleSourceError: {
      error: {
        name: string;
        message: string;
        /**
         * Why the source of a role is left as it is; docs/troubleshooting.md has each with its way out
         */
        refusal?:
          | 'notFound'
          | 'ambiguous'
          | 'unreadable'
          | 'different'
          | 'variable'
          | 'repeated'
          | 'ignored'
          | 'anchor'
          | 'unproven';
      } & {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    RoleChangeRequest: {
      state: 'open' | 'merged' | 'closed';
      /** The page of the host */
      url: string;
      branch: string;
      /** The file that is changed */
      path: string;
    };
    /** One principal that the trust policy allows, and who that is. */
    TrustWay: {
      kind: 'token' | 'aws' | 'service' | 'saml';
      /** ARN or name, as in the policy */
      principal: string;
      reach: 'exact' | 'bounded' | 'open' | 'dead';
      /** Of tokens: the subjects that are let in by name */
      subjects: string[];
      /** Of tokens: other subjects that are let in; no pattern in `matches` means every subject */
      patterns: {
        matches: string[];
        except: string[];
      }[];
      /** Whether conditions decide too that are not known before the request */
      isConditional: boolean;
      clusters: string[];
      /** ServiceAccounts (namespace/name) of these clusters that are let in as they were read. Absent: not read, or no cluster */
      admitsNow?: string[];
    };
    /**
     * signed: somebody has signed the policy off as it is; void: it has changed since, or others get in; ended: the last day of the sign-off has passed; never: nobody has signed it off
     */
    ReviewState: 'signed' | 'void' | 'ended' | 'never';
    RoleReviewSummary: {
      state: components['schemas']['ReviewState'];
      /** Entity ref of who signed it off last */
      by?: string;
      /** Format: date-time */
      at?: string;
    };
    RoleReview: {
      state: components['schemas']['ReviewState'];
      /** Of the trust policy as it was read; order, repetition and lists of one do not change it */
      policyHash: string;
      /** Who started the migration that changed the role last, if one did */
      lastAuthor?: string;
      signOff?: components['schemas']['SignOff'];
      /** Only when the sign-off is void */
      difference?: components['schemas']['SignOffDifference'];
      accepted: components['schemas']['AcceptedFinding'][];
      /** Earlier sign-offs, newest first */
      history: components['schemas']['SignOff'][];
    };
    SignOff: {
      id: string;
      policyHash: string;
      comment: string;
      /** Findings that were open when it was signed */
      findings: {
        ruleId: string;
        severity: string;
        message: string;
      }[];
      /** Entity ref of the user */
      signedBy: string;
      /** Format: date-time */
      signedAt: string;
      /** Format: date-time */
      endsAt: string;
      /**
       * Format: date-time
       * When the daily comparison found it changed
       */
      voidAt?: string;
      state: 'signed' | 'void' | 'ended' | 'replaced';
    };
    SignOffDifference: {
      /** The policy that was signed off */
      before: string;
      /** The policy as it is now */
      after: string;
      removed: string[];
      added: string[];
      /** ServiceAccounts that get in now by the same policy */
      joined: string[];
      /** False: one of the policies was not understood, so nobody can be named */
      isUnderstood: boolean;
    };
    /**
     * active: in force; ended: its last day has passed; resolved: the role has this finding no longer; withdrawn: withdrawn by a user, or accepted anew
     */
    AcceptedFindingState: 'active' | 'ended' | 'resolved' | 'withdrawn';
    AcceptedFinding: {
      id: string;
      ruleId: string;
      severity: 'critical' | 'high' | 'medium' | 'low' | 'info';
      message: string;
      reason: string;
      /** Entity ref of the user */
      acceptedBy: string;
      /** Format: date-time */
      acceptedAt: string;
      /** Format: date-time */
      endsAt: string;
      closedBy?: string;
      /** Format: date-time */
      closedAt?: string;
      state: components['schemas']['AcceptedFindingState'];
    };
    TrustEffect: {
      removed: string[];
      kept: string[];
      added: string[];
    };
    TrustChange: {
      id: string;
      /**
       * What IAM said when it was read again: not known yet; as written; as before; otherwise, as somebody else has changed or removed the role
       */
      state: 'writing' | 'written' | 'notWritten' | 'otherwise';
      /** Id of the change that this one takes back */
      takesBack?: string;
      before: string;
      after: string;
      effect: components['schemas']['TrustEffect'];
      rules: string[];
      reason: string;
      madeBy: string;
      /** Format: date-time */
      madeAt: string;
      /** Format: date-time */
      readAt?: string;
    };
    ReachableRole: {
      arn: string;
      name: string;
      accountId: string;
      /** ARN of the role from which it is assumed; absent when there is none, or the asker may not see it */
      via?: string;
      /** Roles that are assumed one after the other */
      steps: number;
      /**
       * Of the whole way: by everything that was read; if conditions of the request are met; something that decides was not read
       */
      certainty: 'certain' | 'conditional' | 'notKnown';
      /** The last step of the way, by which this role is assumed */
      lastStep: {
        /**
         * What it rests on: the trust policy lets tokens of the seeker in; it lets the role before in, which needs no right of its own; it does, and policies of the role before allow the call
         */
        restsOn: 'token' | 'trustPolicy' | 'bothPolicies';
        /**
         * Of this step alone
         */
        certainty: 'certain' | 'conditional' | 'notKnown';
      };
      /** What it may do; absent when its policies were not read */
      may?: components['schemas']['BlastRadius'];
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
      /** Whether this plugin made it */
      ours?: boolean;
      /** Whether CloudTrail of its account is read */
      hasTrail?: boolean;
      /** What keeps the role as its source says, by the role's tags as they were read lately, such as 'Terraform'; absent where no tag says so */
      keptBy?: string;
      /** Address of its source, where the role's tags name one */
      source?: string;
      verdict: 'safe' | 'risky' | 'dangerous' | 'broken';
      /**
       * How far the trust policy reaches: those that it names; whoever matches a pattern, or whom a named account or identity provider lets in; anyone; nobody
       */
      reach: 'exact' | 'bounded' | 'open' | 'dead' | 'notUnderstood';
      /** Why the policy was not understood */
      reachReason?: string;
      ways: components['schemas']['TrustWay'][];
      findings: components['schemas']['TrustFinding'][];
      /** Subjects and patterns of subjects that are let in */
      subjects: string[];
      providers: string[];
      clusters?: string[];
      /** Only when one role is read */
      trustPolicyYaml?: string;
      /** Only when one role is read */
      trustPolicyJson?: string;
      /** Only when one role is read, and there is something to propose */
      proposal?: components['schemas']['TrustProposal'];
      /** Only in the list */
      review?: components['schemas']['RoleReviewSummary'];
      /** Of the trust policy; a sign-off names it. Only when one role is read */
      policyHash?: string;
      /** Only when one role is read */
      context?: components['schemas']['TrustContext'];
    };
  };
  responses: {
    /** An error in the shape of \@backstage/errors */
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
    /** `-` for what belongs to none */
    namespace: string;
    kind: string;
    name: string;
    planId: string;
    migrationId: string;
    severityFilter: components['schemas']['SeverityLevel'][];
    /** Age of the oldest key, in bands */
    keyAgeFilter: components['schemas']['AgeBand'][];
    locationFilter: components['schemas']['ReferenceLocation'][];
    /** Only workloads with an accepted risk in force (true), or only the others (false) */
    acceptedFilter: boolean;
    /** Only workloads with an active key that was not used for 90 days (true), or only the others (false) */
    unusedFilter: boolean;
    /** What the last plan said of workloads with a static key, `lastPlan`; the word `none` means that there is no plan of the workload as it is now */
    planFilter: ('ready' | 'blocked' | 'none')[];
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
      /** The figures */
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
      /** Coverage */
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
  getSetUp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The state of the plugin */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SetUp'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getSetUpRights: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The rights */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SetUpRights'];
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
      /** Coverage after the scan */
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
        /** Words over namespace, name, object, owner, IAM user and end of a key; each has to be found. With a slash, also the name as pages write it (namespace/name) and the id */
        q?: string;
        status?: components['schemas']['WorkloadStatus'][];
        cluster?: string[];
        namespace?: string[];
        /** Owner entity refs; `none` means without owner, `unknown` that no owner is known although there may be one */
        owner?: string[];
        entityRef?: string;
        severity?: components['parameters']['severityFilter'];
        /** Age of the oldest key, in bands */
        keyAge?: components['parameters']['keyAgeFilter'];
        location?: components['parameters']['locationFilter'];
        /** Only workloads with an accepted risk in force (true), or only the others (false) */
        accepted?: components['parameters']['acceptedFilter'];
        /** Only workloads with an active key that was not used for 90 days (true), or only the others (false) */
        unused?: components['parameters']['unusedFilter'];
        /** What the last plan said of workloads with a static key, `lastPlan`; the word `none` means that there is no plan of the workload as it is now */
        plan?: components['parameters']['planFilter'];
        sort?:
          | 'name'
          | '-name'
          | 'status'
          | '-status'
          | 'keyAge'
          | '-keyAge'
          | 'keyLastUsed'
          | '-keyLastUsed'
          | 'severity'
          | '-severity'
          | 'owner'
          | '-owner';
        /** nextCursor of the previous page, with the same filter and sort; replaces the offset */
        cursor?: string;
        offset?: number;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page */
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
        /** `-` for what belongs to none */
        namespace: components['parameters']['namespace'];
        kind: components['parameters']['kind'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The workload */
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
  getSharedKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        fingerprint: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The key and its holders */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SharedKey'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  exportFindings: {
    parameters: {
      query?: {
        q?: string;
        status?: components['schemas']['WorkloadStatus'][];
        cluster?: string[];
        namespace?: string[];
        owner?: string[];
        entityRef?: string;
        severity?: components['parameters']['severityFilter'];
        /** Age of the oldest key, in bands */
        keyAge?: components['parameters']['keyAgeFilter'];
        location?: components['parameters']['locationFilter'];
        /** Only workloads with an accepted risk in force (true), or only the others (false) */
        accepted?: components['parameters']['acceptedFilter'];
        /** Only workloads with an active key that was not used for 90 days (true), or only the others (false) */
        unused?: components['parameters']['unusedFilter'];
        /** What the last plan said of workloads with a static key, `lastPlan`; the word `none` means that there is no plan of the workload as it is now */
        plan?: components['parameters']['planFilter'];
      };
      header?: never;
      path: {
        format: 'csv' | 'json' | 'sarif' | 'ocsf';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The file */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/json': unknown;
          'application/sarif+json': unknown;
        };
      };
      default: components['responses']['Error'];
    };
  };
  getTrends: {
    parameters: {
      query?: {
        /** How many days back */
        days?: number;
        cluster?: string[];
        /** Owner entity refs; `none` and `unknown` mean without a known owner */
        owner?: string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The days, oldest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Trends'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getHeatMap: {
    parameters: {
      query?: {
        /** Rows are the namespaces of this cluster */
        cluster?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The figures */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HeatMap'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listRisks: {
    parameters: {
      query?: {
        state?: components['schemas']['RiskState'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Accepted risks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AcceptedRisk'][];
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  acceptRisk: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          workload: components['schemas']['WorkloadRef'];
          reason: string;
          /**
           * Format: date-time
           * At most 365 days ahead
           */
          endsAt: string;
        };
      };
    };
    responses: {
      /** The accepted risk */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedRisk'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  withdrawRisk: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        riskId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The risk as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedRisk'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getCodeRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cluster: components['parameters']['cluster'];
        /** `-` for what belongs to none */
        namespace: components['parameters']['namespace'];
        kind: components['parameters']['kind'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The request */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CodeRequest'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  openCodeRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cluster: components['parameters']['cluster'];
        /** `-` for what belongs to none */
        namespace: components['parameters']['namespace'];
        kind: components['parameters']['kind'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': {
          /** Of the difference that was looked at. With another one now, nothing is written, and the refusal is `changed`. */
          digest?: string;
        };
      };
    };
    responses: {
      /** The request as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CodeRequest'];
        };
      };
      /** There is no request, and why */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CodeRequestError'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getCodeDifference: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cluster: components['parameters']['cluster'];
        /** `-` for what belongs to none */
        namespace: components['parameters']['namespace'];
        kind: components['parameters']['kind'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The difference */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CodeDifference'];
        };
      };
      /** There is none to propose, and why */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CodeRequestError'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getKeyCallers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cluster: components['parameters']['cluster'];
        /** `-` for what belongs to none */
        namespace: components['parameters']['namespace'];
        kind: components['parameters']['kind'];
        name: components['parameters']['name'];
        fingerprint: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The callers */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KeyCallers'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getReadiness: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cluster: components['parameters']['cluster'];
        /** `-` for what belongs to none */
        namespace: components['parameters']['namespace'];
        kind: components['parameters']['kind'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The assessment */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  answerSdk: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cluster: components['parameters']['cluster'];
        /** `-` for what belongs to none */
        namespace: components['parameters']['namespace'];
        kind: components['parameters']['kind'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          sdk: components['schemas']['SdkName'];
        };
      };
    };
    responses: {
      /** The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SdkAnswer'];
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
      /** The plan */
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
      /** The plan */
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
      /** Discarded */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  getPlanAwsCode: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
        form: components['schemas']['AwsForm'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The files */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AwsCode'];
        };
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
      /** One page, newest first */
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
      /** Started (or already running for this key) */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Migration'];
        };
      };
      /** The plan is out of date or the workload is locked */
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
      /** The migration */
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
        /** Only events with a larger `seq` */
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
      /** Events in order, 500 at most */
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
      /** Will stop after the running step */
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
      /** Continues */
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
          /** Switch the old key on when somebody else switched it off */
          switchKeyOn?: boolean;
        };
      };
    };
    responses: {
      /** Rolling back */
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
  closeMigration: {
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
      /** Closed */
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
  settleStep: {
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
          way: 'skip' | 'adopt';
          /** The step that who asks has seen in `stuckAt` */
          step: string;
          reason: string;
        };
      };
    };
    responses: {
      /** The migration goes on */
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
          act:
            | 'deactivate-key'
            | 'reactivate-key'
            | 'delete-key'
            | 'delete-secret'
            | 'request-secret-removal'
            | 'extend-soak';
          confirm?: string;
          /** Required for an action before the soak has ended */
          reason?: string;
          days?: number;
          /** For `deactivate-key`: clusters that could not be read, and in which the key may be in use. For `request-secret-removal`: clusters that may take the same files from Git. Naming them is a decision that needs a reason and the permission `irsa.key.decide`. */
          despiteUnread?: string[];
          /** For `deactivate-key`: ids of workloads that get a static AWS key, and which one is not known. Naming them is such a decision too. */
          despiteUnproven?: string[];
        };
      };
    };
    responses: {
      /** Taken on */
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
      /** The comparison */
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
      /** Suggestions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            buckets: {
              name: string;
              prefixes: string[];
              /** A few existing objects, when they may be listed */
              objects?: string[];
            }[];
            probePrefix: string;
            maxExpirySeconds: number;
            /** Those that the configuration allows */
            methods: components['schemas']['PreviewMethod'][];
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  getUsedServices: {
    parameters: {
      query: {
        workloadId: string;
        /** A plan of the workload whose policy is compared while there is no role */
        planId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The comparison */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UsedServices'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  createUsedCalls: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          workloadId: string;
          /** A plan of the workload whose policy is simulated while there is no role */
          planId?: string;
        };
      };
    };
    responses: {
      /** The comparison */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UsedCalls'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listPreviewLinks: {
    parameters: {
      query?: {
        workloadId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Links that were made */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PreviewLink'][];
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
    requestBody?: {
      content: {
        'application/json': {
          purpose?: components['schemas']['LinkPurpose'];
        };
      };
    };
    responses: {
      /** The link */
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
      query?: {
        /** Only roles whose review stands so */
        review?: components['schemas']['ReviewState'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Roles, worst finding first */
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
  listReachableRoles: {
    parameters: {
      query: {
        from: 'serviceAccount' | 'repository' | 'role';
        cluster?: string;
        namespace?: string;
        /** Of the ServiceAccount */
        name?: string;
        /** `owner/repository` at GitHub */
        repository?: string;
        /** Only jobs of the repository that run on this branch and in no environment */
        branch?: string;
        /** Only jobs of the repository that run in this environment */
        environment?: string;
        roleArn?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Nearest roles first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ReachableRole'][];
            /** Roles that the asker may not see */
            hidden: number;
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
      /** The role */
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
  getRoleCallers: {
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
      /** The callers */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KeyCallers'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  exportRoles: {
    parameters: {
      query?: {
        /** Only roles whose review stands so */
        review?: components['schemas']['ReviewState'];
      };
      header?: never;
      path: {
        format: 'csv' | 'sarif' | 'zip';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The file */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/sarif+json': unknown;
          'application/zip': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  openTrustRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
        roleName: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          policyHash: string;
          /** The proposed policy that the user has looked at */
          policy: string;
          reason: string;
          /** Address of the repository, or of a folder in it, as the host shows it */
          source: string;
        };
      };
    };
    responses: {
      /** The request */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoleChangeRequest'];
        };
      };
      /** Nothing was opened */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoleSourceError'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listTrustChanges: {
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
      /** The changes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TrustChange'][];
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  applyTrustProposal: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
        roleName: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          policyHash: string;
          /** The proposed policy that the user has looked at */
          policy: string;
          reason: string;
        };
      };
    };
    responses: {
      /** The change */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrustChange'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  rollBackTrustChange: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
        roleName: string;
        changeId: string;
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
      /** The change that takes it back */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrustChange'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  exportRoleEvidence: {
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
      /** The file */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  getRoleReview: {
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
      /** The review */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoleReview'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  signRoleOff: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
        roleName: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          policyHash: string;
          /**
           * Needed when findings are open
           * @default
           */
          comment?: string;
          days: number;
        };
      };
    };
    responses: {
      /** The review */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoleReview'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  acceptFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
        roleName: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          policyHash: string;
          ruleId: string;
          statement?: number;
          reason: string;
          /**
           * Format: date-time
           * At most 365 days ahead
           */
          endsAt: string;
        };
      };
    };
    responses: {
      /** The accepted finding */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedFinding'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  withdrawFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
        roleName: string;
        findingId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The finding as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedFinding'];
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
      /** The document */
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
