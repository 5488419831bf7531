import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Moves Kubernetes workloads from static AWS keys to IAM roles for their ServiceAccounts. */
  irsa?: {
    /**
     * Clusters to look after. When absent, those of `kubernetes.clusterLocatorMethods` are taken (docs/install.md).
     * Each says exactly one way to sign in: kubeconfig, inCluster, token, tokenFile or eks.
     */
    clusters?: Array<{
      /** Shown to people, and part of each workload's id. Must be unique. */
      name: string;
      kubeconfig?: {
        /** Default: `$KUBECONFIG`, else `~/.kube/config`. */
        file?: string;
        /** Default: the current context. */
        context?: string;
      };
      /** The portal runs in this cluster and uses its Pod's ServiceAccount. */
      inCluster?: boolean;
      /**
       * A ServiceAccount token.
       * @visibility secret
       */
      token?: string;
      /** A file with a token. It is read for each request. */
      tokenFile?: string;
      /** Signs in with the portal's AWS credentials for `accountId`; needs `region`. */
      eks?: {
        /** Name of the cluster in EKS. */
        clusterName: string;
      };
      /**
       * Name of the cluster in EKS, when the portal signs in another way than `eks`: EKS is then asked which ServiceAccounts
       * have a Pod Identity association, and whom it lets in. Needs `region`, eks:ListPodIdentityAssociations and
       * eks:ListAccessEntries.
       */
      eksCluster?: string;
      /**
       * How plans give roles to Pods: by a token of the cluster (`irsa`, the default), or by an EKS Pod Identity association
       * (`podIdentity`), which needs `eksCluster`. Each plan may choose otherwise.
       */
      identity?: 'irsa' | 'podIdentity';
      /** URL of the API server; needed with token and tokenFile. */
      server?: string;
      /** CA certificate of the API server, PEM in base64. */
      caData?: string;
      /** File with the CA certificate in PEM. */
      caFile?: string;
      /** Accepts any certificate. Anybody between portal and cluster can then read the token. */
      dangerouslyAllowSkipTLSVerify?: boolean;
      /** AWS account, 12 digits in quotes, in which roles are made when the key does not determine the account. */
      accountId?: string;
      /** AWS region of the cluster's workloads. */
      region?: string;
      /** OpenID Connect issuer. Default: the issuer in the cluster's discovery document. */
      issuer?: string;
      /** Audience of the projected tokens. Default: sts.amazonaws.com */
      audience?: string;
    }>;
    /** How AWS is reached. Credentials come from the portal's `aws` block. */
    aws?: {
      /** Default: us-east-1 */
      region?: string;
      /** One endpoint for all services: an emulator or a proxy. */
      endpoint?: string;
      /** Endpoints of single services. They take precedence over `endpoint`. */
      endpoints?: {
        iam?: string;
        sts?: string;
        s3?: string;
      };
    };
    /**
     * Accounts whose CloudTrail event history is read, to say who else used a key and from where. Needs cloudtrail:LookupEvents
     * in each (docs/permissions.md). Default: none
     */
    cloudTrail?: Array<{
      /** Twelve digits. */
      account: string;
      /**
       * Regions that are read, beside `irsa.aws.region` and that of global services such as IAM. Default: those of the clusters
       * whose workloads may use the account
       */
      regions?: string[];
    }>;
    /** Settings of the roles that the portal makes. */
    role?: {
      /** IAM path. Default: /irsa/ */
      path?: string;
      /** Beginning of role names, at most 20 characters. Default: irsa- */
      namePrefix?: string;
      /** ARN of the permissions boundary; `{accountId}` is filled in. */
      permissionsBoundary?: string;
      /** From 1 to 12 hours. Default: 1 hour */
      maxSessionDuration?: HumanDuration | string;
    };
    /** 0: names in workloads; 1: metadata of Secrets too; 2 (default): Secrets that something refers to are read for their access key id. */
    readLevel?: 0 | 1 | 2;
    /** Notifications to owners, through the portal's notifications. */
    notifications?: {
      /** Default: true */
      enabled?: boolean;
      /** A key that was not used for this many days is reported. Default: 90 */
      unusedDays?: number;
      /** A key that is older than this many days is reported. Default: 365 */
      keyAgeDays?: number;
    };
    /**
     * Custom resources that hold or name static keys, beside those that are known already. A path has dots between names,
     * and `*` for every element; see docs/audit.md.
     */
    catalogue?: Array<{
      /** Name of the software, for people. */
      software: string;
      /** API group without the version; `*.example.com` for all groups below. */
      group: string;
      kinds: string[];
      /** The store behind it: only AWS, any store with the S3 protocol, or never AWS. */
      family: 'aws' | 's3' | 'otherStore';
      places: Array<{
        path: string;
        /** The credential itself, a record with name and key, or the name of a Secret. */
        as: 'value' | 'selector' | 'secret';
        part: 'id' | 'secret' | 'token' | 'file' | 'any';
        /** Data keys of the Secret, when the resource does not name them. */
        keys?: string[];
        where?: { field: string; is: string };
      }>;
      /** Paths of endpoints, which distinguish AWS from other stores. */
      endpoints?: string[];
      /** Data keys of the Secret whose value is an endpoint. */
      endpointKeys?: string[];
      /** Conditions that must all hold. */
      when?: Array<{ path: string; oneOf: string[] }>;
      /** How to run this software without a key, in one sentence. */
      keyless?: string;
      /** URL of its documentation. */
      source?: string;
    }>;
    scan?: {
      /** Default: 5 minutes */
      interval?: HumanDuration | string;
      /** The scan of a cluster ends when no page has arrived for this time. Default: 2 minutes */
      timeout?: HumanDuration | string;
      /** Follow clusters between scans, so that a change shows within seconds. Needs the right to watch. Default: true */
      watch?: boolean;
      /** For how long one replica follows a cluster before another one may. Default: 1 minute */
      hold?: HumanDuration | string;
      /** Time between two full lists of a cluster that is followed. Default: 1 hour */
      relist?: HumanDuration | string;
      /** Look for keys in the records of Helm releases (at read level 2). Default: true */
      helmReleases?: boolean;
    };
    inventory?: {
      history?: {
        /** How many days of the fleet's history are kept. Default: 400 */
        days?: number;
      };
    };
    plan?: {
      /** How long a plan can be started. Default: 15 minutes */
      life?: HumanDuration | string;
    };
    migration?: {
      /** Migrations at the same time, of each process. One whose new Pods are only watched does not count. Default: 3 */
      concurrency?: number;
      /** Another process takes over a migration without a heartbeat for this time. Default: 30 seconds */
      staleAfter?: HumanDuration | string;
      /** Longest time for the pod identity webhook to see a new annotation. Default: 5 seconds */
      injectionWait?: HumanDuration | string;
      /** Time until a new role is known everywhere in AWS. Default: 2 minutes */
      propagationTimeout?: HumanDuration | string;
      /** Added to the workload's own progress deadline. Default: 5 minutes */
      rolloutTimeout?: HumanDuration | string;
      /**
       * Whether one Pod with the role is started beside the others and proven before a Deployment of several replicas is changed. The
       * plan says where it cannot be, and why. The portal must be allowed to create Pods that are no dry runs, which
       * docs/manifests/portal-admission.yaml refuses as it stands. A plan may ask otherwise. One run of a CronJob is tried only
       * when its plan asks for it, since it does its work. Default: off
       */
      canary?: 'off' | 'where-possible';
      /**
       * Who makes role, policy and OpenID Connect provider in AWS. With `code`, migrations write none of them: each waits until
       * whoever keeps AWS as code has applied them, compares them with its plan, and goes on. Default: `code` where the tags of
       * the role say so, else `engine`
       */
      awsHalf?: 'engine' | 'code';
      /** The same for accounts that differ. */
      awsHalfOf?: Array<{
        /** Twelve digits. */
        account: string;
        madeBy: 'engine' | 'code';
      }>;
      /** How long new Pods are watched for restarts before they count as healthy. A worker is busy with it. Default: 30 seconds */
      watch?: HumanDuration | string;
      /** Longest pause between two tries while a cluster, AWS or the database cannot be reached. Default: 2 minutes */
      longestPause?: HumanDuration | string;
      /** Writes to IAM in each AWS account, of all replicas together. IAM limits them, too, for all users of an account. Default: 5 */
      iamWritesPerSecond?: number;
      /**
       * Whether a key or a Secret is deleted only when a second person asks for it too. Both need the permission
       * `irsa.key.delete`; nobody confirms what they have asked for themselves. Default: false
       */
      secondPerson?: boolean;
      /** For how long a request waits for its second person. Default: 3 days */
      secondPersonWithin?: HumanDuration | string;
      /** Entity refs of people and groups that are told of such a request, beside the owner of the workload. Default: none */
      secondPersonTold?: string[];
      /**
       * Migrations at the same time, of all replicas together. Others wait, the oldest first; a roll back never waits.
       * Default: no limits
       */
      limits?: {
        /** In one cluster. */
        cluster?: number;
        /** In one AWS account. */
        account?: number;
        /** Of one owner. */
        owner?: number;
      };
    };
    /**
     * What the review of trust policies takes as the company's own. The accounts that the portal reads (`aws.accounts`,
     * those of clusters and of modules) are its own without being named here.
     */
    trust?: {
      /** AWS accounts of the company: twelve digits each. */
      ownAccounts?: string[];
      /** AWS accounts of vendors that may assume roles with an external id. */
      vendorAccounts?: Array<{
        /** Twelve digits. */
        id: string;
        /** For people. */
        name: string;
      }>;
      /** OpenID Connect issuers of the company that are no cluster of the portal. */
      ownIssuers?: string[];
      /** Names of the company at services that sign for many. Without a list, any owner that is named in full passes. */
      owners?: {
        github?: string[];
        gitlab?: string[];
        terraform?: string[];
      };
      /** Who is told, besides the signer, when a role is not as it was signed off: entity refs of users or groups. */
      reviewers?: string[];
    };
    /** Change requests in the repositories of workloads. Hosts and their credentials come from `integrations`. */
    changeRequests?: {
      /** Author of the commits. Default: the account whose credentials the portal uses, whose commits the host can sign. */
      author?: {
        name: string;
        email: string;
      };
      /** Put on each request. The host makes those that it does not have. */
      labels?: string[];
      /**
       * Users and teams (`org/team` at GitHub) who are asked to review each request. The owner of the service is asked too, where
       * its entity has the annotation of the host, such as `github.com/team-slug`.
       */
      reviewers?: string[];
      /** How much is read of a repository's folder for one change. */
      limits?: {
        /** Text files. Default: 1000 */
        files?: number;
        /** Default: 524288 (512 KiB) */
        bytesPerFile?: number;
        /** Of all files together. Default: 8388608 (8 MiB) */
        bytes?: number;
      };
    };
    soak?: {
      /**
       * How long the old key must be unused before it can be switched off. Shorter than a day, jobs that run once a day do
       * not show that they still need it: the set-up page says so. Default: 7 days
       */
      duration?: HumanDuration | string;
      /**
       * How long the key must be switched off before it can be deleted; a deleted key cannot come back. Shorter than a day,
       * the set-up page says so. Default: 7 days
       */
      cooling?: HumanDuration | string;
    };
    /**
     * Who owns a service: owners may be given rights to act on it, so choose sources that not everybody can write. Asked in
     * this order; the first that knows wins. Values are entity refs (`group:default/payments`) or names of groups.
     */
    ownership?: {
      /** On the workload itself, which who may deploy it writes. */
      workload?: { labels?: string[]; annotations?: string[] };
      /** On its namespace. Needs the right to list and get namespaces. */
      namespace?: { labels?: string[]; annotations?: string[] };
      catalog?: {
        /**
         * Only entities from these locations count, `*` for any text, for example
         * `url:https://github.com/acme/catalog/blob/main/*`: else whoever may register an entity may claim a service.
         * They are compared with the annotation backstage.io/managed-by-origin-location. None of them: `[]`. Default: all
         */
        locations?: string[];
      };
    };
    preview?: {
      /** Longest life of a presigned link. Default: 15 minutes */
      maxExpiry?: HumanDuration | string;
      /** Objects that PUT probes write begin with this. Default: irsa-probe/ */
      probePrefix?: string;
      /** Methods that may be tried. Default: HEAD, GET and PUT */
      methods?: ('HEAD' | 'GET' | 'PUT')[];
      /** Previews that one person may make in a minute, over all replicas. Default: 20 */
      perMinute?: number;
      /**
       * Whether owners may have the portal make harmless calls with key and role, such as sqs:GetQueueAttributes, for resources that
       * the service's own policies name. Default: true
       */
      calls?: boolean;
      /** Only these buckets may be previewed. Default: those that the policies of the service's key and role name */
      buckets?: string[];
      /**
       * Who may preview every service, beside its owners: groups and users as entity refs (`group:default/platform`),
       * scripts as the subject of their token (`external:scripts`). Default: nobody
       */
      signers?: string[];
    };
    /**
     * Path of the page in the portal; links of notifications begin with it. Default: the path that `app.extensions` gives
     * to `page:irsa`, else /irsa. Needed where a portal on the old frontend system mounts the page elsewhere.
     */
    pagePath?: string;
    /**
     * Whom to ask for rights. Shown to people whose request is denied.
     * @visibility frontend
     */
    contact?: string;
    /**
     * Name of the emulator that stands in for AWS, shown with each answer.
     * @visibility frontend
     */
    emulator?: string;
  };
}
