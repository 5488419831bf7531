import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';

const out = await new STSClient({}).send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
