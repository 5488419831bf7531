import { toArray } from 'backstage-plugin-irsa-common';
import { randomUUID } from 'node:crypto';
import { AwsError, noSuchEntity } from '../AwsError';
import { isoTime } from '../protocol/xml';
import { IamCall, IamHandlers } from './IamCall';
import { Role, User } from '../model/entities';

const SERVICE_NAMES: Record<string, string> = {
  s3: 'Amazon S3',
  iam: 'AWS Identity and Access Management',
  sts: 'AWS Security Token Service',
  eks: 'Amazon Elastic Kubernetes Service',
  sqs: 'Amazon SQS',
  dynamodb: 'Amazon DynamoDB',
  cloudtrail: 'AWS CloudTrail',
};

export const lastAccessedHandlers: IamHandlers = {
  GenerateServiceLastAccessedDetails(call) {
    const arn = call.parameters.require('Arn');
    call.authorise(arn);
    if (!arn.startsWith('arn:')) {
      throw new AwsError('InvalidInput', 400, `ARN ${arn} is not valid.`);
    }
    if (!findEntity(call, arn)) {
      throw noSuchEntity(`ARN ${arn} cannot be found.`);
    }
    const jobId = randomUUID();
    call.account.reports.set(jobId, {
      arn,
      createdAt: call.now,
    });
    return { JobId: jobId };
  },

  GetServiceLastAccessedDetails(call) {
    call.authorise('*');
    const jobId = call.parameters.require('JobId');
    const report = call.account.reports.get(jobId);
    const entity = report && findEntity(call, report.arn);
    if (!report || !entity) {
      throw noSuchEntity(`Job ${jobId} cannot be found.`);
    }
    return {
      JobStatus: 'COMPLETED',
      JobType: 'SERVICE_LEVEL',
      JobCreationDate: isoTime(report.createdAt),
      JobCompletionDate: isoTime(call.now),
      IsTruncated: false,
      ServicesLastAccessed: servicesOf(call, entity).map(namespace => {
        const use = entity.serviceUse.get(namespace);
        return {
          ServiceName: SERVICE_NAMES[namespace] ?? namespace,
          ServiceNamespace: namespace,
          TotalAuthenticatedEntities: use ? 1 : 0,
          ...(use && {
            LastAuthenticated: isoTime(use.date),
            LastAuthenticatedEntity: entity.arn,
            LastAuthenticatedRegion: use.region,
          }),
        };
      }),
    };
  },
};

/** The services that the entity's policies name, and those that it used. */
function servicesOf(call: IamCall, entity: User | Role): string[] {
  const named = call.account
    .identityPolicies(entity)
    .flatMap(({ document }) => document.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, NotAction }) => (NotAction ? ['*'] : toArray(Action)))
    .flatMap(action =>
      action === '*'
        ? Object.keys(SERVICE_NAMES)
        : [action.split(':')[0].toLowerCase()],
    );
  return [...new Set([...named, ...entity.serviceUse.keys()])].sort();
}

function findEntity(call: IamCall, arn: string): User | Role | undefined {
  return [...call.account.users.values(), ...call.account.roles.values()].find(
    item => item.arn === arn,
  );
}
