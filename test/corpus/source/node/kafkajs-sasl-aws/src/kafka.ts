import { Kafka } from 'kafkajs';

export const kafka = new Kafka({
  brokers,
  ssl: true,
  sasl: {
    mechanism: 'aws',
    authorizationIdentity: conf.userId,
    accessKeyId: conf.id,
    secretAccessKey: conf.secret,
  },
});
