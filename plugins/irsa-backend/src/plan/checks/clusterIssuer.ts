import { answer, PlanCheck, short } from './PlanCheck';

/** A cluster that was made again has another issuer, and no role of the old one lets it in. */
export const clusterIssuer: PlanCheck = ({ world }) => {
  const { name, issuer } = world.cluster;
  const old = world.account.snapshot.roles.filter(
    ({ tags }) =>
      tags['irsa:cluster'] === name &&
      tags['irsa:issuer'] !== undefined &&
      tags['irsa:issuer'] !== issuer,
  );
  const { asOf } = world.account.snapshot;
  const evidence = `Tags of the roles of account ${world.account.id}, as of ${asOf}.`;
  const names = old.map(role => role.name);
  return names.length > 0
    ? answer('cluster-issuer', 'F44', {
        state: 'warning',
        params: { roles: names },
        message: `Cluster ${name} had another issuer before, and role ${short(
          names,
        )} still trusts that one. What uses those roles in the new cluster is refused.`,
        evidence,
        fix: 'Migrate their workloads again, or take the old roles away when the old cluster is gone.',
      })
    : answer('cluster-issuer', 'F44', {
        state: 'passed',
        params: { issuer },
        message:
          'No role of the portal trusts an earlier issuer of this cluster.',
        evidence,
      });
};
