import pino from 'pino';

export const log = pino({ redact: ['*.accessKeyId', '*.secretAccessKey', 'env.AWS_SECRET_ACCESS_KEY'] });
