import pino from 'pino';

export const log = pino({ redact: ['credentials.accessKeyId', 'secretAccessKey', 'AWS_SECRET_ACCESS_KEY'] });

export const message = 'Set credentials: { accessKeyId: ... } in the console';
