import {
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { Note } from '../notes';
import { describeAccountFailure, isDenied } from './accountFailure';
import { managedPolicies, policiesOf } from './policiesOf';
import { policyText, tagsOf } from './readPolicyText';
import { Known, TrustSubject } from './types';

/** Roles of AWS's own services: who may assume them cannot be changed. */
const SERVICE_LINKED = '/aws-service-role/';

/** Reads an account's roles, and what is known around them. What may not be read is noted. */
export class RoleReader {
  constructor(
    private readonly iam: IAMClient,
    private readonly where: string,
    private readonly note: (note: Note) => void,
    /** Whether also what the roles may do is read. */
    private readonly withPolicies: boolean = false,
  ) {}

  /** From the account's own pages; with the list of roles, which has no tags, where these may not be read. */
  async roles(): Promise<{
    subjects: TrustSubject[];
    /** Why not every role was read. */
    failure?: string;
  }> {
    const listed = new Map<string, TrustSubject>();
    const detailed = new Map<string, TrustSubject>();
    const add = (
      to: Map<string, TrustSubject>,
      role: {
        RoleName?: string;
        Arn?: string;
        Path?: string;
        AssumeRolePolicyDocument?: string;
        MaxSessionDuration?: number;
        Tags?: unknown;
        RolePolicyList?: unknown;
        AttachedManagedPolicies?: unknown;
        PermissionsBoundary?: unknown;
      },
    ) => {
      const { RoleName = '', Arn = '', Path = '/' } = role;
      if (!Path.startsWith(SERVICE_LINKED)) {
        to.set(Arn, {
          name: RoleName,
          role: {
            arn: Arn,
            maxSessionSeconds: role.MaxSessionDuration,
            tags: tagsOf(role.Tags),
            hasBoundary: role.PermissionsBoundary !== undefined,
          },
          policy: policyText(role.AssumeRolePolicyDocument ?? ''),
        });
      }
    };
    const managed = new Map<string, unknown>();
    const details = new Map<string, Parameters<typeof policiesOf>[0]>();
    const detailsRead = await this.pages(
      'iam:GetAccountAuthorizationDetails',
      Marker =>
        this.iam.send(
          new GetAccountAuthorizationDetailsCommand({
            Filter: this.withPolicies
              ? ['Role', 'LocalManagedPolicy', 'AWSManagedPolicy']
              : ['Role'],
            Marker,
            MaxItems: 1000,
          }),
        ),
      page => {
        managedPolicies(page.Policies).forEach((document, arn) =>
          managed.set(arn, document),
        );
        page.RoleDetailList?.forEach(role => {
          add(detailed, role);
          details.set(role.Arn ?? '', role);
        });
      },
    );
    const list = await this.pages(
      'iam:ListRoles',
      Marker => this.iam.send(new ListRolesCommand({ Marker, MaxItems: 1000 })),
      page => page.Roles?.forEach(role => add(listed, role)),
    );
    for (const { role } of detailed.values()) {
      role!.maxSessionSeconds = listed.get(role!.arn)?.role?.maxSessionSeconds;
      // A policy may stand on a later page than its role.
      role!.policies = this.withPolicies
        ? policiesOf(details.get(role!.arn)!, managed)
        : undefined;
    }
    const isRead = detailsRead === 'read' || list === 'read';
    return {
      subjects: [...new Map([...listed, ...detailed]).values()],
      failure: isRead ? undefined : detailsRead,
    };
  }

  async known(): Promise<Known> {
    return { providers: await this.providers(), quota: await this.quota() };
  }

  private async providers(): Promise<Known['providers']> {
    try {
      const { OpenIDConnectProviderList = [] } = await this.iam.send(
        new ListOpenIDConnectProvidersCommand({}),
      );
      const providers = [];
      for (const { Arn = '' } of OpenIDConnectProviderList) {
        const { Url = '', ClientIDList = [] } = await this.iam.send(
          new GetOpenIDConnectProviderCommand({
            OpenIDConnectProviderArn: Arn,
          }),
        );
        const url = `https://${Url.replace(/^https:\/\//, '')}`;
        providers.push({ arn: Arn, url, clientIds: ClientIDList });
      }
      return providers;
    } catch (error) {
      this.leftOut(error, 'iam:GetOpenIDConnectProvider');
      return undefined;
    }
  }

  private async quota(): Promise<number | undefined> {
    try {
      const { SummaryMap } = await this.iam.send(
        new GetAccountSummaryCommand({}),
      );
      return (SummaryMap as Record<string, number> | undefined)
        ?.AssumeRolePolicySizeQuota;
    } catch (error) {
      this.leftOut(error, 'iam:GetAccountSummary');
      return undefined;
    }
  }

  /** @returns `read`, or why not everything was */
  private async pages<P extends { Marker?: string }>(
    action: string,
    ask: (marker: string | undefined) => Promise<P>,
    take: (page: P) => void,
  ): Promise<string> {
    let marker: string | undefined;
    try {
      do {
        const page = await ask(marker);
        take(page);
        marker = page.Marker;
      } while (marker);
      return 'read';
    } catch (error) {
      this.leftOut(error, action);
      return describeAccountFailure(error, action);
    }
  }

  private leftOut(error: unknown, action: string): void {
    this.note({
      where: this.where,
      text: describeAccountFailure(error, action).replace(/\.$/, ''),
      kind: isDenied(error) ? 'skipped' : 'broken',
    });
  }
}
