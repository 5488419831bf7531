export const planMessages = {
  plan: {
    title: 'Move {{name}} to an IAM role',
    nothingChanged: 'Nothing has been changed yet.',
    where: '{{kind}} {{namespace}}/{{name}} on {{cluster}}',
    status: 'Status',
    validFor: 'Plan valid for',
    hash: 'Plan hash',
    owner: 'Owner',
    sharedKey: {
      title: 'Who else has the key …{{last4}}',
      text: 'The key can be switched off only after all of these have stopped using it.',
      nobody: 'No other workload was found that has it.',
      kept: 'This migration has kept its own Secret, so that it can be rolled back:',
      hidden_one: '{{count}} more has it, which you may not see.',
      hidden_other: '{{count}} more have it, which you may not see.',
      unproven:
        'These have a static AWS key too. Which one is not known; it may be this one:',
      unread: 'Could not be read: {{clusters}}. The key may be used there.',
      lastUse: 'Last use of the key:',
      holders: 'Holders of the key',
      workload: 'Workload',
      state: 'Progress',
      migration: 'Migration',
      stateOf: {
        uses: 'Uses it',
        underWay: 'Migrating',
        soaking: 'Soaks until',
        broken: 'Soak broken',
        soaked: 'Soak over',
        keyOff: 'Key off',
        stored: 'Stored; nothing was seen to use it',
      },
      gather_one: 'Also migrate the other workload that has this key',
      gather_other:
        'Also migrate the {{count}} other workloads that have this key',
      plans: 'Plans of the others',
      planning: 'Its plan is being made…',
      plan: 'Plan',
      started: 'Started',
      noneReady: 'None of these plans can be started.',
      startOthers_one: 'Start {{count}} other',
      startOthers_other: 'Start {{count}} others',
      startAll_one: 'Start this migration and {{count}} other',
      startAll_other: 'Start this migration and {{count}} others',
    },
    statusOf: {
      ready: 'Plan ready',
      blocked: 'Blocked',
      nothingToDo: 'Nothing to do',
      expired: 'Expired',
      used: 'Used',
      discarded: 'Discarded',
    },
    changes: 'What changes',
    counts: '{{added}} added, {{changed}} changed, {{deleted}} deleted',
    restarts_one: '{{count}} pod restarts',
    restarts_other: '{{count}} pods restart',
    noRestarts: 'no pod restarts',
    usual: 'usually {{time}}',
    verb: {
      add: 'add',
      change: 'change',
      keep: 'keep',
      delete: 'delete',
    },
    reversible: {
      yes: 'Reversible',
      askedLater: 'Asked again after the soak',
      no: 'Cannot be undone',
    },
    showDiff: 'Show difference',
    showDiffOf: 'Show difference of {{object}}',
    diffs: 'Differences',
    behaviour: 'What will be different for your service',
    warningTitle: {
      'links.shorter': 'Links that your service hands out will expire sooner',
      'links.inFlight': 'Links already handed out',
      'start.cold': 'The first start is a little slower',
    },
    checks: 'Checks before start',
    checksPassed: '{{value}} passed',
    checksNotChecked: '{{value}} not checked: {{why}}',
    checksCount: '{{passed}} of {{all}} passed',
    checkState: {
      passed: 'Passed',
      warning: 'Warning',
      blocked: 'Blocked',
      notChecked: 'Not checked',
    },
    evidence: 'How we know: {{text}}',
    fix: 'What to do: {{text}}',
    acknowledge: 'I have seen this',
    acknowledgeOf: 'I have seen this: {{check}}',
    identity: {
      title: 'How the Pods get the role',
      name: { irsa: 'IRSA', podIdentity: 'EKS Pod Identity' },
      irsa: 'By a token of the cluster (IRSA)',
      irsaText:
        'An annotation on the ServiceAccount names the role, and the account trusts the tokens of the cluster. It works on all nodes, and with old SDKs.',
      podIdentity: 'By EKS Pod Identity',
      podIdentityText:
        'An association in EKS gives the role to the ServiceAccount, and an agent on each node hands it out. It needs Linux nodes on EC2, and an SDK from March 2024 or later. Every SDK uses a static key before it.',
      because: {
        notEks:
          'The Pods get it by a token of the cluster (IRSA): the name of the cluster in EKS is not set.',
        notKnown:
          'The Pods get it by a token of the cluster (IRSA): EKS did not answer whether an association is possible.',
        account:
          'The Pods get it by a token of the cluster (IRSA): the cluster is in another account than the role, one that the portal does not know.',
        source:
          'The Pods get it by a token of the cluster (IRSA): the change is made where the workload is kept.',
        asked: 'It was chosen for this plan.',
        cluster: 'This is how the settings of the cluster want it.',
        usual: 'This is the usual way.',
      },
    },
    canary: {
      pod: {
        title: 'A Pod before the others',
        on: 'Try one Pod first',
        onText:
          'One Pod with the role is started beside the others and watched before the workload is changed. It gets no traffic. The portal must be allowed to create and delete Pods; where it is not, the migration says so and goes on without.',
        off: 'Begin with the rollout',
        offText:
          'The first new Pod of the rollout shows whether the role works. If it does not, everything is put back.',
      },
      run: {
        title: 'A run before the change',
        on: 'Start one run first',
        onText:
          'One run with the role is started, and does its work for real. The CronJob is changed only when it has succeeded. Where only one run at a time is allowed, the schedule is suspended meanwhile. The portal must be allowed to create and delete Jobs; where it is not, the migration says so and goes on without.',
        off: 'Leave it to the schedule',
        offText:
          'The next run of the schedule is the first on the role. While none has succeeded, no key is switched off.',
      },
      because: {
        asked: 'This is as it was asked for.',
        settings: 'This is how the settings of the portal want it.',
        work: 'This is the usual way: one run more would do its work twice.',
      },
    },
    account: {
      title: 'ServiceAccount of the Pods',
      keep: 'Keep {{present}}',
      keepText:
        'It gets the role first, then the key goes. What is granted to it stays.',
      own: 'Give it one of its own, {{own}}',
      ownText:
        'Key and role change in one step, so no Pod has both. What is granted to {{present}} is not granted to {{own}}: role bindings, policies of a mesh, roles of Vault.',
      because: {
        shared:
          'The Pods get {{own}}, because {{present}} is not theirs alone to change.',
        source:
          'The change is made where the workload is kept. Which ServiceAccount it names is decided there.',
        asked: 'It was chosen for this plan.',
        sdk: 'The SDK of the service takes a role before the key, so both change in one step.',
        usual: 'This is the usual way.',
      },
      preview: 'Show what would be different',
      previewing: 'Making a plan to compare…',
      different: 'What would be different',
      nothing: 'Neither changes nor checks are different.',
      only: 'only with {{name}}',
      check: '{{before}} → {{after}}',
      notAsked: 'not asked',
      use: 'Open this plan',
      found: 'Compared. Differences: {{count}}',
    },
    code: {
      title: 'AWS as code',
      text: 'If a repository describes your AWS account, you can add role, policy and provider there. Whoever owns that code applies it; then make a new plan. If tags of the role say that a tool keeps it, the migration does not write to it. Otherwise it adds the tag irsa:migration and what the role lacks. A rollback leaves the role.',
      byCodeTitle: 'AWS as code: code makes the role here',
      byCode:
        '{{evidence}} Give these files to whoever owns that code. You can start before they are applied: the migration waits, compares the role in IAM with the plan, proves it, and goes on. It writes no role, policy or provider, and a rollback leaves them.',
      form: 'Written for',
      choose: 'Choose a tool',
      copyOf: 'Copy {{file}}',
      saveOf: 'Download {{file}}',
      forms: {
        terraform: 'Terraform or OpenTofu',
        cloudformation: 'CloudFormation',
        cdk: 'CDK (template as JSON)',
        eksctl: 'eksctl',
        ack: 'ACK',
        crossplane: 'Crossplane',
      },
    },
    codeRequest: {
      title: 'First: the code of the service',
      order:
        'This comes before the migration: code that hands the key to its SDK never takes the role, and fails once the key is gone. Merge and deploy it, then make a new plan.',
      where: 'In {{repository}}',
      since: 'Open since {{since}}, to be merged into {{base}}.',
      sometime: 'a time that the host does not tell',
      state: {
        none: 'Not opened',
        open: 'Open',
        merged: 'Merged',
        closed: 'Closed without a merge',
        notKnown: 'Not known',
      },
      ended: {
        merged: 'Merged at {{when}}.',
        closed: 'Closed without a merge at {{when}}.',
      },
      endedBy: {
        merged: 'Merged at {{when}} by {{who}}.',
        closed: 'Closed without a merge at {{when}} by {{who}}.',
      },
      runs: {
        yes: 'It runs.',
        no: 'What runs is older.',
        notKnown: 'Merged; whether it runs is not known.',
      },
      blocked: 'It cannot be merged yet: {{blockedBy}}',
      others:
        'Other people have commits on its branch. The portal does not write over them.',
      noPlace: 'The portal cannot open a request for this source.',
      difference: {
        title: 'What the code request changes',
        where: 'Branch {{base}}, read at {{commit}}. Keys are not shown.',
        edited: 'What it changes:',
        left: 'Left to you:',
        hints: 'Look at these too:',
        reading: 'The source is being read…',
        none: 'There is no code request to open: {{reason}}',
        wait: 'You can open the code request when its difference is shown.',
        unseen: 'Its difference cannot be shown, so it cannot be opened.',
      },
      act: {
        open: 'Open code request',
        update: 'Bring the code request up to date',
        another: 'Open another code request',
      },
      again: 'Ask its host again',
    },
    takeBack: 'What you can take back',
    rail: {
      now: 'Now → end of soak',
      nowText:
        'One click puts everything back as it was: role, ServiceAccount and workload.',
      off: 'Day {{day}}: switch the key off',
      offText: 'The key becomes inactive. One click switches it on again.',
      isOff: 'The key is switched off already',
      isOffText: 'A rollback switches it on only if you ask for that.',
      delete: 'Later: delete the key',
      deleteText:
        'Cannot be undone. You type the last four characters of the key.',
    },
    discard: 'Discard',
    previewAccess: 'Preview access',
    copyCommands: 'Copy as commands',
    commandsCopied: 'Commands copied',
    start: 'Start migration',
    starting: 'Starting…',
    openRequest: 'Open change request',
    newPlan: 'Make a new plan',
    openMigration: 'Open migration',
    startBlocked: 'Start is not possible: {{fix}}',
    startAcknowledge_one: 'Tick the warning to start.',
    startAcknowledge_other: 'Tick the {{count}} warnings to start.',
    startExpired: 'This plan is too old to start. Make a new one.',
    startNothing: 'There is nothing to change.',
    startUsed: 'This plan was started already.',
    startDiscarded: 'This plan was discarded.',
    readyWarnings_one: 'Plan ready, {{count}} warning',
    readyWarnings_other: 'Plan ready, {{count}} warnings',
    request: {
      title: 'The change that is proposed',
      alert: 'The change is made by a change request',
      where: '{{repository}}, branch {{base}}, read at {{commit}}',
      proven: 'Proven about the edited files:',
    },
    source: {
      title: 'The change belongs in its source',
      text: 'Something else manages this workload ({{evidence}}) and would revert a change made here. Copy the differences or the commands, and change it where it comes from.',
    },
    place: {
      title: 'Where it is kept',
      why: 'How this is known, and what was looked at',
      missing: 'Could not be read',
      obstacles: 'What a merged change would wait for',
      path: 'path {{path}}',
      chart: 'chart {{chart}} {{version}}',
      revision: 'revision {{revision}}',
      live: 'applied: {{live}}',
      state: {
        found: 'Make changes here.',
        partly: 'Only a part is known.',
        notFound:
          'Nothing in the cluster or in the catalog says where this workload is kept. Write it down in the annotation irsa.portal/source of the workload, as the address of a folder in your Git host.',
        notKnown: 'Not known: something that may tell it could not be read.',
      },
      confidence: {
        certain: 'Certain: the tool that keeps the workload lists it.',
        likely: 'Likely: a name leads there, and nothing confirms it.',
        hint: 'A hint: people have written it down, and nothing confirms it.',
      },
      role: {
        manifests: 'Manifests',
        values: 'Values of the chart',
        chart: 'Chart',
        definition: 'Definition',
        code: 'Repository of the service',
      },
      format: {
        manifests: 'plain manifests',
        kustomize: 'Kustomize',
        helm: 'Helm',
        jsonnet: 'Jsonnet',
        plugin: 'a plugin of Argo CD',
      },
    },
    stale: {
      title: 'The plan is out of date',
      text: 'Something changed since the plan was made. Nothing was started.',
      use: 'Use the new plan',
      before: 'When planned',
      after: 'Now',
      locked: 'A migration was started already',
    },
  },
  sentence: {
    'provider.add':
      "{{object}}: account {{accountId}} lets the cluster's tokens in.",
    'provider.audience': '{{object}}: accepts tokens made for {{audience}}.',
    'policy.add':
      '{{object}}: what {{userName}} may do today, and nothing else.',
    'policy.version':
      '{{object}}: gets a new version with the actions asked for.',
    'role.add':
      '{{object}}: only ServiceAccount {{serviceAccountName}} of this cluster may assume it ({{subject}}).',
    'role.adopt':
      '{{object}} exists already and is used; its trust policy gets a statement for {{subject}}.',
    'awsHalf.byCode':
      '{{object}}, its policy and the provider are made by code. The migration waits for them, compares and proves them, and writes none of them.',
    'serviceAccount.add':
      '{{object}} is made for this workload alone, and names role {{roleName}}.',
    'serviceAccount.own': '{{object}} is made for this workload alone.',
    'association.add':
      '{{object}}: EKS gives role {{roleName}} to its Pods in cluster {{clusterName}}.',
    'association.adopt':
      '{{object}} exists already and is used: it gives role {{roleName}} in cluster {{clusterName}}.',
    'firstRole.policy':
      '{{object}} in account {{accountId}}, that of the cluster: lets its role become the role of the plan, and nothing else.',
    'firstRole.add':
      '{{object}} in account {{accountId}}, that of the cluster: EKS assumes it first, and the role of the plan with it. Only ServiceAccount {{serviceAccountName}} of this cluster may ({{subject}}).',
    'serviceAccount.annotate':
      '{{object}}: the annotation eks.amazonaws.com/role-arn names role {{roleName}}.',
    'workload.detach':
      '{{object}}: the static AWS key is no longer given to its containers. Its pods restart.',
    'secret.keep': '{{object}} stays as it is, so that you can go back.',
    'key.keep':
      'Key …{{keyLast4}} of {{userName}} stays active for {{soakDays}} days, so that you can go back with one click.',
    'key.off':
      'Key …{{keyLast4}} of {{userName}} is switched off already. A rollback switches it on only if you ask for that.',
  },
} as const;
