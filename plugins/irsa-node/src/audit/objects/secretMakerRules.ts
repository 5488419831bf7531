import { CredentialPart } from '../../detect/credentialCatalogue';

/**
 * A kind of custom resource from which a controller makes Secrets. Data, no code. Paths are as in rules for custom
 * resources: names with dots, `*` for every element. Those below `each` begin at its element.
 */
export interface SecretMakerRule {
  groups: readonly string[];
  kinds: readonly string[];
  /** Each value here makes one Secret; absent when the resource makes one. */
  each?: string;
  /** Paths of the Secret's name; the first that is there counts. Without any, it has the resource's name. */
  names: readonly string[];
  /** What stands before that name: texts, and paths of texts. */
  prefix?: readonly string[];
  /** What stands behind that name. */
  suffix?: string;
  /** Path of the Secret's namespace, when it is not that of the resource; `*`: it makes one in many namespaces. */
  namespace?: string;
  /** Paths of maps whose fields are data keys. */
  maps?: readonly string[];
  /** Of those, maps whose values stand in the resource as they will be, but for what a store fills in. */
  plain?: readonly string[];
  /** Path of lists of texts and ConfigMaps with templates for further data. */
  templatesFrom?: string;
  /** Paths of texts that are data keys. */
  texts?: readonly string[];
  /** Data keys that the software gives always. */
  fixed?: readonly string[];
  /** Of those, the parts of an AWS key that their names do not tell. */
  means?: Readonly<Record<string, CredentialPart>>;
  /** When one of these is there, the store decides on further names. `*`: always, because the resource does not say them. */
  open?: readonly string[];
  /** Texts that the software writes, by data key, without their values. */
  writes?: Readonly<Record<string, string>>;
  /** Set when its keys are of another store than AWS, but for what the driver of its class says. */
  store?: StoreOfMaker;
  /** When this map has fields, they are the names, unless `mergedBy` is `Merge`. */
  template?: { map: string; mergedBy: string };
}

/** How it is told whose key a maker gives. */
export interface StoreOfMaker {
  /** The kind that names the driver, and the path of its name in the maker. */
  byClass?: { kind: string; path: string };
  /** Whether it is of another store when no class is known. */
  isOther: boolean;
}

const OPEN = ['*'];
const AWS_PAIR = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
const OTHER_STORE: StoreOfMaker = { isOther: true };
const BY_ACCESS_CLASS: StoreOfMaker = {
  byClass: { kind: 'BucketAccessClass', path: 'spec.bucketAccessClassName' },
  isOther: false,
};

