import { AwsError } from '../AwsError';
import { ManagedPolicy } from '../model/entities';
import { XmlValue } from '../protocol/xml';
import { IamHandlers } from './IamCall';
import { pageOf } from './paging';
import { PolicyUsage } from './PolicyUsage';
import {
  renderAttached,
  renderGroup,
  renderInline,
  renderPolicy,
  renderRole,
  renderUser,
  renderVersion,
} from './render';

type DetailList =
  | 'UserDetailList'
  | 'GroupDetailList'
  | 'RoleDetailList'
  | 'Policies';

/** Rendered only for the requested page. */
interface Detail {
  list: DetailList;
  render: () => XmlValue;
}

const FILTERS = [
  'User',
  'Role',
  'Group',
  'LocalManagedPolicy',
  'AWSManagedPolicy',
];

export const accountDetailsHandlers: IamHandlers = {
  GetAccountAuthorizationDetails(call) {
    call.authorise('*');
    const { account, parameters } = call;
    const filter = parameters.list('Filter');
    const unknown = filter.find(name => !FILTERS.includes(name));
    if (unknown) {
      throw new AwsError(
        'ValidationError',
        400,
        `1 validation error detected: Value '[${unknown}]' at 'filter' failed to satisfy constraint: Member must satisfy enum value set: [${FILTERS.join(
          ', ',
        )}]`,
      );
    }
    const { users, groups, roles, policies } = account.settled.entities;
    const usage = new PolicyUsage(account.settled);
    const details = <T>(
      name: string,
      list: DetailList,
      items: () => T[],
      render: (item: T) => XmlValue,
    ): Detail[] =>
      filter.length === 0 || filter.includes(name)
        ? items().map(item => ({ list, render: () => render(item) }))
        : [];
    const renderManaged = (policy: ManagedPolicy) => ({
      ...renderPolicy(policy, usage),
      PolicyVersionList: policy.versions.map(version =>
        renderVersion(policy, version, true),
      ),
    });
    const { items, paging } = pageOf(
      [
        ...details(
          'User',
          'UserDetailList',
          () => users.values(),
          user => ({
            ...renderUser(user),
            UserPolicyList: renderInline(user),
            GroupList: [...user.groups],
            AttachedManagedPolicies: renderAttached(user),
          }),
        ),
        ...details(
          'Group',
          'GroupDetailList',
          () => groups.values(),
          group => ({
            ...renderGroup(group),
            GroupPolicyList: renderInline(group),
            AttachedManagedPolicies: renderAttached(group),
          }),
        ),
        ...details(
          'Role',
          'RoleDetailList',
          () => roles.values(),
          role => ({
            ...renderRole(role),
            InstanceProfileList: [],
            RolePolicyList: renderInline(role),
            AttachedManagedPolicies: renderAttached(role),
          }),
        ),
        ...details(
          'LocalManagedPolicy',
          'Policies',
          () => policies.values(),
          renderManaged,
        ),
        ...details(
          'AWSManagedPolicy',
          'Policies',
          () =>
            [...usage.attached()]
              .filter(arn => arn.startsWith('arn:aws:iam::aws:'))
              .flatMap(arn => account.policy(arn) ?? []),
          renderManaged,
        ),
      ],
      parameters,
    );
    const of = (list: DetailList) =>
      items.filter(item => item.list === list).map(({ render }) => render());
    return {
      UserDetailList: of('UserDetailList'),
      GroupDetailList: of('GroupDetailList'),
      RoleDetailList: of('RoleDetailList'),
      Policies: of('Policies'),
      ...paging,
    };
  },
};
