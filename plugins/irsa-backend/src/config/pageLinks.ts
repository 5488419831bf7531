interface WorkloadName {
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
}

/** Links to pages of the portal. @param root - path of our page without a slash at its end, see `readPagePath` */
export function pageLinks(root: string) {
  return {
    // No namespace is written as -, as the pages do.
    workload: ({ cluster, namespace, kind, name }: WorkloadName) =>
      `${root}/services/${[cluster, namespace || '-', kind, name]
        .map(encodeURIComponent)
        .join('/')}`,
    servicesOf: (ownerRef: string) =>
      `${root}/services?owner=${encodeURIComponent(ownerRef)}`,
    role: ({ accountId, roleName }: { accountId: string; roleName: string }) =>
      `${root}/trust/${accountId}/${encodeURIComponent(roleName)}`,
    migration: (id: string) => `${root}/migrations/${encodeURIComponent(id)}`,
  };
}