/** Only what has a target name is made. A resource in which none is found makes nothing. */
export const SECRET_MAKERS: readonly SecretMakerRule[] = [
  {
    groups: ['external-secrets.io'],
    kinds: ['ExternalSecret'],
    names: ['spec.target.name', 'metadata.name'],
    texts: ['spec.data.*.secretKey'],
    open: ['spec.dataFrom.*', 'spec.target.template.templateFrom.*'],
    template: {
      map: 'spec.target.template.data',
      mergedBy: 'spec.target.template.mergePolicy',
    },
    plain: ['spec.target.template.data'],
    templatesFrom: 'spec.target.template.templateFrom.*',
  },
  {
    groups: ['external-secrets.io'],
    kinds: ['ClusterExternalSecret'],
    names: [
      'spec.externalSecretSpec.target.name',
      'spec.externalSecretName',
      'metadata.name',
    ],
    namespace: '*',
    texts: ['spec.externalSecretSpec.data.*.secretKey'],
    open: [
      'spec.externalSecretSpec.dataFrom.*',
      'spec.externalSecretSpec.target.template.templateFrom.*',
    ],
    template: {
      map: 'spec.externalSecretSpec.target.template.data',
      mergedBy: 'spec.externalSecretSpec.target.template.mergePolicy',
    },
    plain: ['spec.externalSecretSpec.target.template.data'],
    templatesFrom: 'spec.externalSecretSpec.target.template.templateFrom.*',
  },
  // The first generation, of GoDaddy. Its fields stood at the root in the beginning.
  {
    groups: ['kubernetes-client.io'],
    kinds: ['ExternalSecret'],
    names: ['metadata.name'],
    texts: ['spec.data.*.name', 'secretDescriptor.data.*.name'],
    open: ['spec.dataFrom.*', 'secretDescriptor.dataFrom.*'],
  },
  {
    groups: ['bitnami.com'],
    kinds: ['SealedSecret'],
    names: ['spec.template.metadata.name', 'metadata.name'],
    maps: ['spec.encryptedData', 'spec.template.data'],
    plain: ['spec.template.data'],
  },
  {
    groups: ['isindir.github.com'],
    kinds: ['SopsSecret'],
    each: 'spec.secretTemplates.*',
    names: ['name'],
    maps: ['stringData', 'data'],
  },
  {
    groups: ['isindir.github.com'],
    kinds: ['SopsSecret'],
    each: 'spec.secret_templates.*',
    names: ['name'],
    maps: ['stringData', 'data'],
  },
  {
    groups: ['craftypath.github.io'],
    kinds: ['SopsSecret'],
    names: ['metadata.name'],
    maps: ['spec.stringData', 'spec.data'],
  },
  {
    groups: ['soluto.com'],
    kinds: ['KamusSecret'],
    names: ['metadata.name'],
    maps: ['stringData', 'data', 'encryptedData'],
  },
  {
    groups: ['secrets.hashicorp.com'],
    kinds: ['VaultStaticSecret', 'VaultDynamicSecret', 'HCPVaultSecretsApp'],
    names: ['spec.destination.name'],
    maps: ['spec.destination.transformation.templates'],
    plain: ['spec.destination.transformation.templates'],
    open: OPEN,
  },
  {
    groups: ['redhatcop.redhat.io'],
    kinds: ['VaultSecret'],
    names: ['spec.output.name'],
    maps: ['spec.output.stringData'],
    plain: ['spec.output.stringData'],
  },
  {
    groups: ['maupu.org'],
    kinds: ['VaultSecret'],
    names: ['spec.secretName', 'metadata.name'],
    texts: ['spec.secrets.*.secretKey'],
  },
  {
    groups: ['koudingspawn.de'],
    kinds: ['Vault'],
    names: ['metadata.name'],
    open: OPEN,
  },
  {
    groups: ['ricoberger.de'],
    kinds: ['VaultSecret'],
    names: ['metadata.name'],
    texts: ['spec.keys.*'],
    maps: ['spec.templates'],
    plain: ['spec.templates'],
  },
  {
    groups: ['clustersecret.io'],
    kinds: ['ClusterSecret'],
    names: ['metadata.name'],
    namespace: '*',
    maps: ['data'],
  },
  {
    groups: ['secrets-store.csi.x-k8s.io'],
    kinds: ['SecretProviderClass'],
    each: 'spec.secretObjects.*',
    names: ['secretName'],
    texts: ['data.*.key'],
  },
  {
    groups: ['objectbucket.io'],
    kinds: ['ObjectBucketClaim'],
    names: ['metadata.name'],
    fixed: AWS_PAIR,
    store: {
      byClass: { kind: 'StorageClass', path: 'spec.storageClassName' },
      isOther: true,
    },
  },
  // The container object storage interface, first generation: one file.
  {
    groups: ['objectstorage.k8s.io'],
    kinds: ['BucketAccess'],
    names: ['spec.credentialsSecretName'],
    writes: {
      BucketInfo:
        '{"spec":{"secretS3":{"accessKeyID":"<id>","accessSecretKey":"<secret>"}}}',
    },
    store: BY_ACCESS_CLASS,
  },
  // The second one: one Secret for each claim.
  {
    groups: ['objectstorage.k8s.io'],
    kinds: ['BucketAccess'],
    each: 'spec.bucketClaims.*',
    names: ['accessSecretName'],
    fixed: ['COSI_S3_ACCESS_KEY_ID', 'COSI_S3_ACCESS_SECRET_KEY'],
    store: BY_ACCESS_CLASS,
  },
  {
    groups: ['ceph.rook.io'],
    kinds: ['CephObjectStoreUser'],
    names: ['metadata.name'],
    prefix: ['rook-ceph-object-user-', 'spec.store', '-'],
    fixed: ['AccessKey', 'SecretKey', 'Endpoint'],
    store: OTHER_STORE,
  },
  {
    groups: ['noobaa.io'],
    kinds: ['NooBaaAccount'],
    names: ['metadata.name'],
    prefix: ['noobaa-account-'],
    fixed: AWS_PAIR,
    store: OTHER_STORE,
  },
  {
    groups: ['noobaa.io'],
    kinds: ['NooBaa'],
    names: ['metadata.name'],
    suffix: '-admin',
    fixed: AWS_PAIR,
    store: OTHER_STORE,
  },
  {
    groups: ['garage.rajsingh.info'],
    kinds: ['GarageKey'],
    names: ['spec.secretTemplate.name', 'metadata.name'],
    namespace: 'spec.secretTemplate.namespace',
    fixed: ['access-key-id', 'secret-access-key', 'endpoint'],
    store: OTHER_STORE,
  },
  // Another operator of Garage, whose data keys have changed their spelling.
  {
    groups: ['garage.getclustered.net'],
    kinds: ['AccessKey'],
    names: ['spec.secretName'],
    fixed: [
      'access-key-id',
      'secret-access-key',
      'accessKeyId',
      'secretAccessKey',
    ],
    store: OTHER_STORE,
  },
  {
    groups: ['infra.contrib.fluxcd.io'],
    kinds: ['Terraform'],
    names: ['spec.writeOutputsToSecret.name'],
    texts: ['spec.writeOutputsToSecret.outputs.*'],
    open: OPEN,
  },
  {
    groups: ['app.terraform.io'],
    kinds: ['Workspace'],
    names: ['metadata.name'],
    suffix: '-outputs',
    open: OPEN,
  },
  {
    groups: ['onepassword.com'],
    kinds: ['OnePasswordItem'],
    names: ['metadata.name'],
    open: OPEN,
  },
  {
    groups: ['secrets.infisical.com'],
    kinds: ['InfisicalSecret', 'InfisicalDynamicSecret'],
    each: 'spec.managedSecretReference',
    names: ['secretName'],
    namespace: 'secretNamespace',
    maps: ['template.data'],
    plain: ['template.data'],
    open: OPEN,
  },
  {
    groups: ['secrets.infisical.com'],
    kinds: ['InfisicalSecret'],
    each: 'spec.managedKubeSecretReferences.*',
    names: ['secretName'],
    namespace: 'secretNamespace',
    maps: ['template.data'],
    plain: ['template.data'],
    open: OPEN,
  },
  {
    groups: ['secrets.phase.dev'],
    kinds: ['PhaseSecret'],
    each: 'spec.managedSecretReferences.*',
    names: ['secretName'],
    namespace: 'secretNamespace',
    open: OPEN,
  },
  {
    groups: ['spv.no'],
    kinds: ['AzureKeyVaultSecret'],
    names: ['spec.output.secret.name'],
    texts: ['spec.output.secret.dataKey'],
    open: OPEN,
  },
  {
    groups: ['secrets-manager.tuenti.io'],
    kinds: ['SecretDefinition'],
    names: ['spec.name', 'metadata.name'],
    maps: ['spec.keysMap'],
  },
  {
    groups: ['mumoshu.github.io'],
    kinds: ['AWSSecret'],
    names: ['metadata.name'],
    open: OPEN,
  },
  {
    groups: ['secretgen.carvel.dev'],
    kinds: ['SecretTemplate'],
    names: ['metadata.name'],
    maps: ['spec.template.stringData', 'spec.template.data'],
    plain: ['spec.template.stringData'],
  },
  {
    groups: ['secrets.doppler.com'],
    kinds: ['DopplerSecret'],
    names: ['spec.managedSecret.name'],
    namespace: 'spec.managedSecret.namespace',
    texts: ['spec.secrets.*'],
    open: OPEN,
  },
  {
    groups: ['k8s.bitwarden.com'],
    kinds: ['BitwardenSecret'],
    names: ['spec.secretName'],
    texts: ['spec.map.*.secretKeyName'],
    open: OPEN,
  },
  // Crossplane, and every provider of it: the group is that of the provider.
  {
    groups: ['*'],
    kinds: ['*'],
    names: ['spec.writeConnectionSecretToRef.name'],
    namespace: 'spec.writeConnectionSecretToRef.namespace',
    open: OPEN,
  },
  // Of the last rule that fits, the names count.
  {
    groups: [
      'iam.aws.upbound.io',
      'iam.aws.m.upbound.io',
      'iam.aws.crossplane.io',
    ],
    kinds: ['AccessKey'],
    names: ['spec.writeConnectionSecretToRef.name'],
    namespace: 'spec.writeConnectionSecretToRef.namespace',
    fixed: ['username', 'password'],
    means: { username: 'id', password: 'secret' },
  },
];
