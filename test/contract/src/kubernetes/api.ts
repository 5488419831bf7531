/** Pages of the Kubernetes documentation that the tables cite. */
const ROOT = 'https://kubernetes.io/docs';

export const CONCEPTS = `${ROOT}/reference/using-api/api-concepts/`;
export const APPLY = `${ROOT}/reference/using-api/server-side-apply/`;
export const PATCHES = `${ROOT}/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/`;
export const RBAC = `${ROOT}/reference/access-authn-authz/rbac/`;
export const AUTHN = `${ROOT}/reference/access-authn-authz/authentication/`;
export const REVIEWS = `${ROOT}/reference/access-authn-authz/authorization/`;
export const SERVICE_ACCOUNTS = `${ROOT}/reference/access-authn-authz/service-accounts-admin/`;
export const ADMISSION = `${ROOT}/reference/access-authn-authz/admission-controllers/`;
export const DEPLOYMENTS = `${ROOT}/concepts/workloads/controllers/deployment/`;
export const WORKLOADS = `${ROOT}/concepts/workloads/controllers/`;
export const EVICTION = `${ROOT}/concepts/scheduling-eviction/api-eviction/`;
export const KUBECTL = `${ROOT}/reference/kubectl/generated/`;
export const CUSTOM = `${ROOT}/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/`;
export const NAMES = `${ROOT}/concepts/overview/working-with-objects/names/`;
