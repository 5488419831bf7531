import { Source } from '../source/Source';

/** `sqs://id:secret@`, `aws://…`, `s3://…`, `ses+api://…`: the two halves before the host, with what is put into them. */
const ADDRESS =
  /\b(sqs|aws|s3a?|ses(?:\+(?:api|https))?):\/\/(?:[^\s@/'"`][^\s@/]{0,200}?):[^\s@]{0,200}@([\w.-]*)/g;
/** Users of a store on the same machine or network. */
const OWN_HOST = /^(?:localhost|127\.|[\w-]*(?:minio|localstack|elasticmq))/i;

/** Places where a key is part of an address, as Celery, Airflow, Symfony and others take it. */
export function keysInAddresses({ written, code }: Source): number[] {
  return [...written.matchAll(ADDRESS)]
    .filter(
      ({ index, 1: scheme, 2: host }) =>
        !OWN_HOST.test(host) && code.startsWith('://', index! + scheme.length),
    )
    .map(({ index }) => index!);
}
