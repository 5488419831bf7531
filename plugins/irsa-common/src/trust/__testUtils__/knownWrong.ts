/** Cases that the review still judges wrongly, each with what is missing. The list may only shrink. */
export const knownWrong: Record<string, string> = {
  'TPC-008': 'misses tagsession-unneeded (info)',
  'TPC-031': 'verdict is safe, not broken; misses sub-case-mismatch (high)',
  'TPC-043': 'misses set-operator-single-valued (low)',
  'TPC-047': 'misses github-mutable-sub (info)',
  'TPC-050': 'misses condition-key-unsupported (high)',
  'TPC-061': 'misses null-if-exists (high)',
  'TPC-071':
    'verdict is safe, not broken; misses condition-contradiction (high)',
  'TPC-074': 'verdict is safe, not broken; misses operator-invalid (high)',
  'TPC-075': 'verdict is safe, not broken; misses operator-invalid (high)',
  'TPC-079': 'verdict is safe, not broken; misses condition-empty-array (high)',
  'TPC-080':
    'verdict is broken, not risky; misses duplicate-json-key (high); misses sub-missing (high)',
  'TPC-081': 'misses duplicate-key-case (high)',
  'TPC-082':
    'verdict is safe, not broken; misses policy-variable-unresolved (high)',
  'TPC-083':
    'verdict is safe, not broken; misses policy-variable-unresolved (high)',
  'TPC-087': 'misses sub-any-serviceaccount (medium); says sub-any',
  'TPC-088': 'misses deny-ineffective (medium)',
  'TPC-089': 'misses condition-key-wrong-provider (high)',
  'TPC-093': 'verdict is safe, not broken; misses notprincipal (high)',
  'TPC-095': 'verdict is safe, not broken; misses multi-provider-and (high)',
  'TPC-096':
    'verdict is safe, not broken; misses condition-key-wrong-provider (high)',
  'TPC-097': 'verdict is risky, not safe; misses ifexists-vacuous (low)',
  'TPC-098': 'misses ifexists-vacuous (critical)',
  'TPC-104': 'misses notaction (low)',
  'TPC-107': 'misses principal-org-wide (medium)',
  'TPC-110':
    'verdict is safe, not broken; misses mixed-principals-blocked (medium)',
  'TPC-111': 'misses mixed-principals-bypass (high)',
  'TPC-112': 'misses mixed-trust-mechanisms (low)',
  'TPC-119': 'misses dangling-provider (high)',
  'TPC-120':
    'verdict is broken, not safe; says provider-malformed; says condition-key-malformed',
  'TPC-123': 'verdict is safe, not broken; misses deleted-principal (low)',
  'TPC-125': 'verdict is safe, not risky; misses dangling-namespace (high)',
  'TPC-126':
    'verdict is safe, not risky; misses dangling-serviceaccount (medium)',
  'TPC-127':
    'verdict is safe, not risky; misses dangling-serviceaccount (medium)',
  'TPC-128': 'misses dangling-namespace (high)',
  'TPC-129': 'misses serviceaccount-not-annotated (low)',
  'TPC-130': 'misses serviceaccount-annotation-mismatch (low)',
  'TPC-132': 'verdict is safe, not risky; misses shared-issuer-clusters (high)',
  'TPC-133':
    'verdict is safe, not risky; misses cross-environment-trust (medium)',
  'TPC-134': 'misses privileged-broad-trust (critical)',
  'TPC-136': 'misses shared-role (low)',
  'TPC-137': 'misses long-session (low)',
  'TPC-138': 'misses unused-role (low)',
  'TPC-146': 'verdict is safe, not risky; misses github-any-ref (medium)',
  'TPC-147': 'verdict is safe, not risky; misses github-any-branch (medium)',
  'TPC-148': 'verdict is safe, not risky; misses github-pull-request (medium)',
  'TPC-150': 'misses github-mutable-sub (info)',
  'TPC-154':
    'verdict is safe, not broken; misses github-sub-format-mismatch (high)',
  'TPC-156': 'misses github-mutable-sub (info)',
  'TPC-157': 'misses github-id-wildcard (low)',
  'TPC-164':
    'verdict is risky, not broken; misses shared-issuer-claim-refused (high); says sub-missing; says shared-issuer-required-claim',
  'TPC-167': 'misses github-sub-abusable-claim (critical)',
  'TPC-172': 'verdict is safe, not risky; misses saas-unknown-owner (high)',
  'TPC-173': 'misses saas-unknown-owner (high)',
  'TPC-174': 'verdict is safe, not risky; misses saas-unknown-project (medium)',
  'TPC-177': 'verdict is safe, not risky; misses saas-any-project (medium)',
  'TPC-184':
    'verdict is risky, not broken; misses shared-issuer-claim-refused (high)',
  'TPC-186': 'misses sub-missing (medium)',
  'TPC-187':
    'verdict is safe, not risky; misses cognito-aud-missing (critical); misses shared-issuer-required-claim (critical)',
  'TPC-189':
    'verdict is safe, not risky; misses cognito-unauthenticated (high)',
  'TPC-191': 'misses pod-identity-unscoped (low)',
  'TPC-192': 'verdict is safe, not broken; misses tagsession-missing (high)',
  'TPC-195': 'verdict is safe, not broken; misses session-tags-disabled (high)',
  'TPC-197':
    'verdict is safe, not broken; misses pod-identity-wrong-service (high)',
  'TPC-198': 'misses pod-identity-and-irsa (info)',
  'TPC-199':
    'verdict is safe, not risky; misses cross-account-no-external-id (high)',
  'TPC-201': 'verdict is safe, not risky; misses external-id-wildcard (high)',
  'TPC-203': 'misses cross-account-root (low)',
  'TPC-205': 'verdict is safe, not risky; misses cross-account-unknown (high)',
  'TPC-206': 'misses role-chaining (info)',
  'TPC-209': 'misses shared-role (low)',
  'TPC-211': 'misses thumbprint-legacy (info)',
  T02: 'verdict is safe, not broken or dangerous or risky; misses provider-malformed',
  T05: 'verdict is safe, not risky; misses saas-any-project',
  T15: 'verdict is safe, not risky; misses saas-any-project',
  T17: 'verdict is safe, not risky; misses github-any-ref',
  T19: 'verdict is safe, not risky or dangerous; misses sub-any',
};
