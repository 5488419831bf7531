import { Role } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { serviceAccountIn } from '../access/places';

/** Whose roles are: those of the services that run as a ServiceAccount which the role trusts. */
export class RoleOwners {
  constructor(private readonly knex: Knex) {}

  /** Entity refs, sorted. */
  async of({ clusters = [], subjects }: Role): Promise<string[]> {
    const accounts = subjects.flatMap(
      subject => serviceAccountIn(subject) ?? [],
    );
    if (accounts.length === 0 || clusters.length === 0) {
      return [];
    }
    const rows: { owner_ref: string }[] = await this.knex('workloads')
      .whereIn('cluster', clusters)
      .whereIn(
        ['namespace', 'service_account'],
        accounts.map(({ namespace, name }) => [namespace, name]),
      )
      .whereNotNull('owner_ref')
      .distinct('owner_ref')
      .orderBy('owner_ref');
    return rows.map(({ owner_ref }) => owner_ref);
  }
}
