import { ROLE_SECONDS } from './limits';

export const other = new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 's', DurationSeconds: ROLE_SECONDS });
