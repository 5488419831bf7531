import { JsonObject, LabelSelector } from '../../types';

export type Rule = {
  operations?: string[];
  apiGroups?: string[];
  apiVersions?: string[];
  resources?: string[];
  scope?: string;
};

export type ClientConfig = {
  url?: string;
  service?: {
    namespace: string;
    name: string;
    path?: string;
    port?: number;
  };
  /** Base64 of PEM. */
  caBundle?: string;
};

/** https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/mutating-webhook-configuration-v1/ */
export type Webhook = {
  name: string;
  clientConfig: ClientConfig;
  rules?: Rule[];
  namespaceSelector?: LabelSelector;
  objectSelector?: LabelSelector;
  matchConditions?: { name: string; expression: string }[];
  matchPolicy?: string;
  failurePolicy?: string;
  sideEffects?: string;
  timeoutSeconds?: number;
  reinvocationPolicy?: string;
};

export type AdmissionResponse = {
  uid?: string;
  allowed?: boolean;
  status?: JsonObject & {
    code?: number;
    message?: string;
    reason?: string;
  };
  patch?: string;
  patchType?: string;
  warnings?: string[];
  auditAnnotations?: Record<string, string>;
};
