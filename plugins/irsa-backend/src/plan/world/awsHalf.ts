import { AwsHalf } from 'backstage-plugin-irsa-common';
import { IamRole } from '../../accounts/types';
import { toolOf } from './toolOf';
import { World } from './World';

/** Who makes role, policy and provider of a plan: what the settings say, else whoever has made the role, by its tags. Pure. */
export function awsHalfOf(
  { settings }: Pick<World, 'settings'>,
  /** The role of the planned name, if there is one. */
  role: Pick<IamRole, 'name' | 'tags'> | undefined,
): AwsHalf {
  if (settings.awsHalf) {
    const { madeBy, key } = settings.awsHalf;
    return { madeBy, evidence: `Setting ${key}.` };
  }
  const tool = role && toolOf(role.tags);
  return tool
    ? {
        madeBy: 'code',
        evidence: `Role ${role.name} is kept by ${tool}, as its tags say.`,
      }
    : {
        madeBy: 'engine',
        evidence: 'No setting and no tag of a role says that code makes them.',
      };
}
