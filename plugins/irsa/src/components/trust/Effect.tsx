import { TrustEffect } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Names } from './Names';

const GROUPS = ['removed', 'kept', 'added'] as const;

/** Who loses access, keeps it or gets it by a change. */
export function Effect({ effect }: { effect: TrustEffect }) {
  const t = useT();
  return (
    <dl>
      {GROUPS.map(group => (
        <div key={group}>
          <dt>
            {t(`trust.effectOf.${group}`, { count: effect[group].length })}
          </dt>
          <dd>
            <Names names={effect[group]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
