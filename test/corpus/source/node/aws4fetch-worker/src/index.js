import { AwsClient } from 'aws4fetch';

export default {
  async fetch(request, env) {
    const aws = new AwsClient({
      accessKeyId: env.QUEUE_ID,
      secretAccessKey: env.QUEUE_SECRET,
      service: 'sqs',
    });
    return aws.fetch(env.QUEUE_URL, { method: 'POST', body: await request.text() });
  },
};
