import { Source } from '../source/Source';

/** `sqs://id:secret@`, `aws://…`, `awsathena+rest://…`, `s3://…`, `ses+api://…`: the two halves before the host, with what is put into them. */
const ADDRESS =
  /\b(sqs|aws|s3a?|awsathena(?:\+\w+)?|ses(?:\+(?:api|https))?):\/\/(?:[^\s@/'"`][^\s@/]{0,200}?):[^\s@]{0,200}@([\w.-]*)/g;
/** Users of a store on the same machine or network. */
const OWN_HOST = /^(?:localhost|127\.|[\w-]*(?:minio|localstack|elasticmq))/i;

/** `aws2-s3://bucket?accessKey=…` of Camel, and `s3://bucket?access_key=…`. */
const OPTION =
  /\b(aws2?-[\w-]+|s3a?|sqs|sns):(?:\/\/)?[^\s"'`?]{1,200}\?(?:[^\s"'`?]{1,200}&)?(?:aws)?_?(?:access_?key(?:_?id)?|secret_?key)=(?!["'`&])/gi;

/** `sqs:?key=…&secret=…` of Enqueue. */
const OPTION_OF_QUEUE =
  /["'](?:sqs|sns|snsqs):(?:\/\/)?\?(?:[^\s"'`]{1,200}&)?(?:key|secret)=(?:(?!["'`&])|["']\s*\.\s*\$)/g;

/** `https://sqs.…amazonaws.com/…?access_key=…` of Symfony. */
const OPTION_OF_HOST =
  /\bhttps:\/\/sqs\.[\w-]+\.amazonaws\.com[^\s"'`?]{0,200}\?(?:[^\s"'`?]{1,200}&)?(?:access_key|secret_key)=(?!["'`&])/g;

/** The same put together: `"sqs://" + id + ":" + secret + "@"`. */
const JOINED =
  /["'](?:sqs|s3a?|aws):\/\/["']\s*[+.]\s*[\w.$()[\]'"]{1,80}\s*[+.]\s*["']:["']\s*[+.]/g;

/** Places where a key is part of an address, as Celery, Airflow, Symfony and others take it. */
export function keysInAddresses({ written, code }: Source): number[] {
  const whole = [
    ...written.matchAll(ADDRESS),
    ...written.matchAll(OPTION),
  ].filter(
    ({ index, 1: scheme, 2: host = '' }) =>
      !OWN_HOST.test(host) && code[index! + scheme.length] === ':',
  );
  const ofQueues = [...written.matchAll(OPTION_OF_QUEUE)].filter(
    ({ index, 0: text }) => code[index!] === text[0],
  );
  const ofHosts = [...written.matchAll(OPTION_OF_HOST)].filter(
    ({ index }) => code[index! + 'https'.length] === ':',
  );
  return [...whole, ...ofQueues, ...ofHosts, ...code.matchAll(JOINED)].map(
    ({ index }) => index!,
  );
}

/** `smtps://${user}:${password}@email-smtp.…`: the host of an address, after what is put into it. */
const SMTP_HOST = /\}@email-smtp(?:-fips)?\.(?=[\w${#])/g;

/** Places where mail goes to SES by SMTP, by an address that is put together. */
export function smtpInTexts({ written, code }: Source): number[] {
  return [...written.matchAll(SMTP_HOST)]
    .map(({ index }) => index!)
    .filter(index => code[index] === '}');
}
